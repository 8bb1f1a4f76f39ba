using Cms.Storage.Events;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cms.Storage.Sqlite;

/// <summary>
/// Looks a few times a second whether another process wrote to the host database or to an open tenant's file, and tells what it
/// wrote.
/// </summary>
internal sealed class SqliteWatcher(
    SqliteTenantDatabases databases, SqliteHostDatabase host, DataFolders folders, TenantRegistry registry, TenantChanges changes, TimeProvider clock, ILogger<SqliteWatcher> log)
    : OutboxWatcher(databases, changes, clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _clock = clock;

    public override async Task RunAsync(CancellationToken cancel)
    {
        await using (var db = await host.OpenAsync(cancel))
            await db.Database.CanConnectAsync(cancel);

        using var hostWatch = await SqliteWatch.BeginAsync(folders.HostDatabase, cancel);
        using var timer = new PeriodicTimer(Interval, _clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                if (hostWatch.HasChanged())
                    await registry.LoadAsync(cancel);

                foreach (var file in databases.OpenFiles.Where(file => file.Watch.HasChanged()))
                    await TellAsync(file, cancel);

                await TidyAsync(cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One broken file must not blind the watcher for all others; it is tried again at the next tick.
                log.LogError(exception, "Looking for changes of other processes failed");
            }
        }
    }

    protected override Task OptimizeAsync(TenantDb db, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync("PRAGMA optimize", cancel);
}
