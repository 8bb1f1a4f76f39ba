using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>A content type with its own fields, or a part with its fields, as somebody wants it to be. Pure: it becomes changes that are planned and made together.</summary>
/// <param name="Kind"><see cref="DefinitionKind.Type"/> or <see cref="DefinitionKind.Part"/>.</param>
/// <param name="Former">Its name so far; null for a new one.</param>
/// <param name="Name">The name that it is to have.</param>
public sealed record DefinitionEdit(DefinitionKind Kind, string? Former, string Name)
{
    /// <summary>What a type is called for people; empty for its name.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The settings of the type, or of the part.</summary>
    public DefinitionSettings Settings { get; init; } = DefinitionSettings.None;

    /// <summary>The parts of a type in their order; its own fields stand in the one with <see cref="EditedPart.IsOwn"/>, which is added last where it is missing and there are fields.</summary>
    public IReadOnlyList<EditedPart> Parts { get; init; } = [];

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<EditedField> Fields { get; init; } = [];

    /// <summary>The names before under which GraphQL is to answer no more.</summary>
    public IReadOnlyList<DropFormerNames> Dropped { get; init; } = [];

    /// <summary>The definition that it was made from, as <see cref="JsonOf"/> gave it; null for a new one.</summary>
    public JsonObject? Seen { get; init; }

    /// <summary>A type or part and, with a type, the part that has its own fields.</summary>
    public static JsonObject JsonOf(ContentDefinitions known, DefinitionKind kind, string name) => new()
    {
        ["Type"] = kind == DefinitionKind.Type && known.FindType(name) is { } type ? DefinitionsJson.Write(type) : null,
        ["Part"] = known.FindPart(name) is { } part ? DefinitionsJson.Write(part) : null,
    };

    /// <summary>
    /// The changes, none when nothing is different. <see cref="ProblemKind.Invalid"/> with what is wrong (see <see cref="EditChecks"/>), <see cref="ProblemKind.Conflict"/> when the definition is
    /// not what was seen any more.
    /// </summary>
    public Outcome<IReadOnlyList<DefinitionChange>> ChangesTo(ContentDefinitions before)
    {
        if (EditChecks.Of(this, before) is { Count: > 0 } complaints)
            return Problem.Invalid("The definition", complaints);

        if (Former is not null && !JsonNode.DeepEquals(JsonOf(before, Kind, Former), Seen))
            return Problem.Conflict($"{Former} was changed or removed by somebody else after you opened it. Nothing of yours is lost: it stands in this form.");

        // The name of the whole comes last, so that everything before finds it under the one it has.
        var now = Former ?? Name;
        // Names that are dropped are those of what it was before, by the names it had.
        List<DefinitionChange> changes = [.. Dropped, .. Former is null ? [] : Removals(before, now), .. Renames(now)];
        var middle = before;
        foreach (var change in changes)
        {
            var done = change.Apply(middle);
            if (done.Problem is { } problem)
                return problem;

            middle = done.Value.After;
        }

        var (type, part) = (Kind == DefinitionKind.Type ? TypeAfter(middle, now) : null, PartAfter(middle, now));
        if (type is not null && !IsSame(middle.FindType(now) is { } known ? DefinitionsJson.Write(known) : null, DefinitionsJson.Write(type))
            || part is not null && !IsSame(middle.FindPart(now) is { } ofNow ? DefinitionsJson.Write(ofNow) : null, DefinitionsJson.Write(part)))
            changes.Add(Replace(type, part));

        if (now != Name)
            changes.Add(new RenameDefinition(Kind, "", now, Name));
        return changes;
    }

    private static bool IsSame(JsonObject? one, JsonObject other) => JsonNode.DeepEquals(one, other);

    private IEnumerable<DefinitionChange> Removals(ContentDefinitions before, string now) =>
    [
        .. from one in before.FieldsOf(now)
           where Fields.All(edited => edited.Former != one.Name)
           select new RemoveDefinition(DefinitionKind.Field, now, one.Name),
        .. from attached in before.FindType(now)?.Parts ?? []
           where Kind == DefinitionKind.Type && attached.PartName != now && Parts.All(edited => edited.Former != attached.Name)
           select new RemoveDefinition(DefinitionKind.AttachedPart, now, attached.Name),
    ];

    private IEnumerable<DefinitionChange> Renames(string now) =>
    [
        .. Fields.Where(one => one.Former is not null && one.Former != one.Name).Select(one => new RenameDefinition(DefinitionKind.Field, now, one.Former!, one.Name)),
        .. Parts.Where(one => !one.IsOwn && one.Former is not null && one.Former != one.Name).Select(one => new RenameDefinition(DefinitionKind.AttachedPart, now, one.Former!, one.Name)),
    ];

    private ContentType TypeAfter(ContentDefinitions middle, string now)
    {
        var known = middle.FindType(now);
        List<EditedPart> parts = [.. Parts];
        if (Fields.Count > 0 && !parts.Any(one => one.IsOwn))
            parts.Add(EditedPart.Own(DefinitionSettings.None));

        var positions = InOrder([.. parts.Select(one => one.Settings)], "ContentTypePartSettings");
        return new ContentType(
            now,
            DisplayName.Trim() is { Length: > 0 } shown ? shown : now,
            GraphQLNames.WithFormer(Settings, GraphQLNames.TypeSection, known?.FormerGraphQLNames ?? []),
            [.. parts.Select((one, at) => new TypePart(
                one.IsOwn ? now : one.PartName,
                one.IsOwn ? now : one.Name,
                GraphQLNames.WithFormer(positions[at], GraphQLNames.AttachedSection, known?.FindPart(one.IsOwn ? now : one.Name)?.FormerGraphQLNames ?? [])))]);
    }

    private ContentPart? PartAfter(ContentDefinitions middle, string now)
    {
        var known = middle.FindPart(now);
        if (Kind == DefinitionKind.Type && known is null && Fields.Count == 0)
            return null;

        var positions = InOrder([.. Fields.Select(one => one.Settings)], "ContentPartFieldSettings");
        var settings = Kind == DefinitionKind.Part ? Settings : known?.Settings ?? DefinitionSettings.None;
        return new ContentPart(
            now,
            GraphQLNames.WithFormer(settings, GraphQLNames.PartSection, known?.FormerGraphQLNames ?? []),
            [.. Fields.Select((one, at) => new PartField(one.FieldName, one.Name, positions[at]).WithNamesOf(known?.Fields.FirstOrDefault(same => same.Name == one.Name)))]);
    }

    // Positions that say this order already stay as they are: a recipe's author may have left room between them.
    private static IReadOnlyList<DefinitionSettings> InOrder(IReadOnlyList<DefinitionSettings> settings, string section) =>
        settings.Zip(settings.Skip(1)).All(pair => pair.First.Position(section) <= pair.Second.Position(section))
            ? settings
            : [.. settings.Select((one, at) => one.With(new DefinitionSettings(new JsonObject { [section] = new JsonObject { ["Position"] = at.ToString(CultureInfo.InvariantCulture) } })))];

    private static ReplaceDefinitions Replace(ContentType? type, ContentPart? part) => new(new JsonObject
    {
        ["ContentTypes"] = type is null ? [] : new JsonArray(DefinitionsJson.Write(type)),
        ["ContentParts"] = part is null ? [] : new JsonArray(DefinitionsJson.Write(part)),
    });
}

/// <summary>A part as it is to be attached to a type.</summary>
/// <param name="PartName">Which part: <c>BagPart</c>; empty for the one with the type's own fields.</param>
/// <param name="Name">Its name on the type.</param>
/// <param name="Former">Its name so far; null for one that is attached now.</param>
/// <param name="Settings">The settings of the attachment.</param>
public sealed record EditedPart(string PartName, string Name, string? Former, DefinitionSettings Settings)
{
    /// <summary>It has the type's own fields.</summary>
    public bool IsOwn => PartName.Length == 0;

    /// <summary>The part with the type's own fields.</summary>
    public static EditedPart Own(DefinitionSettings settings) => new("", "", null, settings);
}

/// <summary>A field as it is to be.</summary>
/// <param name="FieldName">Which kind: <c>TextField</c>.</param>
/// <param name="Name">Its name within the part.</param>
/// <param name="Former">Its name so far; null for a new one.</param>
/// <param name="Settings">Its settings.</param>
public sealed record EditedField(string FieldName, string Name, string? Former, DefinitionSettings Settings);
