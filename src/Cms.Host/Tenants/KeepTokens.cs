using Cms.Apps;
using Cms.Tenants;

namespace Cms.Host.Tenants;

/// <summary>
/// Writes down every minute when API keys were used last, and forgets once a day the tokens that are good for nothing any more, as long as the server runs.
/// </summary>
public sealed class KeepTokens(KeyUses uses, TokenTidying tidying, TimeProvider clock, ILogger<KeepTokens> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(uses.WriteAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(uses.WriteAsync, stoppingToken);
                await TryAsync(tidying.RunAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; StopAsync writes what is left.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next minute tries again.
            log.LogError(exception, "Looking after tokens and API keys failed");
        }
    }
}
