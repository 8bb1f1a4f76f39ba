using System.Text.Json.Nodes;

namespace Cms.Definitions;

/// <summary>
/// The names that types, parts and fields had before, under which GraphQL goes on answering: beside what Orchard Core says about GraphQL, as
/// <c>{"GraphQLContentPartFieldSettings":{"FormerNames":["Introduction"]}}</c>.
/// </summary>
internal static class GraphQLNames
{
    /// <summary>What GraphQL is told about a content type.</summary>
    public const string TypeSection = "GraphQLContentTypeSettings";

    /// <summary>What GraphQL is told about a field.</summary>
    public const string FieldSection = "GraphQLContentPartFieldSettings";

    /// <summary>What GraphQL is told about a part; Orchard Core has no such section.</summary>
    public const string PartSection = "GraphQLContentPartSettings";

    /// <summary>What GraphQL is told about a part of a type.</summary>
    public const string AttachedSection = "GraphQLContentTypePartSettings";

    private const string Former = "FormerNames";

    /// <summary>Those that these settings have; what cannot be a name is left out, as a recipe may say anything.</summary>
    public static IReadOnlyList<string> FormerIn(DefinitionSettings settings, string section) =>
        settings.Find(section, Former) is null ? [] : [.. settings.Texts(section, Former).Where(DefinitionsJson.IsName).Distinct()];

    /// <summary>The settings with these former names and no others; the same settings when they have them already.</summary>
    public static DefinitionSettings WithFormer(DefinitionSettings settings, string section, IEnumerable<string> names)
    {
        string[] wanted = [.. names.Distinct()];
        return wanted.SequenceEqual(FormerIn(settings, section))
            ? settings
            : settings.With(new DefinitionSettings(new JsonObject { [section] = new JsonObject { [Former] = JsonText.Array(wanted) } }));
    }

    /// <summary>The settings of something that is renamed, which GraphQL also gives under the name so far.</summary>
    public static DefinitionSettings Renamed(DefinitionSettings settings, string section, string from, string to) =>
        WithFormer(settings, section, FormerIn(settings, section).Append(from).Where(former => former != to));

    /// <summary>The fields of a part without those former names that are the names of fields now.</summary>
    public static IEnumerable<PartField> WithoutTaken(IReadOnlyList<PartField> fields) => fields.Select(field => field.FormerGraphQLNames is { Count: > 0 } former
        ? field with { Settings = WithFormer(field.Settings, FieldSection, former.Except(fields.Select(other => other.Name))) }
        : field);

    /// <summary>The parts of a type without those former names that are the names of parts now.</summary>
    public static IEnumerable<TypePart> WithoutTaken(IReadOnlyList<TypePart> parts) => parts.Select(part => part.FormerGraphQLNames is { Count: > 0 } former
        ? part with { Settings = WithFormer(part.Settings, AttachedSection, former.Except(parts.Select(other => other.Name))) }
        : part);

    /// <summary>The type without this former name.</summary>
    public static ContentType Without(ContentType type, string name) => type with { Settings = WithFormer(type.Settings, TypeSection, type.FormerGraphQLNames.Where(former => former != name)) };

    /// <summary>The part without this former name.</summary>
    public static ContentPart Without(ContentPart part, string name) => part with { Settings = WithFormer(part.Settings, PartSection, part.FormerGraphQLNames.Where(former => former != name)) };
}
