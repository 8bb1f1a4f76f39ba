using Cms.Users.Links;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Users;

/// <summary>Links to accounts in the tenant's database.</summary>
internal sealed class SqlAccountLinkStore(TenantSession session) : AccountLinkStore
{
    public override async Task AddAsync(AccountLink link, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.AccountLinks.Where(stored => stored.ExpiresUtc < link.CreatedUtc).ExecuteDeleteAsync(cancel);
        session.Db.Entry(link).State = EntityState.Added;
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<AccountLink?> FindAsync(string tokenHash, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AccountLinks.AsNoTracking().FirstOrDefaultAsync(link => link.TokenHash == tokenHash, cancel);
    }

    public override async Task<IReadOnlyList<AccountLink>> ListAsync(string userId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AccountLinks.AsNoTracking().Where(link => link.UserId == userId).OrderByDescending(link => link.CreatedUtc).ThenBy(link => link.TokenHash).ToListAsync(cancel);
    }

    public override async Task RemoveAsync(string userId, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.AccountLinks.Where(link => link.UserId == userId).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
    }
}
