using System.Collections.Immutable;
using Cms.Users;
using Cms.Users.External;
using Microsoft.AspNetCore.Identity;

namespace Cms.Tests.Memory;

/// <summary>Users in memory.</summary>
public sealed class MemoryUserStore(MemoryTenant tenant) : UserStore
{
    public override Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<User>>(
        [.. tenant.State.Users.Values.OrderBy(user => user.NormalizedUserName, StringComparer.Ordinal).Select(Copy)]);

    public override Task<IReadOnlyList<User>> ListByIdsAsync(IReadOnlyCollection<string> userIds, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<User>>([.. tenant.State.Users.Values.Where(user => userIds.Contains(user.Id)).Select(Copy)]);

    public override Task<bool> HasPasswordsAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Users.Values.Any(user => user.PasswordHash is not null));

    public override Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Find(user => user.Id == userId);

    public override Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Find(user => user.NormalizedUserName == normalizedUserName);

    public override Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => Find(user => user.NormalizedEmail == normalizedEmail);

    public override Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var others = tenant.State.Passkeys.RemoveAll(one => one.UserId == user.Id && one.Passkey.CredentialId.SequenceEqual(passkey.CredentialId));
        if (others.Any(one => one.Passkey.CredentialId.SequenceEqual(passkey.CredentialId)))
            throw new InvalidOperationException("Another user has this passkey.");

        tenant.State = tenant.State with { Passkeys = others.Add((user.Id, passkey)) };
        return Task.CompletedTask;
    }

    public override Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>(
        [.. tenant.State.Passkeys.Where(one => one.UserId == user.Id).Select(one => one.Passkey).OrderBy(passkey => passkey.CreatedAt)]);

    public override Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var owner = tenant.State.Passkeys.FirstOrDefault(one => one.Passkey.CredentialId.SequenceEqual(credentialId)).UserId;
        return Find(user => user.Id == owner);
    }

    public override Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(tenant.State.Passkeys.FirstOrDefault(one => one.UserId == user.Id && one.Passkey.CredentialId.SequenceEqual(credentialId)).Passkey)!;

    public override Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        tenant.State = tenant.State with { Passkeys = tenant.State.Passkeys.RemoveAll(one => one.UserId == user.Id && one.Passkey.CredentialId.SequenceEqual(credentialId)) };
        return Task.CompletedTask;
    }

    public override Task AddExternalLoginAsync(User user, ExternalLogin login, CancellationToken cancel)
    {
        if (tenant.State.ExternalLogins.Any(other => IsSame(other, login)))
            throw new InvalidOperationException("A user has this account already.");

        tenant.State = tenant.State with { ExternalLogins = tenant.State.ExternalLogins.Add(login) };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<ExternalLogin>> ListExternalLoginsAsync(string userId, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ExternalLogin>>([.. tenant.State.ExternalLogins.Where(login => login.UserId == userId).OrderBy(login => login.CreatedUtc)]);

    public override Task<ExternalLogin?> FindExternalLoginAsync(string provider, string issuer, string subject, CancellationToken cancel) =>
        Task.FromResult(tenant.State.ExternalLogins.FirstOrDefault(login => (login.Provider, login.Issuer, login.Subject) == (provider, issuer, subject)));

    public override Task RemoveExternalLoginAsync(User user, ExternalLogin login, CancellationToken cancel)
    {
        tenant.State = tenant.State with { ExternalLogins = tenant.State.ExternalLogins.RemoveAll(other => other.UserId == user.Id && IsSame(other, login)) };
        return Task.CompletedTask;
    }

    protected override Task AddAsync(User user, CancellationToken cancel)
    {
        if (tenant.State.Users.Values.Any(other => other.Id == user.Id || other.NormalizedUserName == user.NormalizedUserName || (user.NormalizedEmail is not null && other.NormalizedEmail == user.NormalizedEmail)))
            throw new InvalidOperationException($"Id, name or e-mail of user {user.UserName} is taken.");

        return Keep(user);
    }

    protected override Task SaveAsync(User user, CancellationToken cancel) =>
        tenant.State.Users.ContainsKey(user.Id) ? Keep(user) : throw new InvalidOperationException($"There is no user {user.UserName}.");

    protected override Task RemoveAsync(User user, CancellationToken cancel)
    {
        var state = tenant.State;
        tenant.State = state with
        {
            Users = state.Users.Remove(user.Id),
            Passkeys = state.Passkeys.RemoveAll(passkey => passkey.UserId == user.Id),
            ExternalLogins = state.ExternalLogins.RemoveAll(login => login.UserId == user.Id),
            Sessions = state.Sessions.Where(session => session.Value.UserId != user.Id).ToImmutableDictionary(),
            Links = state.Links.Where(link => link.Value.UserId != user.Id).ToImmutableDictionary(),
        };
        return Task.CompletedTask;
    }

    private Task<User?> Find(Func<User, bool> condition) => Task.FromResult(tenant.State.Users.Values.FirstOrDefault(condition) is { } user ? Copy(user) : null);

    private Task Keep(User user)
    {
        tenant.State = tenant.State with { Users = tenant.State.Users.SetItem(user.Id, Copy(user)) };
        return Task.CompletedTask;
    }

    private static bool IsSame(ExternalLogin one, ExternalLogin other) => (one.Provider, one.Issuer, one.Subject) == (other.Provider, other.Issuer, other.Subject);

    private static User Copy(User user) => new()
    {
        Id = user.Id,
        UserName = user.UserName,
        NormalizedUserName = user.NormalizedUserName,
        Email = user.Email,
        NormalizedEmail = user.NormalizedEmail,
        EmailConfirmed = user.EmailConfirmed,
        PasswordHash = user.PasswordHash,
        FirstPasswordEndsUtc = user.FirstPasswordEndsUtc,
        SecurityStamp = user.SecurityStamp,
        IsEnabled = user.IsEnabled,
        RoleNames = [.. user.RoleNames],
        FailedSignIns = user.FailedSignIns,
        LockedUntilUtc = user.LockedUntilUtc,
        TwoFactorEnabled = user.TwoFactorEnabled,
        AuthenticatorKey = user.AuthenticatorKey,
        LastCodeStep = user.LastCodeStep,
        RecoveryCodeHashes = user.RecoveryCodeHashes,
        CreatedUtc = user.CreatedUtc,
    };
}
