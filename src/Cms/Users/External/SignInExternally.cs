using Cms.Audit;
using Cms.Content;
using Cms.Tenants;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Cms.Users.External;

/// <summary>
/// Lets somebody sign in for whom a provider has vouched. Where <see cref="User.TwoFactorEnabled"/> is true, <see cref="TwoFactor.SecondFactorCheck"/> has to follow.
/// </summary>
public sealed class SignInExternally(
    UserManager<User> users, UserStore store, OwnExternalLogins own, ExternalProviders providers, UserAccess access, CurrentTenant tenant, AuditTrail trail, TenantWork work, TimeProvider clock,
    ILogger<SignInExternally> log)
{
    /// <summary>
    /// The user who has connected the account; else the one with the same e-mail who has nothing else to sign in with; else a new one where the provider makes users.
    /// <see cref="ProblemKind.Forbidden"/> for everybody else, and for a disabled or locked user.
    /// </summary>
    public async Task<Outcome<User>> RunAsync(ExternalIdentity who, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var (user, problem) = await FindAsync(who, cancel);
        if (problem is null && user is not { IsEnabled: true })
            problem = Problem.Forbidden("This user cannot sign in: who runs the site has disabled it.");
        else if (problem is null && user!.LockedUntilUtc > clock.GetUtcNow().UtcDateTime)
            problem = Problem.Forbidden($"After {FailedSignIns.Most} wrong passwords or codes nobody can sign in as this user for {FailedSignIns.LockedFor.TotalMinutes} minutes. Try it again later.");

        if (problem is not null)
            await trail.AddAsync(FailedSignIns.EntryOf(user, who.Provider), cancel);
        await transaction.CommitAsync(cancel);
        return problem is null ? user! : problem;
    }

    // Whose sign-in it would be, and why it cannot be.
    private async Task<(User? User, Problem? Problem)> FindAsync(ExternalIdentity who, CancellationToken cancel)
    {
        if (providers.Find(who.Provider, tenant.Tenant) is not { } provider)
            return (null, Problem.Forbidden($"Nobody signs in to this site with {who.Provider}."));

        if (who.Complaint() is { } complaint)
            return (null, complaint);

        if (await store.FindExternalLoginAsync(who.Provider, who.Issuer, who.Subject, cancel) is { } login)
            return (await store.FindByIdAsync(login.UserId, cancel), null);

        // What anybody may write into an account elsewhere says nothing about who it is.
        if (!who.EmailIsVerified || who.Email is null)
        {
            return (null, Problem.Forbidden(provider.RolesOfNewUsers is null
                ? Unknown(provider)
                : $"{provider.DisplayName} does not say that it knows your e-mail to be yours, so no user was made for you. Confirm it there, and try it again."));
        }

        return await Identity.FindAsync(users, who.Email) is { } present
            ? await MeetAsync(provider, who, present, cancel)
            : await MakeAsync(provider, who, cancel);
    }

    // Whoever has another way in shows it first: an e-mail alone would hand the user to whoever the provider believes.
    private async Task<(User? User, Problem? Problem)> MeetAsync(ExternalProvider provider, ExternalIdentity who, User present, CancellationToken cancel)
    {
        if (await own.CanSignInAsync(present, cancel) || present.NormalizedEmail != users.NormalizeEmail(who.Email))
        {
            return (present, Problem.Forbidden(
                $"There is a user with your e-mail already. Sign in the way that you did until now, and connect {provider.DisplayName} under \"Accounts elsewhere\" of your account."));
        }

        if (present.IsEnabled)
            await store.AddExternalLoginAsync(present, who.ConnectedTo(present, clock.GetUtcNow().UtcDateTime), cancel);
        return (present, null);
    }

    private async Task<(User? User, Problem? Problem)> MakeAsync(ExternalProvider provider, ExternalIdentity who, CancellationToken cancel)
    {
        if (provider.RolesOfNewUsers is not { } roles)
            return (null, Problem.Forbidden(Unknown(provider)));

        if (await access.RefuseRolesAsync(roles, cancel) is { } wrong)
        {
            log.LogError("Cms:ExternalSignIn:{Provider}:RoleNames cannot be given to new users of tenant {Tenant}: {Problem}", provider.Name, tenant.Tenant.Name, wrong.Message);
            return (null, Problem.Forbidden($"No user can be made for you: the settings of {provider.DisplayName} name a role that this site does not have. Who runs the site has to correct them."));
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var user = new User { Id = ContentId.New(), UserName = UserIsValid.NameOf(who.Email!), Email = who.Email, EmailConfirmed = true, RoleNames = [.. roles.Distinct(StringComparer.OrdinalIgnoreCase)], CreatedUtc = now };
        if (Identity.ProblemOf(await users.CreateAsync(user)) is { } problem)
            return (null, problem);

        await store.AddExternalLoginAsync(user, who.ConnectedTo(user, now), cancel);
        return (user, null);
    }

    private static string Unknown(ExternalProvider provider) =>
        $"Nobody signs in here with this account of {provider.DisplayName} yet. Sign in another way and connect it under \"Accounts elsewhere\" of your account, or ask who runs the site.";
}
