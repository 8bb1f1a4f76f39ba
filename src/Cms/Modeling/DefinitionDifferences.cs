using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>A difference between definitions before and after.</summary>
/// <param name="Text">What it is, as a sentence without its end.</param>
public sealed record DefinitionDifference(string Text)
{
    /// <summary>The members whose data items go on storing although nothing shows it any more; empty for other differences.</summary>
    public IReadOnlyList<MemberMove> Orphans { get; init; } = [];

    /// <summary>The type whose items nothing shows any more, or null.</summary>
    public string? OrphanedType { get; init; }

    /// <summary>It may refuse what was valid before: a setting, or something new that may be required.</summary>
    public bool MayRefuse { get; init; }
}

/// <summary>Compares definitions. A renamed thing is to be renamed before, or it looks like a removal and an addition.</summary>
public static class DefinitionDifferences
{
    /// <summary>Every difference, types first.</summary>
    public static IReadOnlyList<DefinitionDifference> Between(ContentDefinitions before, ContentDefinitions after) =>
        [.. Types(before, after), .. Parts(before, after)];

    private static IEnumerable<DefinitionDifference> Types(ContentDefinitions before, ContentDefinitions after)
    {
        foreach (var type in before.Types.Where(type => after.FindType(type.Name) is null))
            yield return new($"Content type {type.Name} is removed; its items stay in the store until they are purged") { OrphanedType = type.Name };

        foreach (var type in after.Types)
        {
            if (before.FindType(type.Name) is not { } old)
            {
                yield return new($"Content type {type.Name} is added, with the parts {string.Join(", ", type.Parts.Select(part => part.Name).DefaultIfEmpty("none"))}");
                continue;
            }

            if (type.DisplayName != old.DisplayName)
                yield return new($"Content type {type.Name} is called \"{type.DisplayName}\", not \"{old.DisplayName}\" any more");

            foreach (var text in Settings($"content type {type.Name}", old.Settings, type.Settings))
                yield return new(text);

            foreach (var part in old.Parts.Where(part => type.FindPart(part.Name) is null))
            {
                yield return new($"Part {part.Name} of content type {type.Name} is removed; its data stays until it is purged")
                {
                    Orphans = [new MemberMove(type.Name, null, part.Name, null)],
                };
            }

            foreach (var part in type.Parts)
            {
                if (old.FindPart(part.Name) is not { } attached)
                    yield return new($"Part {part.Name} is added to content type {type.Name}") { MayRefuse = true };
                else
                    foreach (var text in Settings($"part {part.Name} of content type {type.Name}", attached.Settings, part.Settings))
                        yield return new(text) { MayRefuse = true };
            }
        }
    }

    private static IEnumerable<DefinitionDifference> Parts(ContentDefinitions before, ContentDefinitions after)
    {
        foreach (var part in before.Parts.Where(part => after.FindPart(part.Name) is null))
            yield return Removed($"Part {part.Name} with its fields is removed; its data stays until it is purged", part, part.Fields, after);

        foreach (var part in after.Parts)
        {
            if (before.FindPart(part.Name) is not { } old)
            {
                yield return new($"Part {part.Name} is added, with the fields {string.Join(", ", part.Fields.Select(field => field.Name).DefaultIfEmpty("none"))}") { MayRefuse = true };
                continue;
            }

            foreach (var text in Settings($"part {part.Name}", old.Settings, part.Settings))
                yield return new(text);

            foreach (var field in old.Fields.Where(field => part.Fields.All(one => one.Name != field.Name)))
                yield return Removed($"Field {field.Name} of part {part.Name} is removed; its data stays until it is purged", part, [field], after);

            foreach (var field in part.Fields)
            {
                if (old.Fields.FirstOrDefault(one => one.Name == field.Name) is not { } known)
                {
                    yield return new($"Field {field.Name} ({field.FieldName}) is added to part {part.Name}") { MayRefuse = true };
                    continue;
                }

                if (field.FieldName != known.FieldName)
                    yield return new($"Field {field.Name} of part {part.Name} becomes a {field.FieldName} and was a {known.FieldName}") { MayRefuse = true };

                foreach (var text in Settings($"field {field.Name} of part {part.Name}", known.Settings, field.Settings))
                    yield return new(text) { MayRefuse = true };
            }
        }
    }

    private static DefinitionDifference Removed(string text, ContentPart part, IReadOnlyList<PartField> fields, ContentDefinitions after) => new(text)
    {
        Orphans = [.. RenameDefinition.Attachments(after, part.Name).SelectMany(at => fields.Select(field => new MemberMove(at.Type, at.Part, field.Name, null)))],
    };

    private static IEnumerable<string> Settings(string owner, DefinitionSettings before, DefinitionSettings after)
    {
        var (old, now) = (before.ToJson(), after.ToJson());
        foreach (var section in old.Select(one => one.Key).Union(now.Select(one => one.Key)))
        {
            if (old[section] is JsonObject oldGroup && now[section] is JsonObject nowGroup)
            {
                foreach (var name in oldGroup.Select(one => one.Key).Union(nowGroup.Select(one => one.Key)).Where(name => !JsonNode.DeepEquals(oldGroup[name], nowGroup[name])))
                    yield return $"Setting {section}.{name} of {owner} becomes {Text(nowGroup[name])} and was {Text(oldGroup[name])}";
            }
            else if (!JsonNode.DeepEquals(old[section], now[section]))
            {
                yield return $"Setting {section} of {owner} becomes {Text(now[section])} and was {Text(old[section])}";
            }
        }
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(Content.ContentItemJson.Options) ?? "not set";
}
