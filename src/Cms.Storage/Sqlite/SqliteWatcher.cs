using Cms.Storage.Events;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cms.Storage.Sqlite;

/// <summary>
/// Looks a few times a second whether another process wrote to the host database or to an open tenant's file, and tells what it
/// wrote. Also forgets old events and closes tenants that nobody asks for.
/// </summary>
internal sealed class SqliteWatcher(
    SqliteTenantDatabases databases, SqliteHostDatabase host, DataFolders folders, TenantRegistry registry, TenantChanges changes, TimeProvider clock, ILogger<SqliteWatcher> log)
    : StorageWatcher
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan TidyingInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public override async Task RunAsync(CancellationToken cancel)
    {
        await using (var db = await host.OpenAsync(cancel))
            await db.Database.CanConnectAsync(cancel);

        using var hostWatch = await SqliteWatch.BeginAsync(folders.HostDatabase, cancel);
        using var timer = new PeriodicTimer(Interval, clock);
        var nextTidying = clock.GetUtcNow() + TidyingInterval;
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                if (hostWatch.HasChanged())
                    await registry.LoadAsync(cancel);

                foreach (var file in databases.Open)
                {
                    if (file.Watch.HasChanged())
                        await TellAsync(file, cancel);
                }

                if (clock.GetUtcNow() >= nextTidying)
                {
                    nextTidying = clock.GetUtcNow() + TidyingInterval;
                    await TidyAsync(cancel);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One broken file must not blind the watcher for all others; it is tried again at the next tick.
                log.LogError(exception, "Looking for changes of other processes failed");
            }
        }
    }

    private async Task TellAsync(SqliteTenantDatabases.OpenFile file, CancellationToken cancel)
    {
        await using var db = await file.Contexts.CreateDbContextAsync(cancel);
        var last = file.Watch.LastEvent;
        var rows = await db.Outbox.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (OutboxEvents.Read(row) is { } happened)
                changes.Publish(file.Tenant, happened);
            file.Watch.LastEvent = row.Id;
        }
    }

    private async Task TidyAsync(CancellationToken cancel)
    {
        // Everything kept for the tenant goes with its file: nobody would tell it of changes any more.
        foreach (var tenant in databases.ListIdle(Idle))
            changes.Retire(tenant);

        var before = clock.GetUtcNow().UtcDateTime - EventsAreKept;
        foreach (var file in databases.Open)
        {
            await using var db = await file.Contexts.CreateDbContextAsync(cancel);
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize", cancel);
            await db.Outbox.Where(row => row.AtUtc < before).ExecuteDeleteAsync(cancel);
        }
    }
}
