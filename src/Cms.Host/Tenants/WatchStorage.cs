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
            // The server stops; that is how it ends.
        }
    }
}
