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

    private static void Write(IEnumerable<ReferenceUse> uses)
    {
        var table = Output.Table("Item", "Type", "Title", "Where", "How", "Version");
        foreach (var use in uses)
        {
            table.AddRow(
                use.ContentItemId.EscapeMarkup(), use.ContentType.EscapeMarkup(), use.DisplayText.EscapeMarkup(), use.Reference.Path.EscapeMarkup(),
                use.Reference.Kind.ToString(), StateOf(use));
        }

        AnsiConsole.Write(table);
    }

    private static string StateOf(ReferenceUse use) => use switch
    {
        { Published: false } => "draft",
        { Latest: false } => "published, not in the draft",
        _ => "published",
    };
}
