using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Removes one's own comment.</summary>
public sealed class RemoveComment(CurrentCaller current, ReviewStore reviews, ListComments list, TenantWork work)
{
    /// <summary>The comment that was removed. <see cref="ProblemKind.Forbidden"/> for somebody else's, <see cref="ProblemKind.Conflict"/> for one that was answered.</summary>
    public async Task<Outcome<ItemComment>> RunAsync(string contentItemId, string commentId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await list.FindAsync(contentItemId, commentId, cancel);
        if (found.Problem is { } problem)
            return problem;

        var comment = found.Value.Comment;
        if (comment.AuthorId != current.Caller.UserId)
            return Problem.Forbidden($"{comment.Author} wrote this comment; say that it is settled instead.");
        if ((await reviews.ListCommentsAsync(contentItemId, cancel)).Any(one => one.AnswersId == commentId))
            return Problem.Conflict("This comment was answered, so it stays; say that it is settled instead.");

        await reviews.RemoveCommentAsync(commentId, cancel);
        await transaction.CommitAsync(cancel);
        return comment;
    }
}
