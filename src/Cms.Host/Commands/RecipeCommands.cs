using System.CommandLine;
using Cms.Recipes;
using Cms.Tenants;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms recipes ...</c></summary>
internal static class RecipeCommands
{
    public static Command Create(string[] configuration) => new("recipes", "Lists and runs recipes.") { List(configuration), Run(configuration) };

    private static Command List(string[] configuration)
    {
        var command = new Command("list", "Lists the recipes that came with the program.");
        command.SetAction((_, cancel) => Output.GuardAsync(async () =>
        {
            await using var app = CmsHost.CreateBuilder(configuration, isCommand: true).Build();
            var table = Output.Table("Name", "Set-up", "Description");
            foreach (var recipe in await app.Services.GetRequiredService<RecipeFolder>().ListAsync(cancel))
                table.AddRow(recipe.Name.EscapeMarkup(), recipe.IsSetupRecipe ? "yes" : "no", recipe.Description.EscapeMarkup());
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Run(string[] configuration)
    {
        var recipe = new Argument<string>("NAME-or-FILE");
        var tenant = TenantOption();
        var command = new Command("run", "Runs a recipe in a tenant: all of it or nothing. A second run changes nothing.") { recipe, tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(async () =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var wanted = await scope.Services.GetRequiredService<RecipeFolder>().GetAsync(parsed.GetRequiredValue(recipe), cancel);
            var target = scope.GetTenant(parsed.GetRequiredValue(tenant));
            await using var inside = scope.Open(target);
            Output.Remarks(await inside.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(wanted, cancel));
            Console.WriteLine($"Recipe {wanted.Name} ran in tenant {target.Name}: {wanted.Steps.Count} steps.");
            return 0;
        }));
        return command;
    }

    /// <summary>The option that every command on a tenant's data has.</summary>
    internal static Option<string> TenantOption() =>
        new("--tenant") { Description = "Name of the tenant.", DefaultValueFactory = _ => Tenant.DefaultName };
}
