namespace Cms.Editing.Reviewing;

/// <summary>
/// Where the current tenant's reviews and comments live. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by ReviewStoreContract. Takes part in the scope's transaction; what becomes of a
/// review stands in the trail.
/// </summary>
public abstract class ReviewStore
{
    /// <summary>Adds a review. Throws when the item waits for a reviewer already.</summary>
    public abstract Task AddAsync(Review review, CancellationToken cancel);

    /// <summary>Writes the answer over the review that waits. False, and nothing changes, when it waits no longer.</summary>
    public abstract Task<bool> EndAsync(Review ended, CancellationToken cancel);

    /// <summary>The item's reviews, newest first.</summary>
    public abstract Task<IReadOnlyList<Review>> ListAsync(string contentItemId, CancellationToken cancel);

    /// <summary>The newest of the item's reviews; null when it had none.</summary>
    public abstract Task<Review?> FindNewestAsync(string contentItemId, CancellationToken cancel);

    /// <summary>Whether a review of the item is about this version, or was answered about it.</summary>
    public abstract Task<bool> IsAboutAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel);

    /// <summary>The reviews that wait for this user or that they asked for and that wait, and those that they asked for and that were answered since this moment; the one that was asked for longest ago first.</summary>
    public abstract Task<IReadOnlyList<Review>> ListOfUserAsync(string userId, DateTime answeredSinceUtc, CancellationToken cancel);

    /// <summary>The item's comments, oldest first.</summary>
    public abstract Task<IReadOnlyList<ItemComment>> ListCommentsAsync(string contentItemId, CancellationToken cancel);

    /// <summary>The comment, or null.</summary>
    public abstract Task<ItemComment?> FindCommentAsync(string commentId, CancellationToken cancel);

    /// <summary>Adds the comment, or writes it over the one with the same id.</summary>
    public abstract Task PutCommentAsync(ItemComment comment, CancellationToken cancel);

    /// <summary>Removes the comment; nothing happens when it is gone.</summary>
    public abstract Task RemoveCommentAsync(string commentId, CancellationToken cancel);

    /// <summary>Removes the reviews and comments of an item that is thrown away for good.</summary>
    public abstract Task PurgeAsync(string contentItemId, CancellationToken cancel);

    /// <summary>When each of these items was reminded of, by the item; those that never were are left out. One read.</summary>
    public abstract Task<IReadOnlyDictionary<string, ReviewReminder>> ListRemindersAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel);

    /// <summary>Writes down that the item was reminded of.</summary>
    public abstract Task PutReminderAsync(ReviewReminder reminder, CancellationToken cancel);
}

/// <summary>When somebody was reminded of an item whose review is due.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="DueDay">The day on which it was due.</param>
/// <param name="RemindedUtc">When, UTC.</param>
public sealed record ReviewReminder(string ContentItemId, DateOnly DueDay, DateTime RemindedUtc);
