using System.Collections.Concurrent;
using Cms.Editing.Reviewing;

namespace Cms.Tests.Memory;

/// <summary>Reviews and comments in memory; their trail is that of the database alone.</summary>
public sealed class MemoryReviewStore(MemoryTenant tenant) : ReviewStore
{
    public override Task AddAsync(Review review, CancellationToken cancel)
    {
        if (tenant.State.Reviews.Any(other => other.Id == review.Id || (other.ContentItemId == review.ContentItemId && other.State == ReviewState.Waiting && review.State == ReviewState.Waiting)))
            throw new InvalidOperationException($"Item {review.ContentItemId} waits for a reviewer already.");

        tenant.State = tenant.State with { Reviews = tenant.State.Reviews.Add(review) };
        return Task.CompletedTask;
    }

    public override Task<bool> EndAsync(Review ended, CancellationToken cancel)
    {
        if (tenant.State.Reviews.Find(review => review.Id == ended.Id && review.State == ReviewState.Waiting) is not { } waiting)
            return Task.FromResult(false);

        tenant.State = tenant.State with { Reviews = tenant.State.Reviews.Replace(waiting, ended) };
        return Task.FromResult(true);
    }

    public override Task<IReadOnlyList<Review>> ListAsync(string contentItemId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Review>>(
        [.. tenant.State.Reviews.Where(review => review.ContentItemId == contentItemId).OrderByDescending(review => review.AskedUtc).ThenByDescending(review => review.Id, StringComparer.Ordinal)]);

    public override async Task<Review?> FindNewestAsync(string contentItemId, CancellationToken cancel) => await ListAsync(contentItemId, cancel) is [var newest, ..] ? newest : null;

    public override async Task<bool> IsAboutAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel) =>
        (await ListAsync(contentItemId, cancel)).Any(review => review.ContentItemVersionId == contentItemVersionId || review.AnsweredVersionId == contentItemVersionId);

    public override Task<IReadOnlyList<Review>> ListOfUserAsync(string userId, DateTime answeredSinceUtc, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Review>>(
    [
        .. tenant.State.Reviews
            .Where(review => (review.State == ReviewState.Waiting && (review.ReviewerId == userId || review.AskedById == userId))
                || (review.AskedById == userId && review.State is ReviewState.Approved or ReviewState.ChangesWanted && review.EndedUtc >= answeredSinceUtc))
            .OrderBy(review => review.AskedUtc).ThenBy(review => review.Id, StringComparer.Ordinal),
    ]);

    public override Task<IReadOnlyList<ItemComment>> ListCommentsAsync(string contentItemId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ItemComment>>(
        [.. tenant.State.Comments.Values.Where(comment => comment.ContentItemId == contentItemId).OrderBy(comment => comment.WrittenUtc).ThenBy(comment => comment.Id, StringComparer.Ordinal)]);

    public override Task<ItemComment?> FindCommentAsync(string commentId, CancellationToken cancel) => Task.FromResult(tenant.State.Comments.GetValueOrDefault(commentId));

    public override Task PutCommentAsync(ItemComment comment, CancellationToken cancel)
    {
        tenant.State = tenant.State with { Comments = tenant.State.Comments.SetItem(comment.Id, comment) };
        return Task.CompletedTask;
    }

    public override Task RemoveCommentAsync(string commentId, CancellationToken cancel)
    {
        tenant.State = tenant.State with { Comments = tenant.State.Comments.Remove(commentId) };
        return Task.CompletedTask;
    }

    public override Task PurgeAsync(string contentItemId, CancellationToken cancel)
    {
        tenant.State = tenant.State with
        {
            Reviews = tenant.State.Reviews.RemoveAll(review => review.ContentItemId == contentItemId),
            Comments = tenant.State.Comments.RemoveRange(tenant.State.Comments.Values.Where(comment => comment.ContentItemId == contentItemId).Select(comment => comment.Id)),
            Reminders = tenant.State.Reminders.Remove(contentItemId),
        };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyDictionary<string, ReviewReminder>> ListRemindersAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, ReviewReminder>>(tenant.State.Reminders.Where(one => contentItemIds.Contains(one.Key)).ToDictionary(StringComparer.Ordinal));

    public override Task PutReminderAsync(ReviewReminder reminder, CancellationToken cancel)
    {
        tenant.State = tenant.State with { Reminders = tenant.State.Reminders.SetItem(reminder.ContentItemId, reminder) };
        return Task.CompletedTask;
    }
}

/// <summary>Who has what open, in memory: beside every transaction, so beside the state that one takes back.</summary>
public sealed class MemoryPresenceStore(MemoryTenant tenant) : PresenceStore
{
    private ConcurrentDictionary<string, OpenEditor> Editors => tenant.Editors;

    public override Task SeeAsync(OpenEditor editor, CancellationToken cancel)
    {
        if (Editors.TryGetValue(editor.Id, out var known))
        {
            if (known.UserId == editor.UserId)
                Editors[editor.Id] = new OpenEditor { Id = known.Id, ContentItemId = known.ContentItemId, UserId = known.UserId, UserName = known.UserName, Place = editor.Place, SinceUtc = known.SinceUtc, SeenUtc = editor.SeenUtc };
            return Task.CompletedTask;
        }

        foreach (var over in Editors.Values.Where(other => other.SeenUtc < editor.SeenUtc - Lasts))
            Editors.TryRemove(over.Id, out _);
        Editors.TryAdd(editor.Id, editor);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<OpenEditor>> ListAsync(string contentItemId, DateTime afterUtc, CancellationToken cancel) => Task.FromResult<IReadOnlyList<OpenEditor>>(
        [.. Editors.Values.Where(editor => editor.ContentItemId == contentItemId && editor.SeenUtc > afterUtc).OrderBy(editor => editor.SinceUtc).ThenBy(editor => editor.Id, StringComparer.Ordinal)]);

    public override Task LeaveAsync(string id, string userId, CancellationToken cancel)
    {
        if (Editors.TryGetValue(id, out var known) && known.UserId == userId)
            Editors.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
