using Cms.Storage.Audit;
using Cms.Users;
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
}
