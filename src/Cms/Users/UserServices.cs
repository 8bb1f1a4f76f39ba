using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Users;

/// <summary>The part of the door that is about users: the rules of ASP.NET Core Identity with those of Cms in their place.</summary>
internal static class UserServices
{
    /// <summary>Registers it. <see cref="UserStore"/> must be registered beside it.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        // Before Identity, which adds its own only where there are none.
        services.AddScoped<IUserValidator<User>, UserIsValid>().AddScoped<IPasswordValidator<User>, PasswordIsSafe>();
        services.AddScoped<IUserStore<User>>(provider => provider.GetRequiredService<UserStore>());
        services.AddIdentityCore<User>();

        services.AddScoped<UserAccess>().AddScoped<PasswordCheck>().AddScoped<SignIn>().AddScoped<ChangePassword>();
        services.AddScoped<AddUser>().AddScoped<ChangeUser>().AddScoped<SetPassword>().AddScoped<SetUserEnabled>().AddScoped<SetUserRoles>();
        services.AddScoped<ReadAuditTrail>();
        return services;
    }
}
