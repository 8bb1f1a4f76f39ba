using Cms.Storage.Audit;
using Cms.Users;
using Cms.Users.External;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Users;

/// <summary>
/// Users in the tenant's database. Not EF Core's own store of ASP.NET Core Identity: that one keeps one context for its life and saves by
/// itself, and here a context lives for one read or one transaction.
/// </summary>
internal sealed class SqlUserStore(TenantSession session) : UserStore
{
    public override async Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Users.AsNoTracking().OrderBy(user => user.NormalizedUserName).ToListAsync(cancel);
    }

    public override async Task<IReadOnlyList<User>> ListByIdsAsync(IReadOnlyCollection<string> userIds, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Users.AsNoTracking().Where(user => userIds.Contains(user.Id)).ToListAsync(cancel);
    }

    public override async Task<bool> HasPasswordsAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Users.AnyAsync(user => user.PasswordHash != null, cancel);
    }

    public override async Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var lease = await session.ReadAsync(cancellationToken);
        return await lease.Db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == userId, cancellationToken);
    }

    public override async Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var lease = await session.ReadAsync(cancellationToken);
        return await lease.Db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedUserName == normalizedUserName, cancellationToken);
    }

    public override async Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        await using var lease = await session.ReadAsync(cancellationToken);
        return await lease.Db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedEmail == normalizedEmail, cancellationToken);
    }

    public override async Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var work = await session.BeginAsync(cancellationToken);
        var row = new PasskeyRow
        {
            CredentialId = passkey.CredentialId,
            UserId = user.Id,
            Name = passkey.Name,
            PublicKey = passkey.PublicKey,
            CreatedUtc = passkey.CreatedAt.UtcDateTime,
            SignCount = passkey.SignCount,
            Transports = passkey.Transports is { } transports ? string.Join(' ', transports) : null,
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            AttestationObject = passkey.AttestationObject,
            ClientDataJson = passkey.ClientDataJson,
        };

        // Added where the user does not have it, so that somebody else's is a row too many.
        var before = await PasskeysOf(session.Db, user).AsNoTracking().FirstOrDefaultAsync(stored => stored.CredentialId == passkey.CredentialId, cancellationToken);
        session.Db.Entry(row).State = before is null ? EntityState.Added : EntityState.Modified;
        if (before is null || before.Name != row.Name)
            session.Note(WhatChanged.InPasskey(before is null ? "PasskeyAdded" : "PasskeyRenamed", user, row.Name));
        await session.WriteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken)
    {
        await using var lease = await session.ReadAsync(cancellationToken);
        var rows = await PasskeysOf(lease.Db, user).OrderBy(row => row.CreatedUtc).ThenBy(row => row.CredentialId).ToListAsync(cancellationToken);
        return [.. rows.Select(PasskeyOf)];
    }

    public override async Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var lease = await session.ReadAsync(cancellationToken);
        return await lease.Db.Users.AsNoTracking().FirstOrDefaultAsync(
            user => lease.Db.Passkeys.Any(row => row.CredentialId == credentialId && row.UserId == user.Id), cancellationToken);
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var lease = await session.ReadAsync(cancellationToken);
        return await PasskeysOf(lease.Db, user).FirstOrDefaultAsync(row => row.CredentialId == credentialId, cancellationToken) is { } found ? PasskeyOf(found) : null;
    }

    public override async Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var work = await session.BeginAsync(cancellationToken);
        var passkeys = PasskeysOf(session.Db, user).Where(row => row.CredentialId == credentialId);
        if (await passkeys.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } removed)
        {
            await passkeys.ExecuteDeleteAsync(cancellationToken);
            session.Note(WhatChanged.InPasskey("PasskeyRemoved", user, removed.Name));
            await session.WriteAsync(cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
    }

    public override async Task AddExternalLoginAsync(User user, ExternalLogin login, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        session.Db.Entry(login).State = EntityState.Added;
        session.Note(WhatChanged.InExternalLogin("AccountConnected", user, login));
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<IReadOnlyList<ExternalLogin>> ListExternalLoginsAsync(string userId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.ExternalLogins.AsNoTracking().Where(row => row.UserId == userId)
            .OrderBy(row => row.CreatedUtc).ThenBy(row => row.Provider).ThenBy(row => row.Issuer).ThenBy(row => row.Subject).ToListAsync(cancel);
    }

    public override async Task<ExternalLogin?> FindExternalLoginAsync(string provider, string issuer, string subject, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.ExternalLogins.AsNoTracking().FirstOrDefaultAsync(row => row.Provider == provider && row.Issuer == issuer && row.Subject == subject, cancel);
    }

    public override async Task RemoveExternalLoginAsync(User user, ExternalLogin login, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var (userId, provider, issuer, subject) = (user.Id, login.Provider, login.Issuer, login.Subject);
        var removed = await session.Db.ExternalLogins.Where(row => row.UserId == userId && row.Provider == provider && row.Issuer == issuer && row.Subject == subject).ExecuteDeleteAsync(cancel);
        if (removed > 0)
        {
            session.Note(WhatChanged.InExternalLogin("AccountDisconnected", user, login));
            await session.WriteAsync(cancel);
        }

        await work.CommitAsync(cancel);
    }

    protected override Task AddAsync(User user, CancellationToken cancel) => WriteAsync(user, EntityState.Added, cancel);

    protected override Task SaveAsync(User user, CancellationToken cancel) => WriteAsync(user, EntityState.Modified, cancel);

    protected override async Task RemoveAsync(User user, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var before = await session.Db.Users.AsNoTracking().FirstOrDefaultAsync(stored => stored.Id == user.Id, cancel);
        await session.Db.Users.Where(stored => stored.Id == user.Id).ExecuteDeleteAsync(cancel);
        if (before is not null && WhatChanged.In(before, after: null) is { } entry)
            session.Note(entry);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    private async Task WriteAsync(User user, EntityState state, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var before = state == EntityState.Added ? null : await session.Db.Users.AsNoTracking().FirstOrDefaultAsync(stored => stored.Id == user.Id, cancel);
        session.Db.Entry(user).State = state;
        if (WhatChanged.In(before, user) is { } entry)
            session.Note(entry);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    private static IQueryable<PasskeyRow> PasskeysOf(TenantDb db, User user)
    {
        var userId = user.Id;
        return db.Passkeys.AsNoTracking().Where(row => row.UserId == userId);
    }

    private static UserPasskeyInfo PasskeyOf(PasskeyRow row) => new(
        row.CredentialId, row.PublicKey, row.CreatedUtc, (uint)row.SignCount, row.Transports?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.IsUserVerified, row.IsBackupEligible, row.IsBackedUp, row.AttestationObject, row.ClientDataJson)
    {
        Name = row.Name,
    };
}
