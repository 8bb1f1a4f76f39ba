using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Editing.Versions;

namespace Cms.Editing.Reviewing;

/// <summary>How the review of an item stands.</summary>
/// <param name="Review">The newest one; null when there was none, or it was taken back.</param>
/// <param name="HasChangedSince">True when the item says something else by now than the version that the review is about.</param>
/// <param name="Item">The item's latest version.</param>
public sealed record ReviewStanding(Review? Review, bool HasChangedSince, ContentItem Item);

/// <summary>Shows how the review of an item stands.</summary>
public sealed class ShowReview(ContentAccess access, ContentStore store, ReviewStore reviews)
{
    // What is planned is dismissed when it is done, which changes nothing of what was reviewed.
    private static readonly string[] Plans = ["PublishLaterPart", "ArchiveLaterPart"];

    /// <summary>How it stands. Fails as <see cref="PreviewVersion"/>.</summary>
    public async Task<Outcome<ReviewStanding>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        if (await reviews.FindNewestAsync(contentItemId, cancel) is not { State: not ReviewState.Withdrawn } review)
            return new ReviewStanding(null, HasChangedSince: false, found.Value);

        return new ReviewStanding(review, await HasChangedAsync(store, found.Value, review, cancel), found.Value);
    }

    /// <summary>True when the item says something else by now than the version that the review is about. A save that changed nothing, and a publication, are no change.</summary>
    internal static async Task<bool> HasChangedAsync(ContentStore store, ContentItem latest, Review review, CancellationToken cancel)
    {
        var versionId = review.AnsweredVersionId ?? review.ContentItemVersionId;
        if (latest.ContentItemVersionId == versionId)
            return false;

        var version = await store.FindVersionAsync(latest.ContentItemId, versionId, cancel);
        return version is null || !JsonEquality.Same(WithoutPlans(latest), WithoutPlans(version));
    }

    private static JsonElement WithoutPlans(ContentItem item)
    {
        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        foreach (var plan in Plans)
            parts.Remove(plan);
        return JsonSerializer.SerializeToElement(parts);
    }
}
