using System.Text.Json.Nodes;

namespace Cms.Editing;

/// <summary>What somebody wants a content item to be.</summary>
public sealed record ContentDraft
{
    /// <summary>The item; null makes a new one with a new id.</summary>
    public string? ContentItemId { get; init; }

    /// <summary>The item's type; it never changes.</summary>
    public required string ContentType { get; init; }

    /// <summary>The parts, all of them: what is missing here is gone afterwards. Not changed by the verbs.</summary>
    public required JsonObject Parts { get; init; }

    /// <summary>The id of the version that the changes were made to; null when the item must not exist yet.</summary>
    public string? BasedOn { get; init; }

    /// <summary>
    /// True takes a draft that is not finished: what the definition asks for and is not there yet, or is too long or too short, is complained of when it is published. Without effect when it is.
    /// </summary>
    public bool IsUnfinished { get; init; }

    /// <summary>
    /// When the stretch of writing began that this draft goes on with, UTC; null begins one. Within <see cref="StretchLasts"/>, a draft goes on with a draft of the same user as one version.
    /// </summary>
    public DateTime? WrittenSinceUtc { get; init; }

    /// <summary>How long a stretch of writing lasts at most.</summary>
    public static readonly TimeSpan StretchLasts = TimeSpan.FromMinutes(5);

    /// <summary>The title of an item whose type makes none.</summary>
    public string DisplayText { get; init; } = "";

    /// <summary>What a recipe or an export brings along; null lets the verb fill it in.</summary>
    public GivenMetadata Given { get; init; } = new();
}

/// <summary>Metadata that an item brings along instead of getting it from the verb.</summary>
public sealed record GivenMetadata
{
    /// <summary>Id of the new version.</summary>
    public string? ContentItemVersionId { get; init; }

    /// <summary>When the item was made.</summary>
    public DateTime? CreatedUtc { get; init; }

    /// <summary>When this version was saved.</summary>
    public DateTime? ModifiedUtc { get; init; }

    /// <summary>When it was published.</summary>
    public DateTime? PublishedUtc { get; init; }

    /// <summary>Id of the user who owns the item.</summary>
    public string? Owner { get; init; }

    /// <summary>Name of the user who saved this version.</summary>
    public string? Author { get; init; }
}
