namespace Cms.Content;

/// <summary>A question for items of several types at once, one version of each, as lists for editors ask it.</summary>
/// <param name="Visible">Of which types, and whose.</param>
public sealed record ItemsQuery(VisibleItems Visible)
{
    /// <summary>Of these types also what visitors see, of items that are not among <see cref="Visible"/>; drafts of theirs are left out.</summary>
    public IReadOnlyCollection<string> PublishedTypes { get; init; } = [];

    /// <summary>Only those whose latest version visitors do not see: drafts, and what was changed since it was published.</summary>
    public bool OnlyDrafts { get; init; }

    /// <summary>Which items; null takes all.</summary>
    public ContentFilter? Where { get; init; }

    /// <summary>The order; the item's id follows as the last key.</summary>
    public required ContentOrder OrderBy { get; init; }

    /// <summary>How many at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>How many to leave out before, 0 or more.</summary>
    public int Skip { get; init; }
}

/// <summary>How an item stands for those who write it.</summary>
public enum ItemState
{
    /// <summary>Visitors see its latest version.</summary>
    Published,

    /// <summary>Visitors see an earlier version than the latest one.</summary>
    Changed,

    /// <summary>Visitors see nothing of it.</summary>
    Draft,
}

/// <summary>An item as a list has it: one of its versions without its content.</summary>
public sealed record ListedItem
{
    /// <inheritdoc cref="ContentItem.ContentItemId"/>
    public required string ContentItemId { get; init; }

    /// <inheritdoc cref="ContentItem.ContentType"/>
    public required string ContentType { get; init; }

    /// <inheritdoc cref="ContentItem.DisplayText"/>
    public required string DisplayText { get; init; }

    /// <summary>How it stands. Of a version that is listed because visitors see it nothing is said of a draft over it.</summary>
    public required ItemState State { get; init; }

    /// <inheritdoc cref="ContentItem.CreatedUtc"/>
    public required DateTime CreatedUtc { get; init; }

    /// <inheritdoc cref="ContentItem.ModifiedUtc"/>
    public required DateTime ModifiedUtc { get; init; }

    /// <inheritdoc cref="ContentItem.PublishedUtc"/>
    public required DateTime? PublishedUtc { get; init; }

    /// <inheritdoc cref="ContentItem.Owner"/>
    public required string Owner { get; init; }

    /// <inheritdoc cref="ContentItem.Author"/>
    public required string Author { get; init; }
}
