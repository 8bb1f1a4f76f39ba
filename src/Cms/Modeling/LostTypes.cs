using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>Content types that a change takes away although settings of others still name them.</summary>
internal static class LostTypes
{
    /// <summary>A warning for each setting that lists such a type.</summary>
    public static IReadOnlyList<string> MentionedIn(ContentDefinitions before, ContentDefinitions after)
    {
        var lost = before.Types.Select(type => type.Name).Where(name => after.FindType(name) is null).ToHashSet(StringComparer.Ordinal);
        if (lost.Count == 0)
            return [];

        return
        [
            .. after.Types.SelectMany(type => type.Parts.SelectMany(part => Mentions(part.Settings, $"part {part.Name} of content type {type.Name}"))),
            .. after.Parts.SelectMany(part => part.Fields.SelectMany(one => Mentions(one.Settings, $"field {one.Name} of part {part.Name}"))),
        ];

        IEnumerable<string> Mentions(DefinitionSettings settings, string owner) =>
            from section in settings.ToJson()
            from list in RenameDefinition.TypeLists
            from name in settings.Texts(section.Key, list)
            where lost.Contains(name)
            select $"Setting {section.Key}.{list} of {owner} still names {name}, which is gone; take it out there.";
    }
}
