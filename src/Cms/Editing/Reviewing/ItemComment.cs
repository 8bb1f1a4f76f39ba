namespace Cms.Editing.Reviewing;

/// <summary>What somebody has to say about an item or a field of it, before it is published.</summary>
public sealed record ItemComment
{
    /// <summary>The longest text.</summary>
    public const int LongestText = 4000;

    /// <summary>Names the comment for good.</summary>
    public required string Id { get; init; }

    /// <summary>The item.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>The comment that this one answers; null for one that begins.</summary>
    public string? AnswersId { get; init; }

    /// <summary>The item inside it that the comment is about, wherever that stands; null for the item itself.</summary>
    public string? InsideId { get; init; }

    /// <summary>The field, from that item down: <c>Heading</c>, <c>TitlePart.Title</c>; empty for all of it.</summary>
    public string Place { get; init; } = "";

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>Id of the user who wrote it.</summary>
    public required string AuthorId { get; init; }

    /// <summary>Name of the user who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTime WrittenUtc { get; init; }

    /// <summary>When its author changed it last, UTC; null for never.</summary>
    public DateTime? EditedUtc { get; init; }

    /// <summary>Name of the user who said that it is settled; null as long as it is open. Of one that begins.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>When that was, UTC.</summary>
    public DateTime? ResolvedUtc { get; init; }

    /// <summary>When anything about it changed last, UTC: by this others see that there is something new.</summary>
    public DateTime ChangedUtc { get; init; }
}
