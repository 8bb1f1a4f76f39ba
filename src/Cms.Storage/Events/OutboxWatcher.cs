using Cms.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Events;

/// <summary>What watchers share: telling the rows of an outbox, forgetting old ones and letting go of tenants that nobody asks for.</summary>
internal abstract class OutboxWatcher(TenantDatabases databases, TenantChanges changes, TimeProvider clock) : StorageWatcher
{
    private static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan TidyingInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private DateTimeOffset _nextTidying = clock.GetUtcNow() + TidyingInterval;

    /// <summary>Tells what was written to the tenant's outbox since the last time.</summary>
    protected async Task TellAsync(OpenTenant open, CancellationToken cancel)
    {
        await using var db = open.CreateContext();
        var last = open.LastEvent;
        var rows = await db.Outbox.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (OutboxEvents.Read(row) is { } happened)
                changes.Publish(open.Tenant, happened);
            open.LastEvent = row.Id;
        }
    }

    /// <summary>Tidies up when it is time again.</summary>
    protected async Task TidyAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() < _nextTidying)
            return;

        _nextTidying = clock.GetUtcNow() + TidyingInterval;

        // Everything kept for the tenant goes with its database: nobody would tell it of changes any more.
        foreach (var tenant in databases.ListIdle(Idle))
            changes.Retire(tenant);

        var before = clock.GetUtcNow().UtcDateTime - EventsAreKept;
        foreach (var open in databases.Open)
        {
            await using var db = open.CreateContext();
            await OptimizeAsync(db, cancel);
            await db.Outbox.Where(row => row.AtUtc < before).ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>Lets the database look after its indexes, where it does not by itself.</summary>
    protected virtual Task OptimizeAsync(TenantDb db, CancellationToken cancel) => Task.CompletedTask;
}
