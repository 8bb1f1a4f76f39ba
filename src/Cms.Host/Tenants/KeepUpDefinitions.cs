using Cms.Definitions;
using Cms.Events;
using Cms.Modeling;
using Cms.Tenants;

namespace Cms.Host.Tenants;

/// <summary>Brings stored items up to the definitions of their tenants, as long as the server runs.</summary>
public sealed class KeepUpDefinitions(DefinitionUpkeep upkeep, TenantChanges changes, TenantScopes scopes, TenantRegistry registry, TimeProvider clock, ILogger<KeepUpDefinitions> log)
    : BackgroundService
{
    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Happened += AskAfterChange;
        try
        {
            await foreach (var tenant in upkeep.ReadAllAsync(stoppingToken))
                await LookAfterAsync(tenant, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; what is left goes on at the next start.
        }
        finally
        {
            changes.Happened -= AskAfterChange;
        }
    }

    private void AskAfterChange(Tenant tenant, TenantEvent happened)
    {
        if (happened is DefinitionsChanged)
            upkeep.Ask(tenant);
    }

    private async Task LookAfterAsync(Tenant tenant, CancellationToken cancel)
    {
        // Removed or switched off meanwhile: its database is nobody's business any more.
        if (registry.Find(tenant.Name) is not { State: TenantState.Running } known || known.Id != tenant.Id)
            return;

        try
        {
            await using var scope = scopes.Open(tenant);
            await scope.ServiceProvider.GetRequiredService<ContinueRewrites>().RunToEndAsync(reached => Log(reached, tenant), cancel);
            if (await scope.ServiceProvider.GetRequiredService<BuildFieldIndexes>().RunAsync(cancel) is > 0 and var count)
                log.LogInformation("{Count} indexes of fields were made or removed in tenant {Tenant}", count, tenant.Name);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "Bringing stored items of tenant {Tenant} up to its definitions failed; it is tried again", tenant.Name);
            _ = AskLaterAsync(tenant, cancel);
        }
    }

    private void Log(RewriteProgress reached, Tenant tenant)
    {
        log.LogInformation("{Change}: {Done} of {Total} versions in tenant {Tenant}", reached.Rewrite.Title, reached.Done, reached.Total, tenant.Name);
        foreach (var leftOut in reached.LeftOut)
            log.LogWarning("{LeftOut} Tenant {Tenant}", leftOut, tenant.Name);
    }

    private async Task AskLaterAsync(Tenant tenant, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(WaitAfterFailure, clock, cancel);
            upkeep.Ask(tenant);
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next one looks at the tenant by itself.
        }
    }
}
