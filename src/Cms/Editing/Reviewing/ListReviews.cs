using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>A review with the item that it is about.</summary>
/// <param name="Review">The review.</param>
/// <param name="Item">The item's latest version.</param>
/// <param name="HasChangedSince">True when the item says something else by now than the version that the review is about.</param>
public sealed record ReviewOfItem(Review Review, ContentItem Item, bool HasChangedSince);

/// <summary>The reviews of one user.</summary>
/// <param name="ForMe">What waits for their answer, the one that was asked for longest ago first.</param>
/// <param name="Asked">What they asked others for and that waits.</param>
/// <param name="Answered">What they asked others for and that was answered lately, newest first.</param>
public sealed record OwnReviews(IReadOnlyList<ReviewOfItem> ForMe, IReadOnlyList<ReviewOfItem> Asked, IReadOnlyList<ReviewOfItem> Answered);

/// <summary>Lists the reviews of whoever asks.</summary>
public sealed class ListReviews(CurrentCaller current, ContentStore store, ReviewStore reviews, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    /// <summary>Those of items that are still there and that the caller may see. Items in the trash come back with theirs.</summary>
    public async Task<OwnReviews> RunAsync(CancellationToken cancel)
    {
        var me = current.Caller.UserId;
        var all = me.Length == 0 ? [] : await reviews.ListOfUserAsync(me, clock.GetUtcNow().UtcDateTime - Lately, cancel);
        var items = all.Count == 0 ? [] : (await store.ListByIdsAsync([.. all.Select(review => review.ContentItemId).Distinct()], ContentStatus.Latest, cancel)).Where(current.Caller.MaySee).ToDictionary(item => item.ContentItemId, StringComparer.Ordinal);
        var shown = new List<ReviewOfItem>();
        foreach (var review in all)
        {
            if (items.TryGetValue(review.ContentItemId, out var item))
                shown.Add(new ReviewOfItem(review, item, await ShowReview.HasChangedAsync(store, item, review, cancel)));
        }

        return new OwnReviews(
            [.. shown.Where(one => one.Review.State == ReviewState.Waiting && one.Review.ReviewerId == me)],
            [.. shown.Where(one => one.Review.State == ReviewState.Waiting && one.Review.ReviewerId != me)],
            [.. shown.Where(one => one.Review.State != ReviewState.Waiting && one.Review.ReviewerId != me).OrderByDescending(one => one.Review.EndedUtc)]);
    }
}
