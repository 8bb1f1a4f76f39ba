using Cms.Apps;
using Cms.Events;
using Cms.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Apps;

/// <summary>API keys in the tenant's database.</summary>
internal sealed class SqlApiKeyStore(TenantSession session) : ApiKeyStore
{
    public override async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.ApiKeys.AsNoTracking().OrderBy(key => key.Name).ToListAsync(cancel);
    }

    public override async Task AddAsync(ApiKey key, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        session.Db.ApiKeys.Add(key);
        session.Tell(new AppsChanged());
        session.Note(WhatChanged.InKey("KeyAdded", key));
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task RemoveAsync(ApiKey key, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        if (await session.Db.ApiKeys.Where(stored => stored.Id == key.Id).ExecuteDeleteAsync(cancel) > 0)
        {
            session.Tell(new AppsChanged());
            session.Note(WhatChanged.InKey("KeyRevoked", key));
        }

        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task NoteUseAsync(string keyId, DateTime atUtc, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        await lease.Db.ApiKeys.Where(key => key.Id == keyId && (key.LastUsedUtc == null || key.LastUsedUtc < atUtc)).ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedUtc, atUtc), cancel);
    }
}
