using System.Text.Json;

namespace Cms.Content;

/// <summary>
/// One saved version of a content item with the item's state at the time of reading. Immutable; its JSON is Orchard Core's:
/// metadata and one object for each part beside it.
/// </summary>
public sealed record ContentItem
{
    private readonly Lazy<JsonElement> _parts = new(NoParts);

    /// <summary>Names the item over all its versions.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>Names this version.</summary>
    public required string ContentItemVersionId { get; init; }

    /// <summary>Name of its content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its title for people; may be empty.</summary>
    public string DisplayText { get; init; } = "";

    /// <summary>This is the newest version.</summary>
    public bool Latest { get; init; }

    /// <summary>This is the version that visitors see.</summary>
    public bool Published { get; init; }

    /// <summary>When this version was saved, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }

    /// <summary>When the item was last published, UTC; null when it never was.</summary>
    public DateTime? PublishedUtc { get; init; }

    /// <summary>When the item was made, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>Id of the user who owns the item; may be empty.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Name of the user who saved this version.</summary>
    public string Author { get; init; } = "";

    /// <summary>Counts the item's versions from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>The parts as a JSON object: <c>{"TitlePart":{...},"GuideArticle":{...}}</c>. Read from the text on first use.</summary>
    public JsonElement Parts => _parts.Value;

    /// <summary>The parts as JSON text, as stored.</summary>
    public string PartsJson
    {
        get;
        init
        {
            field = value;
            _parts = new Lazy<JsonElement>(() => JsonElement.Parse(value), LazyThreadSafetyMode.PublicationOnly);
        }
    }
    = "{}";

    /// <summary>The JSON of this part, or an undefined element when the item has none.</summary>
    public JsonElement Part(string name) => Parts.TryGetProperty(name, out var part) ? part : default;

    /// <summary>What lists are ordered and filtered by: a text, a moment, true or false; null for an item that was never published.</summary>
    public object? ValueOf(ContentColumn column) => column switch
    {
        ContentColumn.ContentItemId => ContentItemId,
        ContentColumn.ContentItemVersionId => ContentItemVersionId,
        ContentColumn.ContentType => ContentType,
        ContentColumn.DisplayText => DisplayText,
        ContentColumn.Published => Published,
        ContentColumn.Latest => Latest,
        ContentColumn.CreatedUtc => CreatedUtc,
        ContentColumn.ModifiedUtc => ModifiedUtc,
        ContentColumn.PublishedUtc => PublishedUtc,
        ContentColumn.Owner => Owner,
        ContentColumn.Author => Author,
        _ => throw new NotSupportedException($"An item has no value for the column {column}."),
    };

    private static JsonElement NoParts() => JsonElement.Parse("{}");
}
