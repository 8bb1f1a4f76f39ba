using Cms.Storage;

namespace Cms.Host.Tenants;

/// <summary>Keeps looking for what other processes wrote, as long as the server runs.</summary>
public sealed class WatchStorage(StorageWatcher watcher) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => watcher.RunAsync(stoppingToken);
}
