namespace Cms.Content;

/// <summary>What happens to an item by itself at a moment.</summary>
public enum ScheduledKind
{
    /// <summary>Its draft is published.</summary>
    Publish,

    /// <summary>It is taken away from visitors.</summary>
    Unpublish,
}

/// <summary>A moment that a version names.</summary>
/// <param name="Kind">What happens then.</param>
/// <param name="DueUtc">When, UTC.</param>
/// <param name="TimeZone">The zone in which somebody chose it; null when nobody said.</param>
public sealed record Due(ScheduledKind Kind, DateTime DueUtc, string? TimeZone);

/// <summary>A change of an item that is to happen by itself.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="DisplayText">Its title, in the version that is published or taken away.</param>
/// <param name="Due">What and when.</param>
public sealed record ScheduledChange(string ContentItemId, string ContentType, string DisplayText, Due Due)
{
    /// <summary>How often it was tried and failed.</summary>
    public int Failures { get; init; }

    /// <summary>When it is tried next, UTC: when it is due, or later after a failure.</summary>
    public DateTime NextTryUtc { get; init; } = Due.DueUtc;

    /// <summary>What stopped it the last time; null when it was not tried yet.</summary>
    public string? Error { get; init; }
}

/// <summary>A question for what is scheduled; the answer is in the order in which it is tried.</summary>
public sealed record ScheduleQuery
{
    /// <summary>Only what is tried at this moment or before; null takes all.</summary>
    public DateTime? UntilUtc { get; init; }

    /// <summary>Only of these items; null takes all.</summary>
    public IReadOnlyCollection<string>? ContentItemIds { get; init; }

    /// <summary>Only of items that are among these; null takes all.</summary>
    public VisibleItems? Visible { get; init; }

    /// <summary>Only what was tried and failed.</summary>
    public bool OnlyFailed { get; init; }

    /// <summary>How many at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>How many to leave out before, 0 or more.</summary>
    public int Skip { get; init; }
}
