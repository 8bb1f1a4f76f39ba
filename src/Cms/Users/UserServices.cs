using Cms.Users.External;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Passkeys;
using Cms.Users.Sessions;
using Cms.Users.TwoFactor;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cms.Users;

/// <summary>The part of the door that is about users: the rules of ASP.NET Core Identity with those of Cms in their place.</summary>
internal static class UserServices
{
    /// <summary>Registers it. The stores of users and a <see cref="MailServer"/> must be registered beside it.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        // Before Identity, which adds its own only where there are none.
        services.AddScoped<IUserValidator<User>, UserIsValid>().AddScoped<IPasswordValidator<User>, PasswordIsSafe>();
        services.TryAddSingleton<FetchBreaches>((_, _) => Task.FromResult<string?>(null));
        services.AddScoped<IUserStore<User>>(provider => provider.GetRequiredService<UserStore>());
        services.AddIdentityCore<User>();

        // As OWASP asks for PBKDF2 with SHA-512; hashes with fewer are made anew at the next sign-in.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);

        services.AddScoped<UserAccess>().AddScoped<PasswordCheck>().AddScoped<SignIn>().AddScoped<ChangeOwn>().AddScoped<ChangePassword>();
        services.AddScoped<AddUser>().AddScoped<ChangeUser>().AddScoped<SetPassword>().AddScoped<SetUserEnabled>().AddScoped<SetUserRoles>().AddScoped<RemoveUser>().AddScoped<ListUsers>();
        services.AddScoped<SaveRole>().AddScoped<RemoveRole>();
        services.AddScoped<EndSignIns>().AddScoped<CheckSignIn>().AddScoped<BeginSession>().AddScoped<EndSessions>().AddScoped<SignInDebts>().AddScoped<ProveWithPassword>().AddScoped<ProveWithPasskey>();
        services.AddScoped<AccountLinks>().AddScoped<ChoosePassword>().AddScoped<MakeResetLink>().AddScoped<InviteUser>().AddScoped<ChangeEmail>().AddScoped<ConfirmEmail>();
        services.AddScoped<AskForReset>().AddScoped<MailWriter, WriteMail>().AddSingleton<SendMails>().AddSingleton<MailsToSend>();
        services.AddScoped<OwnPasskeys>().AddScoped<AddPasskey>().AddScoped<RenamePasskey>().AddScoped<RemovePasskey>().AddScoped<SignInWithPasskey>().AddScoped<ResetPasskeys>();
        services.AddScoped<OwnExternalLogins>().AddScoped<ConnectExternalLogin>().AddScoped<DisconnectExternalLogin>().AddScoped<ResetExternalLogins>().AddScoped<SignInExternally>().AddScoped<NoteFailedExternalSignIn>();
        services.TryAddSingleton(new ExternalProviders([]));
        services.AddScoped<AuthenticatorKeys>().AddScoped<SecondFactorCheck>().AddScoped<BeginTwoFactor>().AddScoped<EnableTwoFactor>().AddScoped<DisableTwoFactor>().AddScoped<RenewRecoveryCodes>().AddScoped<ResetTwoFactor>();
        return services;
    }
}
