using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Hands the latest version of an item to somebody who is to look at it.</summary>
public sealed class HandOver(CurrentCaller current, ContentAccess access, ContentStore store, ReviewStore reviews, Reviewers reviewers, ReviewMails mails, TenantWork work, TimeProvider clock)
{
    /// <summary>
    /// The review, which takes the place of one that waits. Whoever may change the item may hand it over. <see cref="ProblemKind.Conflict"/> when somebody saved since the version that was to be handed over;
    /// <see cref="ProblemKind.Invalid"/> for a reviewer who may not see the draft, and a note that is too long.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">Its latest version, as whoever hands it over sees it.</param>
    /// <param name="reviewerId">The user who is to look.</param>
    /// <param name="note">What they are to know; may be empty.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Review>> RunAsync(string contentItemId, string contentItemVersionId, string reviewerId, string note, CancellationToken cancel)
    {
        if (note.Length > Review.LongestNote)
            return Problem.Invalid($"The note has {note.Length} characters; {Review.LongestNote} are the most.");

        await using var transaction = await work.BeginAsync(cancel);
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        var latest = found.Value;
        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        if (latest.ContentItemVersionId != contentItemVersionId)
            return AnswerReview.Stale(latest);

        if (await reviewers.FindAsync(latest, reviewerId, cancel) is not { } reviewer)
            return Problem.Invalid("This user may not see the draft, or not the admin, and cannot review it; choose somebody else.");

        var now = clock.GetUtcNow().UtcDateTime;
        if (await reviews.FindNewestAsync(contentItemId, cancel) is { State: ReviewState.Waiting } waiting)
            await reviews.EndAsync(waiting.Ended(ReviewState.Withdrawn, "", null, now), cancel);
        var caller = current.Caller;
        var review = new Review
        {
            Id = ContentId.New(),
            ContentItemId = contentItemId,
            Title = latest.DisplayText,
            ContentItemVersionId = contentItemVersionId,
            Note = note.Trim(),
            AskedById = caller.UserId,
            AskedBy = caller.UserName,
            AskedUtc = now,
            ReviewerId = reviewer.Id,
            Reviewer = reviewer.UserName,
        };
        await reviews.AddAsync(review, cancel);
        if (reviewer.Id != caller.UserId)
            await mails.TellAskedAsync(review, cancel);
        await transaction.CommitAsync(cancel);
        return review;
    }
}
