using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>How items stand that somebody looks for.</summary>
public enum WantedState
{
    /// <summary>Visitors see the latest version.</summary>
    Published,

    /// <summary>Visitors see an earlier version than the latest one.</summary>
    Changed,

    /// <summary>Visitors see nothing of it.</summary>
    Draft,

    /// <summary>Visitors do not see the latest version: drafts, and what was changed since it was published.</summary>
    Unpublished,

    /// <summary>Something is to happen to it by itself.</summary>
    Scheduled,
}

/// <summary>Which items somebody looks for in the list of content; all conditions hold together.</summary>
public sealed record ItemsWanted
{
    /// <summary>Only of this type; null takes all that stand in lists.</summary>
    public string? ContentType { get; init; }

    /// <summary>Only those that stand so.</summary>
    public WantedState? State { get; init; }

    /// <summary>Only those with this text in the title, or with these words where <see cref="InTexts"/> says so.</summary>
    public string? Text { get; init; }

    /// <summary>The words are looked for in all texts of the items.</summary>
    public bool InTexts { get; init; }

    /// <summary>Only those with this term.</summary>
    public TermUse? Term { get; init; }

    /// <summary>Only those whose version was saved by the user of this name.</summary>
    public string? Author { get; init; }

    /// <summary>True for those that the caller owns or saved last, false for all others; null takes both.</summary>
    public bool? Mine { get; init; }

    /// <summary>Only those with which the caller may do this.</summary>
    public ContentAction? For { get; init; }

    /// <summary>Only those saved at this moment, UTC, or later.</summary>
    public DateTime? ChangedFromUtc { get; init; }

    /// <summary>Only those saved before this moment, UTC.</summary>
    public DateTime? ChangedBeforeUtc { get; init; }

    /// <summary>Only those published at this moment, UTC, or later.</summary>
    public DateTime? PublishedFromUtc { get; init; }

    /// <summary>Only those published before this moment, UTC.</summary>
    public DateTime? PublishedBeforeUtc { get; init; }

    /// <summary>Only those that are to be reviewed on this day or before, as their field <see cref="ReviewFields.DueName"/> says.</summary>
    public DateOnly? ReviewDue { get; init; }

    /// <summary>The order; null for the usual one: what was changed last comes first, and what is due for review longest.</summary>
    public ContentColumn? OrderBy { get; init; }

    /// <summary>The order is turned round.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>False leaves out where visitors see the items and what is to happen to them.</summary>
    public bool WithPages { get; init; } = true;

    /// <summary>How many at most.</summary>
    public int First { get; init; } = 50;

    /// <summary>How many to leave out before.</summary>
    public int Skip { get; init; }
}

/// <summary>A page of what was found.</summary>
/// <param name="Items">The items.</param>
/// <param name="Count">How many there are, on all pages; as many at least, where there are more than are counted.</param>
/// <param name="HasMore">There are more than were counted.</param>
public sealed record FoundItems(IReadOnlyList<FoundItem> Items, int Count, bool HasMore);

/// <summary>An item that was found.</summary>
/// <param name="Item">Its version.</param>
/// <param name="Path">Where visitors see it, without a leading slash; null when it has no page.</param>
/// <param name="Due">What is to happen to it by itself.</param>
public sealed record FoundItem(ListedItem Item, string? Path, IReadOnlyList<Due> Due);
