using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Takes a review back that waits.</summary>
public sealed class WithdrawReview(CurrentCaller current, ContentAccess access, ContentStore store, ReviewStore reviews, TenantWork work, TimeProvider clock)
{
    /// <summary>The review. For the one who asked, the one who was asked, and whoever may change the item. <see cref="ProblemKind.Conflict"/> when none waits.</summary>
    public async Task<Outcome<Review>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        if (await reviews.FindNewestAsync(contentItemId, cancel) is not { State: ReviewState.Waiting } waiting)
            return Problem.Conflict($"\"{found.Value.DisplayText}\" waits for no review any more.");

        var user = current.Caller.UserId;
        if (waiting.AskedById != user && waiting.ReviewerId != user && await access.RefuseAsync(ContentAction.Edit, found.Value, cancel) is { } refused)
            return refused;

        var withdrawn = waiting.Ended(ReviewState.Withdrawn, "", null, clock.GetUtcNow().UtcDateTime);
        await reviews.EndAsync(withdrawn, cancel);
        await transaction.CommitAsync(cancel);
        return withdrawn;
    }
}
