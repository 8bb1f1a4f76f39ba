using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Editing;
using Cms.Fields;
using Cms.Parts;
using Cms.Tenants;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Rest.OpenApi;

/// <summary>What items of each content type look like as JSON Schemas (2020-12), made of a tenant's definitions: the JSON that is stored, not that of GraphQL.</summary>
internal sealed class TypeSchemas
{
    /// <summary>The schema with what every item has.</summary>
    public const string Item = "ContentItem";

    private const string Schemas = "#/components/schemas/";

    // No schema of another kind has a dot.
    private const string OfType = "Item.";

    private readonly Dictionary<string, JsonObject> _byType;
    private readonly Dictionary<string, IReadOnlyList<string>> _contained;

    private readonly ContentDefinitions _definitions;

    private TypeSchemas(ContentDefinitions definitions)
    {
        _definitions = definitions;
        var all = FieldAccess.Of(definitions, Caller.Program);

        // Custom settings are no items; nobody asks for them here.
        var types = definitions.Types.Where(type => !type.IsCustomSettings).ToList();
        _contained = types.ToDictionary(type => type.Name, type => ContainedIn(type, definitions), StringComparer.Ordinal);
        _byType = types.ToDictionary(type => type.Name, type => Of(type, definitions, all), StringComparer.Ordinal);
    }

    /// <summary>The names of the types, in order.</summary>
    public IEnumerable<string> Types => _byType.Keys.Order(StringComparer.Ordinal);

    /// <summary>How the kept ones are made: from the tenant's definitions, anew when these change.</summary>
    public static PerTenant<TypeSchemas> Keep(TenantScopes scopes, TenantChanges changes) => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            return new TypeSchemas(await scope.ServiceProvider.GetRequiredService<TenantDefinitions>().GetAsync(CancellationToken.None));
        },
        changes,
        (_, happened) => happened is Events.DefinitionsChanged);

    /// <summary>A reference to a schema of the document.</summary>
    public static JsonObject Ref(string name) => new() { ["$ref"] = Schemas + name };

    /// <summary>These types and those of which they hold items, with their schemas, without the fields that the caller may not see. Copies.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> With(IEnumerable<string> types, FieldAccess fields)
    {
        var (open, known) = (new Queue<string>(types), new SortedSet<string>(StringComparer.Ordinal));
        while (open.TryDequeue(out var type))
        {
            if (!_byType.ContainsKey(type) || !known.Add(type))
                continue;

            foreach (var inside in _contained[type])
                open.Enqueue(inside);
        }

        return known.Select(type => KeyValuePair.Create(NameOf(type), fields.SeesAll ? _byType[type].DeepClone().AsObject() : Of(_definitions.FindType(type)!, _definitions, fields)));
    }

    /// <summary>What the schema of a type is called; names of components have only some characters.</summary>
    public static string NameOf(string type) => OfType + string.Concat(type.Select(character =>
        char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character.ToString() : string.Create(CultureInfo.InvariantCulture, $"_{(int)character:x4}")));

    private static IReadOnlyList<string> ContainedIn(ContentType type, ContentDefinitions definitions) =>
        [.. type.Parts.SelectMany(attached => InPart(attached, definitions)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> InPart(TypePart attached, ContentDefinitions definitions) =>
        PartTypes.Find(attached.PartName)?.Shape is ContainedItemsShape ? BagPart.AllowedTypes(attached).Where(name => definitions.FindType(name) is not null) : [];

    private static JsonObject Of(ContentType type, ContentDefinitions definitions, FieldAccess fields)
    {
        var properties = new JsonObject { ["ContentType"] = new JsonObject { ["type"] = "string", ["const"] = type.Name } };
        foreach (var attached in type.Parts)
            properties[attached.Name] = Of(attached, definitions, fields);
        return new JsonObject
        {
            ["title"] = type.DisplayName,
            ["allOf"] = new JsonArray(Ref(Item)),
            ["type"] = "object",
            ["properties"] = properties,
        };
    }

    private static JsonObject Of(TypePart attached, ContentDefinitions definitions, FieldAccess fields)
    {
        var part = PartTypes.Find(attached.PartName);
        var properties = part is null ? [] : MembersOf(part.Shape, attached, definitions);
        foreach (var member in part?.Stored ?? [])
            properties[member.Name] = Of(member.Kind);
        foreach (var field in definitions.FieldsOf(attached.PartName).Where(field => fields.MaySee(attached.PartName, field.Name)))
            properties[field.Name] = Of(field, attached, definitions);
        return Object(properties, attached.DisplayName == attached.Name ? null : attached.DisplayName);
    }

    private static JsonObject Of(PartField field, TypePart attached, ContentDefinitions definitions)
    {
        var properties = FieldTypes.Find(field.FieldName) is { } known ? MembersOf(known.Shape, attached, definitions) : [];
        var schema = Object(properties, field.DisplayName == field.Name ? null : field.DisplayName);
        if (field.Hint is { Length: > 0 } hint)
            schema["description"] = hint;
        return schema;
    }

    /// <summary>The only place where shapes meet JSON Schema.</summary>
    private static JsonObject MembersOf(Shape shape, TypePart attached, ContentDefinitions definitions) => shape switch
    {
        ScalarShape scalar => new() { [scalar.Member] = Of(scalar.Kind) },
        TextsShape texts => new() { [texts.Member] = ListOf(Of(ScalarKind.Text)) },
        FormattedTextShape text => WithAll(text.Beside, new JsonObject { [text.Member] = Of(ScalarKind.Text) }),
        ReferencesShape references => new() { [references.Member] = ListOf(Of(ScalarKind.Text)) },
        UsersShape => Lists("UserIds", "UserNames"),
        MediaShape => Lists("Paths", "MediaTexts"),
        TermsShape => WithFirst("TaxonomyContentItemId", Of(ScalarKind.Text), Lists("TermContentItemIds", "TagNames")),
        PathShape path => new() { [path.Member] = Of(ScalarKind.Text) },
        ContainedItemsShape items => WithAll(items.Beside, new JsonObject { [items.Member] = ListOf(OneOf(InPart(attached, definitions))) }),
        GroupShape group => WithInside(group, WithAll(group.Members, []), attached, definitions),
        MembersShape group => WithAll(group.Members, []),
        NoShape or ListedItemsShape => [],
        _ => throw new NotSupportedException($"There is no JSON Schema for the shape {shape.GetType().Name}."),
    };

    /// <summary>A schema that takes an item of any of these types; of whatever type when there are none.</summary>
    public static JsonObject OneOf(IEnumerable<string> types) => types.ToList() is { Count: > 0 } names
        ? new JsonObject
        {
            ["oneOf"] = new JsonArray([.. names.Select(name => Ref(NameOf(name)))]),
            ["discriminator"] = new JsonObject
            {
                ["propertyName"] = "ContentType",
                ["mapping"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(Schemas + NameOf(name))))),
            },
        }
        : Ref(Item);

    private static JsonObject Of(ScalarKind kind) => kind switch
    {
        ScalarKind.Number => Nullable("number"),
        ScalarKind.WholeNumber => Nullable("integer"),
        ScalarKind.Boolean => Nullable("boolean"),
        ScalarKind.Date => Example(Nullable("string"), "2025-11-20T00:00:00Z"),
        ScalarKind.Moment => Example(Nullable("string"), "2025-11-20T10:30:00Z"),
        ScalarKind.Time => Example(Nullable("string"), "10:30:00"),
        _ => Nullable("string"),
    };

    private static JsonObject Nullable(string type) => new() { ["type"] = new JsonArray(type, "null") };

    private static JsonObject Example(JsonObject schema, string example)
    {
        schema["examples"] = new JsonArray(example);
        return schema;
    }

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = new JsonArray("array", "null"), ["items"] = items };

    private static JsonObject Lists(params IEnumerable<string> names) => new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)ListOf(Of(ScalarKind.Text)))));

    private static JsonObject WithFirst(string name, JsonObject schema, JsonObject others)
    {
        others.Insert(0, name, schema);
        return others;
    }

    private static JsonObject WithAll(IEnumerable<Member> members, JsonObject properties)
    {
        foreach (var member in members)
            properties[member.Name] = Of(member.Kind);
        return properties;
    }

    private static JsonObject WithInside(GroupShape group, JsonObject properties, TypePart attached, ContentDefinitions definitions)
    {
        foreach (var inside in group.Inside)
        {
            properties[inside.Name] = inside.Shape is GroupsShape groups
                ? ListOf(Object(WithAll(groups.Members, []), title: null))
                : Object(MembersOf(inside.Shape, attached, definitions), title: null);
        }

        return properties;
    }

    // Stored JSON may have more: members of an older definition, and what Orchard Core keeps there.
    private static JsonObject Object(JsonObject properties, string? title)
    {
        var schema = new JsonObject { ["type"] = new JsonArray("object", "null"), ["properties"] = properties };
        if (title is not null)
            schema["title"] = title;
        return schema;
    }
}
