using Cms.Storage;

namespace Cms.Host.Tenants;

/// <summary>Keeps looking for what other processes wrote, as long as the server runs.</summary>
public sealed class WatchStorage(StorageWatcher watcher) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await watcher.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop. When the server could not start, the host would report this as a second failure.
        }
    }
}
