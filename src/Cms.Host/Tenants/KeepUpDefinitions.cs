using Cms.Definitions;
using Cms.Events;
using Cms.Modeling;
using Cms.Recipes;
using Cms.Tenants;

namespace Cms.Host.Tenants;

/// <summary>
/// Brings stored items up to the definitions of their tenants, as long as the server runs, and at a tenant's first use runs the steps of its recipes
/// that Cms has learnt since.
/// </summary>
public sealed class KeepUpDefinitions(DefinitionUpkeep upkeep, TenantChanges changes, TenantScopes scopes, TenantRegistry registry, TimeProvider clock, ILogger<KeepUpDefinitions> log)
    : BackgroundService
{
    private static readonly TimeSpan WaitAfterFailure = TimeSpan.FromSeconds(10);

    // A step that fails would fail at each change of definitions again.
    private readonly HashSet<string> _hadTheirSteps = new(StringComparer.Ordinal);

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
            if (_hadTheirSteps.Add(tenant.Id))
                await RunWaitingStepsAsync(scope.ServiceProvider.GetRequiredService<RunWaitingSteps>(), tenant, cancel);
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

    private async Task RunWaitingStepsAsync(RunWaitingSteps run, Tenant tenant, CancellationToken cancel)
    {
        foreach (var step in await run.RunAsync(cancel))
        {
            if (step.Failure is null)
                log.LogInformation("The step {Step} of recipe {Recipe}, which had waited, ran in tenant {Tenant}. {Remarks}", step.Step.Name, step.Step.Recipe, tenant.Name, step.Remarks);
            else
                log.LogWarning("The step {Step} of recipe {Recipe} still waits in tenant {Tenant}: {Failure}", step.Step.Name, step.Step.Recipe, tenant.Name, step.Failure);
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
