namespace Cms.Content;

/// <summary>An item in the trash: out of every list, its versions kept until it is restored or purged.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="DisplayText">Its title.</param>
/// <param name="RemovedUtc">When it was removed, UTC.</param>
/// <param name="RemovedBy">Name of the user who removed it; empty when nobody knows any more.</param>
/// <param name="LatestVersionId">The version that was the latest one.</param>
/// <param name="PublishedVersionId">The version that visitors saw, or null.</param>
/// <param name="PublishedUtc">When it was last published, UTC; null when it never was.</param>
public sealed record TrashedItem(
    string ContentItemId,
    string ContentType,
    string DisplayText,
    DateTime RemovedUtc,
    string RemovedBy,
    string LatestVersionId,
    string? PublishedVersionId,
    DateTime? PublishedUtc);

/// <summary>A question for the trash; the answer has the last removed first.</summary>
public sealed record TrashQuery
{
    /// <summary>Only what was removed at this moment or before; null takes all.</summary>
    public DateTime? RemovedUntilUtc { get; init; }

    /// <summary>Only items of these types; null takes all.</summary>
    public IReadOnlyCollection<string>? ContentTypes { get; init; }

    /// <summary>How many at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>How many to leave out before, 0 or more.</summary>
    public int Skip { get; init; }
}

/// <summary>Who removes an item.</summary>
/// <param name="By">The user's name.</param>
/// <param name="AtUtc">When, UTC.</param>
public sealed record Removal(string By, DateTime AtUtc);
