using Cms.Tenants;

namespace Cms.Users.External;

/// <summary>The accounts elsewhere that a user signs in with, and whether there is anything to sign in with.</summary>
public sealed class OwnExternalLogins(UserStore store, ExternalProviders providers, CurrentTenant tenant)
{
    /// <summary>The most of a user.</summary>
    public const int Most = 20;

    /// <summary>True when the user has a password, a passkey or an account of a provider that the tenant takes.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="withoutPasskey">A passkey that does not count.</param>
    /// <param name="withoutLogin">An account that does not count.</param>
    internal async Task<bool> CanSignInAsync(User user, CancellationToken cancel, byte[]? withoutPasskey = null, ExternalLogin? withoutLogin = null) =>
        user.PasswordHash is not null
        || (await store.GetPasskeysAsync(user, cancel)).Any(passkey => withoutPasskey is null || !passkey.CredentialId.SequenceEqual(withoutPasskey))
        || (await store.ListExternalLoginsAsync(user.Id, cancel)).Any(login => providers.Find(login.Provider, tenant.Tenant) is not null && !login.IsSameAs(withoutLogin));
}

/// <summary>Lets the signed-in user sign in with an account elsewhere from now on.</summary>
public sealed class ConnectExternalLogin(UserStore store, ChangeOwn own, TimeProvider clock)
{
    /// <summary>Done; may run twice. <see cref="ProblemKind.Conflict"/> when the account belongs to another user or there are too many.</summary>
    public async Task<Outcome<Done>> RunAsync(ExternalIdentity who, CancellationToken cancel)
    {
        if (who.Complaint() is { } complaint)
            return complaint;

        return await own.RunAsync<Done>("connects accounts", user => ConnectAsync(who, user, cancel), cancel);
    }

    private async Task<Outcome<Done>> ConnectAsync(ExternalIdentity who, User user, CancellationToken cancel)
    {
        if (await store.FindExternalLoginAsync(who.Provider, who.Issuer, who.Subject, cancel) is { } present)
            return present.UserId == user.Id ? new Done() : Problem.Conflict("Another user of this site signs in with this account already; it must be disconnected there first.");

        if ((await store.ListExternalLoginsAsync(user.Id, cancel)).Count >= OwnExternalLogins.Most)
            return Problem.Conflict($"You have connected {OwnExternalLogins.Most} accounts, and that is the most; disconnect one first.");

        await store.AddExternalLoginAsync(user, who.ConnectedTo(user, clock.GetUtcNow().UtcDateTime), cancel);
        return new Done();
    }
}

/// <summary>Takes an account elsewhere from the signed-in user: nobody signs in with it any more.</summary>
public sealed class DisconnectExternalLogin(UserStore store, OwnExternalLogins logins, ChangeOwn own)
{
    /// <summary>Done; may run twice. <see cref="ProblemKind.Conflict"/> for the last thing that the user can sign in with.</summary>
    public Task<Outcome<Done>> RunAsync(string provider, string issuer, string subject, CancellationToken cancel) => own.RunAsync<Done>(
        "disconnects accounts",
        async user =>
        {
            if (await store.FindExternalLoginAsync(provider, issuer, subject, cancel) is not { } login || login.UserId != user.Id)
                return new Done();

            if (!await logins.CanSignInAsync(user, cancel, withoutLogin: login))
                return Problem.Conflict("This is all that you can sign in with; set a password or add a passkey first.");

            await store.RemoveExternalLoginAsync(user, login, cancel);
            return new Done();
        },
        cancel);
}

/// <summary>Takes all accounts elsewhere from somebody whose account a stranger was in.</summary>
public sealed class ResetExternalLogins(ChangeUser change, UserStore store)
{
    /// <summary>The user, whose sign-ins have ended. <see cref="ProblemKind.Conflict"/> when the user has connected none.</summary>
    public Task<Outcome<User>> RunAsync(string nameOrEmail, CancellationToken cancel) => change.RunAsync(
        nameOrEmail,
        "disconnect accounts of users",
        async user =>
        {
            var logins = await store.ListExternalLoginsAsync(user.Id, cancel);
            if (logins.Count == 0)
                return Problem.Conflict($"{user.UserName} has connected no account of another provider.");

            foreach (var login in logins)
                await store.RemoveExternalLoginAsync(user, login, cancel);
            return null;
        },
        cancel);
}
