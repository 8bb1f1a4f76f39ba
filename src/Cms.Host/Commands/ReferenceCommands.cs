using System.CommandLine;
using Cms.Content;
using Cms.Editing;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>The commands of <c>cms content</c> that look at what refers to what.</summary>
internal static class ReferenceCommands
{
    private const int MostUses = 1000;

    /// <summary><c>cms content used</c></summary>
    public static Command Used(string[] configuration)
    {
        var target = new Argument<string>("ID-or-PATH") { Description = "Id of a content item, term or user, or path of a file in the media folder." };
        var tenant = RecipeCommands.TenantOption();
        var command = new Command("used", "Says where something is used.") { target, tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(async () =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            await using var inside = scope.Open(scope.GetTenant(parsed.GetRequiredValue(tenant)));
            var asked = parsed.GetRequiredValue(target);
            var used = await inside.ServiceProvider.GetRequiredService<WhereUsed>().RunAsync(asked, MostUses, cancel);
            if (used.Problem is { } problem)
                throw new CommandException(problem.Message);

            if (used.Value.Count == 0)
            {
                Console.WriteLine($"{asked} is used nowhere.");
                return 0;
            }

            Write(used.Value);
            if (used.Value.Count == MostUses)
                Console.WriteLine($"Only the first {MostUses} are shown.");
            return 0;
        }));
        return command;
    }

    /// <summary><c>cms content links</c></summary>
    public static Command Links(string[] configuration)
    {
        var tenant = RecipeCommands.TenantOption();
        var command = new Command("links", "Lists dead links and other references that lead nowhere, with their places.") { tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(async () =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            await using var inside = scope.Open(scope.GetTenant(parsed.GetRequiredValue(tenant)));
            var dead = await inside.ServiceProvider.GetRequiredService<FindDeadReferences>().RunAsync(MostUses, cancel);
            if (dead.Problem is { } problem)
                throw new CommandException(problem.Message);

            if (dead.Value.Count == 0)
            {
                Console.WriteLine("Every reference leads somewhere.");
                return 0;
            }

            var table = Output.Table("Item", "Type", "Title", "Where", "How", "Version", "Leads to");
            foreach (var (use, reason) in dead.Value)
                AddRow(table, use, $"{use.Reference.Target}, which {reason}");
            AnsiConsole.Write(table);
            Console.WriteLine(dead.Value.Count == MostUses ? $"Only the first {MostUses} are shown." : $"{dead.Value.Count} dead.");
            return 0;
        }));
        return command;
    }

    private static void Write(IEnumerable<ReferenceUse> uses)
    {
        var table = Output.Table("Item", "Type", "Title", "Where", "How", "Version");
        foreach (var use in uses)
            AddRow(table, use);
        AnsiConsole.Write(table);
    }

    private static void AddRow(Table table, ReferenceUse use, params string[] more)
    {
        string[] cells = [use.ContentItemId, use.ContentType, use.DisplayText, use.Reference.Path, use.Reference.Kind.ToString(), StateOf(use), .. more];
        table.AddRow([.. cells.Select(cell => cell.EscapeMarkup())]);
    }

    private static string StateOf(ReferenceUse use) => use switch
    {
        { Published: false } => "draft",
        { Latest: false } => "published, not in the draft",
        _ => "published",
    };
}
