using System.Text.Json.Nodes;

namespace Cms.Definitions;

/// <summary>A kind of content as editors define it: a name, settings and the parts its items are made of.</summary>
/// <remarks>Settings keep Orchard Core's JSON, members that Cms does not know included, so that a recipe goes out as it came in.</remarks>
public sealed record ContentType(string Name, string DisplayName, DefinitionSettings Settings, IReadOnlyList<TypePart> Parts)
{
    /// <summary>The stereotype of types whose items stand in menus.</summary>
    public const string MenuItem = "MenuItem";

    private const string Section = "ContentTypeSettings";

    /// <summary>What it is for, or null.</summary>
    public string? Description => Settings.Text(Section, "Description") is { Length: > 0 } text ? text : null;

    /// <summary>Editors may make new items of it.</summary>
    public bool Creatable => Settings.Flag(Section, "Creatable");

    /// <summary>Its items are shown in the list of content.</summary>
    public bool Listable => Settings.Flag(Section, "Listable");

    /// <summary>Its items may be saved without being published.</summary>
    public bool Draftable => Settings.Flag(Section, "Draftable");

    /// <summary>Versions that are neither the latest nor the published one are kept.</summary>
    public bool Versionable => Settings.Flag(Section, "Versionable");

    /// <summary>How many of these versions are kept, and how long.</summary>
    public VersionLimits VersionLimits => VersionLimits.Of(Settings);

    /// <summary>It has permissions of its own.</summary>
    public bool Securable => Settings.Flag(Section, "Securable");

    /// <summary>What else its items are, such as <c>CustomSettings</c> or <c>Widget</c>; empty for ordinary content.</summary>
    public string Stereotype => Settings.Text(Section, "Stereotype") ?? "";

    /// <summary>It holds one item of settings for the whole site instead of content.</summary>
    public bool IsCustomSettings => Stereotype == "CustomSettings";

    /// <summary>The API lists its items, unless it does not show them at all.</summary>
    public bool HasList => !IsCustomSettings && Stereotype != "Widget";

    /// <summary>GraphQL does not show its items.</summary>
    public bool IsHiddenFromGraphQL => Settings.Flag(GraphQLNames.TypeSection, "Hidden");

    /// <summary>What it was called before; GraphQL still gives its list under these names, marked as deprecated, and knows its types by them. Orchard Core has no such setting.</summary>
    public IReadOnlyList<string> FormerGraphQLNames => GraphQLNames.FormerIn(Settings, GraphQLNames.TypeSection);

    /// <summary>The type under another name, which GraphQL also gives under the present one.</summary>
    public ContentType Renamed(string name) => this with { Name = name, Settings = GraphQLNames.Renamed(Settings, GraphQLNames.TypeSection, Name, name) };

    /// <summary>The attached part of this name, or null.</summary>
    public TypePart? FindPart(string name) => Parts.FirstOrDefault(part => part.Name == name);
}

/// <summary>A part attached to a type.</summary>
/// <param name="PartName">Which part: <c>BagPart</c>.</param>
/// <param name="Name">Its name within the type, which is also the name of its JSON: <c>Sections</c>. Mostly the part's own name.</param>
/// <param name="Settings">Settings of this attachment.</param>
public sealed record TypePart(string PartName, string Name, DefinitionSettings Settings)
{
    private const string Section = "ContentTypePartSettings";

    /// <summary>What editors call it.</summary>
    public string DisplayName => Settings.Text(Section, "DisplayName") is { Length: > 0 } name ? name : Name;

    /// <summary>Where it stands among the type's parts; parts without a position come last.</summary>
    public decimal Position => Settings.Position(Section);

    /// <summary>GraphQL shows its members on the item itself instead of in an object of their own.</summary>
    public bool CollapsesInGraphQL => Settings.Flag(GraphQLNames.AttachedSection, "Collapse");

    /// <summary>GraphQL does not show it.</summary>
    public bool IsHiddenFromGraphQL => Settings.Flag(GraphQLNames.AttachedSection, "Hidden");

    /// <summary>What it was called on the type before; GraphQL still gives it under these names, marked as deprecated. Orchard Core has no such setting.</summary>
    public IReadOnlyList<string> FormerGraphQLNames => GraphQLNames.FormerIn(Settings, GraphQLNames.AttachedSection);

    /// <summary>The same part under another name, which GraphQL also gives under the present one.</summary>
    public TypePart Renamed(string name) => this with { Name = name, Settings = GraphQLNames.Renamed(Settings, GraphQLNames.AttachedSection, Name, name) };
}

/// <summary>A reusable group of fields.</summary>
public sealed record ContentPart(string Name, DefinitionSettings Settings, IReadOnlyList<PartField> Fields)
{
    /// <summary>What it was called before; GraphQL still knows its types by these names. Orchard Core has no such setting.</summary>
    public IReadOnlyList<string> FormerGraphQLNames => GraphQLNames.FormerIn(Settings, GraphQLNames.PartSection);

    /// <summary>The part under another name; GraphQL knows it by the present one too.</summary>
    public ContentPart Renamed(string name) => this with { Name = name, Settings = GraphQLNames.Renamed(Settings, GraphQLNames.PartSection, Name, name) };
}

/// <summary>A field of a part.</summary>
/// <param name="FieldName">Which kind of field: <c>TextField</c>.</param>
/// <param name="Name">Its name within the part, which is also the name of its JSON: <c>Heading</c>.</param>
/// <param name="Settings">Settings of this field.</param>
public sealed record PartField(string FieldName, string Name, DefinitionSettings Settings)
{
    private const string Section = "ContentPartFieldSettings";
    private const string AccessSection = "FieldAccessSettings";
    private const string Former = "FormerNames";

    /// <summary>Only who has a permission of its own sees its values; Orchard Core has no such setting.</summary>
    public bool HasViewPermission => Settings.Flag(AccessSection, "ViewPermission");

    /// <summary>Only who has a permission of its own changes its values.</summary>
    public bool HasEditPermission => Settings.Flag(AccessSection, "EditPermission");

    /// <summary>What it was called while it had permissions of its own: the trail has values under these names.</summary>
    public IReadOnlyList<string> FormerNames => Settings.Texts(AccessSection, Former);

    /// <summary>What editors call it.</summary>
    public string DisplayName => Settings.Text(Section, "DisplayName") is { Length: > 0 } name ? name : Name;

    /// <summary>A sentence that helps editors to fill it, or null.</summary>
    public string? Hint => Settings.Text(Section, "Hint") ?? Settings.Text(FieldName + "Settings", "Hint");

    /// <summary>Which of the field's editors is used; empty for the standard one.</summary>
    public string Editor => Settings.Text(Section, "Editor") ?? "";

    /// <summary>Where it stands among the part's fields; fields without a position come last.</summary>
    public decimal Position => Settings.Position(Section);

    /// <summary>It must not be empty; Orchard Core keeps this in the settings of the field's own kind.</summary>
    public bool Required => Settings.Flag(FieldName + "Settings", "Required") || Settings.Flag(Section, "Required");

    /// <summary>GraphQL does not show it.</summary>
    public bool IsHiddenFromGraphQL => Settings.Flag(GraphQLNames.FieldSection, "Hidden");

    /// <summary>What it was called before; GraphQL still gives it under these names, marked as deprecated. Orchard Core has no such setting.</summary>
    public IReadOnlyList<string> FormerGraphQLNames => GraphQLNames.FormerIn(Settings, GraphQLNames.FieldSection);

    /// <summary>A setting of the field's own kind, such as <c>Minimum</c> of <c>NumericFieldSettings</c>; null when not set.</summary>
    public JsonNode? Setting(string name) => Settings.Find(FieldName + "Settings", name);

    /// <summary>The field with the names that the same field had before and no others, whatever its settings say of them.</summary>
    /// <param name="known">The field as it is defined; null for a new one.</param>
    internal PartField WithNamesOf(PartField? known)
    {
        var settings = GraphQLNames.WithFormer(Settings, GraphQLNames.FieldSection, known?.FormerGraphQLNames ?? []);
        return known is { FormerNames: { Count: > 0 } names } && !names.SequenceEqual(FormerNames)
            ? this with { Settings = settings.With(new DefinitionSettings(new JsonObject { [AccessSection] = new JsonObject { [Former] = JsonText.Array(names) } })) }
            : this with { Settings = settings };
    }

    /// <summary>The field under another name, which GraphQL also gives under the present one.</summary>
    public PartField Renamed(string name)
    {
        var settings = GraphQLNames.Renamed(Settings, GraphQLNames.FieldSection, Name, name);
        if (!HasViewPermission && !HasEditPermission)
            return this with { Name = name, Settings = settings };

        var names = new JsonObject { [AccessSection] = new JsonObject { [Former] = JsonText.Array(FormerNames.Append(Name).Where(former => former != name).Distinct()) } };
        return this with { Name = name, Settings = settings.With(new DefinitionSettings(names)) };
    }
}
