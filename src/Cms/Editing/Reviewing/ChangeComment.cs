using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Changes the text of one's own comment.</summary>
public sealed class ChangeComment(CurrentCaller current, ReviewStore reviews, ListComments list, TenantWork work, TimeProvider clock)
{
    /// <summary>The comment as it is now. <see cref="ProblemKind.Forbidden"/> for somebody else's.</summary>
    public async Task<Outcome<ItemComment>> RunAsync(string contentItemId, string commentId, string text, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await list.FindAsync(contentItemId, commentId, cancel);
        if (found.Problem is { } problem)
            return problem;

        var comment = found.Value.Comment;
        if (comment.AuthorId != current.Caller.UserId)
            return Problem.Forbidden($"{comment.Author} wrote this comment; answer it instead.");
        if (WriteComment.Refuse(text) is { } refused)
            return refused;

        var now = clock.GetUtcNow().UtcDateTime;
        var changed = comment with { Text = text.Trim(), EditedUtc = now, ChangedUtc = now };
        await reviews.PutCommentAsync(changed, cancel);
        await transaction.CommitAsync(cancel);
        return changed;
    }
}
