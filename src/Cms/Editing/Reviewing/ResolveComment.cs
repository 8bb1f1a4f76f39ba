using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Says that what a comment is about is settled, or open again. For whoever sees it.</summary>
public sealed class ResolveComment(CurrentCaller current, ReviewStore reviews, ListComments list, TenantWork work, TimeProvider clock)
{
    /// <summary>The comment as it is now; nothing changes for one that is so already. <see cref="ProblemKind.Invalid"/> for an answer: it is settled with the comment that began.</summary>
    public async Task<Outcome<ItemComment>> RunAsync(string contentItemId, string commentId, bool isResolved, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await list.FindAsync(contentItemId, commentId, cancel);
        if (found.Problem is { } problem)
            return problem;

        var comment = found.Value.Comment;
        if (comment.AnswersId is not null)
            return Problem.Invalid("This is an answer; the comment that it answers is settled or open.");
        if (comment.ResolvedUtc is not null == isResolved)
            return comment;

        var now = clock.GetUtcNow().UtcDateTime;
        var changed = comment with { ResolvedBy = isResolved ? current.Caller.UserName : null, ResolvedUtc = isResolved ? now : null, ChangedUtc = now };
        await reviews.PutCommentAsync(changed, cancel);
        await transaction.CommitAsync(cancel);
        return changed;
    }
}
