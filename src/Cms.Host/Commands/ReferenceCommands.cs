using System.CommandLine;
using Cms.Content;
using Cms.Editing;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>The part of <c>cms content ...</c> that looks at what refers to what.</summary>
internal static class ReferenceCommands
{
    private const int MostUses = 1000;

    public static IEnumerable<Command> Create(string[] configuration) => [Used(configuration), Links(configuration)];

    private static Command Used(string[] configuration)
    {
        var target = new Argument<string>("ID-or-PATH") { Description = "Id of a content item, term or user, or path of a file in the media folder." };
        return TenantCommand.Create(configuration, "used", "Says where something is used.", [target], async command =>
        {
            var asked = command.Parsed.GetRequiredValue(target);
            var uses = await command.RequireAsync<WhereUsed, IReadOnlyList<ReferenceUse>>(verb => verb.RunAsync(asked, MostUses, command.Cancel));
            if (uses.Count == 0)
            {
                command.Out.Line($"{asked} is used nowhere.");
                return 0;
            }

            var table = Output.Table("Item", "Type", "Title", "Where", "How", "Version");
            foreach (var use in uses)
                AddRow(table, use);
            command.Out.Write(table);
            if (uses.Count == MostUses)
                command.Out.Line($"Only the first {MostUses} are shown.");
            return 0;
        });
    }

    private static Command Links(string[] configuration) =>
        TenantCommand.Create(configuration, "links", "Lists dead links and other references that lead nowhere, with their places.", [], async command =>
        {
            var dead = await command.RequireAsync<FindDeadReferences, IReadOnlyList<DeadReference>>(verb => verb.RunAsync(MostUses, command.Cancel));
            if (dead.Count == 0)
            {
                command.Out.Line("Every reference leads somewhere.");
                return 0;
            }

            var table = Output.Table("Item", "Type", "Title", "Where", "How", "Version", "Leads to");
            foreach (var (use, reason) in dead)
                AddRow(table, use, $"{use.Reference.Target}, which {reason}");
            command.Out.Write(table);
            command.Out.Line(dead.Count == MostUses ? $"Only the first {MostUses} are shown." : $"{dead.Count} dead.");
            return 0;
        });

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
