using Cms.Jobs;

namespace Cms.Host.Tenants;

/// <summary>Looks every few seconds whether something is due in a tenant, as long as the server runs.</summary>
public sealed class KeepSchedules(DoWhatIsDue doWhatIsDue, TimeProvider clock, ILogger<KeepSchedules> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; what was half done was rolled back and is done after the next start.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await doWhatIsDue.RunAsync(cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The host database may answer again at the next tick.
            log.LogError(exception, "Looking for what is due failed");
        }
    }
}
