using Cms.Content;
using Cms.Recipes.Scripts;
using Cms.Settings;

namespace Cms.Recipes;

/// <summary>Runs the waiting steps of the current tenant that Cms has learnt to run since their recipes brought them.</summary>
public sealed class RunWaitingSteps(RecipeRunner runner, SettingsStore settings, TenantWork work)
{
    /// <summary>
    /// What became of each step that Cms runs by now, in their order: each is done and off the list, or as a whole undone and still on it.
    /// </summary>
    public async Task<IReadOnlyList<WaitedStep>> RunAsync(CancellationToken cancel)
    {
        var report = new List<WaitedStep>();
        foreach (var step in (await WaitingStep.ListAsync(settings, cancel)).Where(runner.Runs))
        {
            // Its scripts were run when it came; what they gave must not be taken for one now.
            var recipe = new Recipe(step.Recipe, step.Recipe, "", false, $"{step.Recipe} (waiting)", [RecipeScripts.Quote(step.Step)!.AsObject()]);
            try
            {
                await using var transaction = await work.BeginAsync(cancel);
                await WaitingStep.RemoveAsync(settings, step, cancel);
                var remarks = await runner.RunAsync(recipe, cancel);
                await transaction.CommitAsync(cancel);
                report.Add(new WaitedStep(step, null, remarks));
            }
            catch (RecipeException exception)
            {
                report.Add(new WaitedStep(step, exception.Message, []));
            }
        }

        return report;
    }
}

/// <summary>What became of a waiting step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Failure">Why it still waits; null when it was run.</param>
/// <param name="Remarks">What people should know although it was run.</param>
public sealed record WaitedStep(WaitingStep Step, string? Failure, IReadOnlyList<string> Remarks);
