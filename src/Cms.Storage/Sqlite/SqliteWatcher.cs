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

    public override async Task RunAsync(CancellationToken cancel)
    {
        await using (var db = await host.OpenAsync(cancel))
            await db.Database.CanConnectAsync(cancel);

        using var hostWatch = await SqliteWatch.BeginAsync(folders.HostDatabase, cancel);
        using var timer = new PeriodicTimer(Interval, clock);
        var nextTidying = clock.GetUtcNow().AddHours(1);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                if (hostWatch.HasChanged())
                    await registry.LoadAsync(cancel);

                foreach (var (tenant, watch) in databases.Open)
                {
                    if (watch.HasChanged())
                        await TellAsync(tenant, watch, cancel);
                }

                if (clock.GetUtcNow() >= nextTidying)
                {
                    nextTidying = clock.GetUtcNow().AddHours(1);
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

    private async Task TellAsync(Tenant tenant, SqliteWatch watch, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(tenant, cancel);
        var last = watch.LastEvent;
        var rows = await db.Outbox.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (OutboxEvents.Read(row) is { } happened)
                changes.Publish(tenant, happened);
            watch.LastEvent = row.Id;
        }
    }

    private async Task TidyAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow().UtcDateTime - EventsAreKept;
        foreach (var (tenant, _) in databases.Open)
        {
            await using var db = await databases.OpenAsync(tenant, cancel);
            await db.Outbox.Where(row => row.AtUtc < before).ExecuteDeleteAsync(cancel);
        }
    }
}
