using System.Text.RegularExpressions;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>Liquid patterns in settings name types, parts and fields in ways that only their authors can change.</summary>
internal static class Patterns
{
    /// <summary>A warning for each pattern that mentions a name which one of the changes takes away, each once.</summary>
    public static IReadOnlyList<string> MentionedIn(ContentDefinitions after, IEnumerable<DefinitionChange> changes) => [.. changes.SelectMany(change => MentionedIn(after, change)).Distinct()];

    private static IEnumerable<string> MentionedIn(ContentDefinitions after, DefinitionChange change)
    {
        var name = change switch
        {
            RenameDefinition rename => rename.From,
            RemoveDefinition removed => removed.Name,
            _ => null,
        };
        if (name is null)
            return [];

        var word = new Regex($@"\b{Regex.Escape(name)}\b", RegexOptions.CultureInvariant);
        return
        [
            .. after.Types.SelectMany(type => type.Parts.SelectMany(part => Mentions(part.Settings, $"part {part.Name} of content type {type.Name}"))),
            .. after.Parts.SelectMany(part => part.Fields.SelectMany(field => Mentions(field.Settings, $"field {field.Name} of part {part.Name}"))),
        ];

        IEnumerable<string> Mentions(DefinitionSettings settings, string owner) =>
            JsonText.In(settings.ToJson()).Where(text => text.Contains('{', StringComparison.Ordinal) && word.IsMatch(text))
                .Select(text => $"The pattern {text} of {owner} mentions {name}; look whether it still finds what it means.");
    }
}
