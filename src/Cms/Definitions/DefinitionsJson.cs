using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Definitions;

/// <summary>Content definitions in the JSON of Orchard Core's <c>ContentDefinition</c> recipe step.</summary>
public static class DefinitionsJson
{
    /// <summary>All definitions.</summary>
    public static JsonObject Write(ContentDefinitions definitions) => new()
    {
        ["ContentTypes"] = new JsonArray([.. definitions.Types.Select(Write)]),
        ["ContentParts"] = new JsonArray([.. definitions.Parts.Select(Write)]),
    };

    /// <summary>Names the state of the definitions, so that whoever changes them can tell whether they are still those that they saw. What is pending does not count.</summary>
    public static string StateOf(ContentDefinitions definitions) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Write(definitions))));

    /// <summary>One type.</summary>
    public static JsonObject Write(ContentType type) => new()
    {
        ["Name"] = type.Name,
        ["DisplayName"] = type.DisplayName,
        ["Settings"] = type.Settings.ToJson(),
        ["ContentTypePartDefinitionRecords"] = new JsonArray([.. type.Parts.Select(part => new JsonObject
        {
            ["PartName"] = part.PartName,
            ["Name"] = part.Name,
            ["Settings"] = part.Settings.ToJson(),
        })]),
    };

    /// <summary>One part.</summary>
    public static JsonObject Write(ContentPart part) => new()
    {
        ["Name"] = part.Name,
        ["Settings"] = part.Settings.ToJson(),
        ["ContentPartFieldDefinitionRecords"] = new JsonArray([.. part.Fields.Select(field => new JsonObject
        {
            ["FieldName"] = field.FieldName,
            ["Name"] = field.Name,
            ["Settings"] = field.Settings.ToJson(),
        })]),
    };

    /// <summary>
    /// The definitions after these were merged into them: settings value by value, parts and fields by name; what the JSON does not
    /// name stays. Throws <see cref="FormatException"/> with a sentence that says which definition is wrong and what would be right.
    /// </summary>
    public static ContentDefinitions Merge(ContentDefinitions into, JsonObject json)
    {
        foreach (var part in Objects(json, "ContentParts", "The definitions"))
            into = into.With(MergePart(into.FindPart(Name(part, "Name", "A content part")), part));

        foreach (var type in Objects(json, "ContentTypes", "The definitions"))
            into = into.With(MergeType(into.FindType(Name(type, "Name", "A content type")), type));

        return into;
    }

    /// <summary>
    /// The definitions after those that the JSON names were replaced by it as a whole, or added. What it does not name stays. Throws as
    /// <see cref="Merge"/> does.
    /// </summary>
    public static ContentDefinitions Replace(ContentDefinitions into, JsonObject json)
    {
        var without = into;
        foreach (var part in Objects(json, "ContentParts", "The definitions"))
            without = without.WithoutPart(Name(part, "Name", "A content part"));

        foreach (var type in Objects(json, "ContentTypes", "The definitions"))
            without = without.WithoutType(Name(type, "Name", "A content type"));

        return Merge(without, json);
    }

    /// <summary>True for what may be the name of a type, part or field: it becomes a name in GraphQL (specification, section 2.1.9).</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        && !char.IsAsciiDigit(name[0]) && !name.StartsWith("__", StringComparison.Ordinal);

    /// <summary>What a name looks like, for messages.</summary>
    public const string NameForm = "only letters, digits and _ and begins with no digit and no __";

    private static ContentType MergeType(ContentType? existing, JsonObject json)
    {
        var name = Name(json, "Name", "A content type");
        var parts = existing?.Parts.ToList() ?? [];
        foreach (var record in Objects(json, "ContentTypePartDefinitionRecords", $"Content type {name}"))
        {
            var partName = Name(record, "PartName", $"A part of content type {name}");
            var attachedAs = JsonText.FindMember(record, "Name") is null ? partName : Name(record, "Name", $"Part {partName} of content type {name}");
            if (ItemMembers.Names.Contains(attachedAs))
                throw new FormatException($"A part of content type {name} is called \"{attachedAs}\", which every content item has already: {string.Join(", ", ItemMembers.Names)}.");

            var index = parts.FindIndex(part => part.Name == attachedAs);
            var settings = SettingsOf(record, $"Part {attachedAs} of content type {name}");
            if (index < 0)
                parts.Add(new TypePart(partName, attachedAs, settings));
            else if (parts[index].PartName != partName)
                throw new FormatException($"Content type {name} has a part {attachedAs} of kind {parts[index].PartName}; it cannot become {partName}.");
            else
                parts[index] = parts[index] with { Settings = parts[index].Settings.With(settings) };
        }

        var displayName = JsonText.FindMember(json, "DisplayName") switch
        {
            null => existing?.DisplayName ?? name,
            JsonValue value when value.TryGetValue(out string? text) => text.Length > 0 ? text : name,
            _ => throw new FormatException($"Content type {name}: DisplayName must be a text."),
        };

        var typeSettings = (existing?.Settings ?? DefinitionSettings.None).With(SettingsOf(json, $"Content type {name}"));
        if (VersionLimits.Complaint(typeSettings) is { } complaint)
            throw new FormatException($"Content type {name}: {complaint}.");

        return new ContentType(name, displayName, typeSettings, parts);
    }

    private static ContentPart MergePart(ContentPart? existing, JsonObject json)
    {
        var name = Name(json, "Name", "A content part");
        var fields = existing?.Fields.ToList() ?? [];
        foreach (var record in Objects(json, "ContentPartFieldDefinitionRecords", $"Content part {name}"))
        {
            var fieldName = Name(record, "FieldName", $"A field of content part {name}");
            var fieldsOwn = Name(record, "Name", $"A {fieldName} of content part {name}");
            var settings = SettingsOf(record, $"Field {fieldsOwn} of content part {name}");
            var index = fields.FindIndex(field => field.Name == fieldsOwn);
            if (index < 0)
                fields.Add(new PartField(fieldName, fieldsOwn, settings));
            else if (fields[index].FieldName != fieldName)
                throw new FormatException($"Field {fieldsOwn} of content part {name} is a {fields[index].FieldName}; it cannot become a {fieldName}.");
            else
                fields[index] = fields[index] with { Settings = fields[index].Settings.With(settings) };
        }

        return new ContentPart(name, (existing?.Settings ?? DefinitionSettings.None).With(SettingsOf(json, $"Content part {name}")), fields);
    }

    private static IEnumerable<JsonObject> Objects(JsonObject json, string member, string owner) => JsonText.FindMember(json, member) switch
    {
        null => [],
        JsonArray list when list.All(one => one is JsonObject) => list.Cast<JsonObject>(),
        _ => throw new FormatException($"{owner}: {member} must be a list of objects."),
    };

    private static DefinitionSettings SettingsOf(JsonObject json, string owner) => JsonText.FindMember(json, "Settings") switch
    {
        null => DefinitionSettings.None,
        JsonObject settings => new DefinitionSettings(settings),
        _ => throw new FormatException($"{owner}: Settings must be an object."),
    };

    private static string Name(JsonObject json, string member, string owner) =>
        JsonText.FindMember(json, member) is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } name
            ? IsName(name) ? name : throw new FormatException($"{owner} is called \"{name}\"; a name has {NameForm}.")
            : throw new FormatException($"{owner} has no {member}.");
}
