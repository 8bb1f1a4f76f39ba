using System.CommandLine;
using Cms.Recipes;
using Cms.Settings;
using Cms.Tenants;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms recipes ...</c></summary>
internal static class RecipeCommands
{
    public static Command Create(string[] configuration) => new("recipes", "Lists and runs recipes.") { List(configuration), Run(configuration), Waiting(configuration), ExportCommand.Create(configuration) };

    private static Command List(string[] configuration)
    {
        var command = new Command("list", "Lists the recipes that came with the program.");
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var app = CmsHost.CreateBuilder(configuration, isCommand: true).Build();
            var table = Output.Table("Name", "Set-up", "Description");
            foreach (var recipe in await app.Services.GetRequiredService<RecipeFolder>().ListAsync(cancel))
                table.AddRow(recipe.Name.EscapeMarkup(), recipe.IsSetupRecipe ? "yes" : "no", recipe.Description.EscapeMarkup());
            output.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Run(string[] configuration)
    {
        var recipe = new Argument<string>("NAME-or-FILE");
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change and keep nothing." };
        var parameters = ParameterOption();
        var tenant = TenantOption();
        var command = new Command("run", "Runs a recipe in a tenant: all of it or nothing. A second run changes nothing.") { recipe, dryRun, parameters, tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var wanted = await GetAsync(scope, parsed.GetRequiredValue(recipe), parsed.GetRequiredValue(parameters), cancel);
            var target = scope.GetTenant(parsed.GetRequiredValue(tenant));
            await using var inside = scope.Open(target);
            var runner = inside.ServiceProvider.GetRequiredService<RecipeRunner>();
            if (parsed.GetValue(dryRun))
            {
                var preview = await runner.PreviewAsync(wanted, cancel);
                foreach (var line in preview.Lines)
                    output.Line(line);
                output.Remarks(preview.Remarks);
                output.Line($"Dry run: recipe {wanted.Name} would change {(preview.Lines.Count == 0 ? "nothing" : "this")} in tenant {target.Name}; nothing was kept.");
                return 0;
            }

            output.Remarks(await runner.RunAsync(wanted, cancel));
            output.Line($"Recipe {wanted.Name} ran in tenant {target.Name}: {wanted.Steps.Count} steps.");
            await StoredItems.FollowAsync(inside.ServiceProvider, output, cancel);
            return 0;
        }));
        return command;
    }

    private static Command Waiting(string[] configuration)
    {
        var run = new Option<bool>("--run") { Description = "Run those that Cms has learnt to run since." };
        return TenantCommand.Create(configuration, "waiting", "Lists the steps of recipes that were kept without being run, and why.", [run], async command =>
        {
            if (command.Parsed.GetValue(run))
            {
                var ran = await command.RunAsync<RunWaitingSteps, IReadOnlyList<WaitedStep>>(verb => verb.RunAsync(command.Cancel));
                foreach (var step in ran)
                    command.Out.Line($"{step.Step.Name} of {step.Step.Recipe}: {(step.Failure is null ? "ran" : "failed and still waits: " + step.Failure)}");
                command.Out.Remarks(ran.SelectMany(step => step.Remarks));
                command.Out.Line($"{ran.Count(step => step.Failure is null)} waiting steps ran.");
                await command.FollowAsync();
                return ran.Any(step => step.Failure is not null) ? 1 : 0;
            }

            var table = Output.Table("Step", "Recipe", "Why");
            foreach (var step in await command.RunAsync<SettingsStore, IReadOnlyList<WaitingStep>>(settings => WaitingStep.ListAsync(settings, command.Cancel)))
                table.AddRow(step.Name.EscapeMarkup(), step.Recipe.EscapeMarkup(), step.Reason.EscapeMarkup());
            command.Out.Write(table);
            return 0;
        });
    }

    /// <summary>The recipe of this name or file, which sees these parameters.</summary>
    internal static async Task<Recipe> GetAsync(CommandScope scope, string nameOrFile, string[] parameters, CancellationToken cancel)
    {
        var recipe = await scope.Services.GetRequiredService<RecipeFolder>().GetAsync(nameOrFile, cancel);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new CommandException($"--parameter \"{parameter}\" must be NAME=VALUE.");
            values[parameter[..equals]] = parameter[(equals + 1)..];
        }

        return recipe with { Parameters = values };
    }

    /// <summary>The option of every command that runs a recipe.</summary>
    internal static Option<string[]> ParameterOption() =>
        new("--parameter") { Description = "NAME=VALUE, which the recipe's scripts see as parameters('NAME'); may be given more than once.", DefaultValueFactory = _ => [] };

    /// <summary>The option that every command on a tenant's data has.</summary>
    internal static Option<string> TenantOption() =>
        new("--tenant") { Description = "Name of the tenant.", DefaultValueFactory = _ => Tenant.DefaultName };
}
