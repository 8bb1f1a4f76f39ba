using System.Text.Json.Nodes;

namespace Cms.Admin.Browser.Wire;

/// <summary>An item as the editor gets it: its latest version, what its type asks for, and what the user may do.</summary>
public sealed record EditedItem
{
    /// <summary>Names the item; of a new one, the id that it will have.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>The version that changes are made to; null for an item that was never saved.</summary>
    public string? VersionId { get; init; }

    /// <summary>Its type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its title; may be empty.</summary>
    public string DisplayText { get; init; } = "";

    /// <summary>Its parts, as stored.</summary>
    public required JsonObject Parts { get; init; }

    /// <summary>True when visitors see this very version.</summary>
    public bool IsPublished { get; init; }

    /// <summary>True when visitors see some version.</summary>
    public bool HasPublished { get; init; }

    /// <summary>When this version was saved, UTC; null for an item that was never saved.</summary>
    public DateTime? SavedUtc { get; init; }

    /// <summary>Who saved it.</summary>
    public string Author { get; init; } = "";

    /// <summary>The public path without a leading slash; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>False when items of the type have no drafts: visitors see at once what is saved.</summary>
    public bool HasDrafts { get; init; } = true;

    /// <summary>The form of the type.</summary>
    public required TypeForm Form { get; init; }

    /// <summary>The forms of the types of items inside, by name.</summary>
    public IReadOnlyDictionary<string, TypeForm> Inside { get; init; } = new Dictionary<string, TypeForm>();

    /// <summary>What the user may do.</summary>
    public required Allowed May { get; init; }

    /// <summary>The time zone of the site, as people read it.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What to be done with it is planned, in the time of the site; null for nothing.</summary>
    public string? PublishAt { get; init; }

    /// <summary>When it is taken off the site, in the time of the site; null for never.</summary>
    public string? UnpublishAt { get; init; }
}

/// <summary>What a user may do with an item.</summary>
/// <param name="Edit">Change it.</param>
/// <param name="Publish">Publish it and take it off the site.</param>
/// <param name="Copy">Copy it.</param>
/// <param name="AddMedia">Upload files.</param>
public sealed record Allowed(bool Edit, bool Publish, bool Copy, bool AddMedia)
{
    /// <summary>End all openings of drafts in apps of partners.</summary>
    public bool EndTokens { get; init; }
}

/// <summary>What an item of a type is filled in by.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Hint">What it is for; null for nothing.</param>
/// <param name="Parts">Its parts in order.</param>
public sealed record TypeForm(string Name, string Label, string? Hint, IReadOnlyList<PartForm> Parts);

/// <summary>A part of a type.</summary>
/// <param name="Name">The name under which it stands in the item.</param>
/// <param name="Kind">Which part it is, such as <c>BagPart</c>; for the type's own fields, the type's name.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Fields">Its fields in order.</param>
public sealed record PartForm(string Name, string Kind, string Label, IReadOnlyList<FieldForm> Fields)
{
    /// <summary>What stands before the field's name in a complaint's path; empty for the type's own fields.</summary>
    public string Place { get; init; } = "";

    /// <summary>For a part that holds items: the member that has them, else null.</summary>
    public string? Holds { get; init; }

    /// <summary>The types of the items that it holds.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>Single values of the part itself.</summary>
    public IReadOnlyList<MemberForm> Members { get; init; } = [];

    /// <summary>The settings of the part.</summary>
    public JsonObject Settings { get; init; } = [];
}

/// <summary>A single value of a part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Text, Number, WholeNumber, Boolean, Date, Moment or Time; Html or Markdown for formatted text.</param>
public sealed record MemberForm(string Name, string Kind);

/// <summary>A field of a part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Which field it is, such as <c>TextField</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Hint">What it is for; null for nothing.</param>
public sealed record FieldForm(string Name, string Kind, string Label, string? Hint)
{
    /// <summary>True when the item is not published without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Which of several editors the definition chose; empty for the usual one.</summary>
    public string Editor { get; init; } = "";

    /// <summary>Where the editor has it: <c>Main</c>, <c>After</c> the items inside, or <c>Aside</c> with what is about the item.</summary>
    public string Column { get; init; } = "Main";

    /// <summary>True when the user may not change it.</summary>
    public bool IsLocked { get; init; }

    /// <summary>All settings of the field by section, such as <c>{"TextFieldSettings":{...}}</c>.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>A setting of the kind of field; null when it is not set.</summary>
    public JsonNode? Setting(string name) => (Settings[Kind + "Settings"] as JsonObject)?[name];

    /// <summary>Whether such a setting is true.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="standard">What counts where it is not set.</param>
    public bool IsOn(string name, bool standard = false) => Setting(name) is JsonValue value && value.TryGetValue(out bool on) ? on : standard;
}
