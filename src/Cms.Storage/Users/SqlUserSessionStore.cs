using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Users;

/// <summary>Sessions of users in the tenant's database.</summary>
internal sealed class SqlUserSessionStore(TenantSession session) : UserSessionStore
{
    public override async Task AddAsync(UserSession begun, DateTime forgetBeforeUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var userId = begun.UserId;
        await session.Db.UserSessions.Where(row => row.UserId == userId && row.SeenUtc < forgetBeforeUtc).ExecuteDeleteAsync(cancel);
        session.Db.Entry(begun).State = EntityState.Added;
        var name = await session.Db.Users.Where(user => user.Id == userId).Select(user => user.UserName).FirstOrDefaultAsync(cancel) ?? "";
        session.Note(new AuditEntry(AuditCategory.SignIn, "SignedIn", userId, name) { Details = new JsonObject { ["with"] = begun.Method, ["browser"] = begun.Browser } });
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<UserSession?> FindAsync(string sessionId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.UserSessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == sessionId, cancel);
    }

    public override async Task<IReadOnlyList<UserSession>> ListAsync(string userId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.UserSessions.AsNoTracking().Where(row => row.UserId == userId).OrderByDescending(row => row.SeenUtc).ThenBy(row => row.Id).ToListAsync(cancel);
    }

    public override async Task SeenAsync(string sessionId, DateTime atUtc, string address, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.UserSessions.Where(row => row.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenUtc, atUtc).SetProperty(row => row.Address, address), cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task ProvenAsync(string sessionId, DateTime atUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.UserSessions.Where(row => row.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProvenUtc, atUtc), cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task EndAsync(string userId, string sessionId, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await EndAsync(session.Db.UserSessions.Where(row => row.UserId == userId && row.Id == sessionId), userId, cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task EndAllAsync(string userId, string? exceptSessionId, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await EndAsync(session.Db.UserSessions.Where(row => row.UserId == userId && row.Id != exceptSessionId), userId, cancel);
        await work.CommitAsync(cancel);
    }

    private async Task EndAsync(IQueryable<UserSession> ended, string userId, CancellationToken cancel)
    {
        var count = await ended.ExecuteDeleteAsync(cancel);
        if (count == 0)
            return;

        var name = await session.Db.Users.Where(user => user.Id == userId).Select(user => user.UserName).FirstOrDefaultAsync(cancel) ?? "";
        session.Note(new AuditEntry(AuditCategory.SignIn, "SignedOut", userId, name) { Details = new JsonObject { ["sessions"] = count } });
        await session.WriteAsync(cancel);
    }
}
