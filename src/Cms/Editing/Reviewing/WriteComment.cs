using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>What a comment is about.</summary>
/// <param name="InsideId">The item inside the item; null for the item itself.</param>
/// <param name="Place">The field, from that item down; empty for all of it.</param>
public sealed record CommentedPlace(string? InsideId, string Place)
{
    /// <summary>The whole item.</summary>
    public static CommentedPlace Item { get; } = new(null, "");
}

/// <summary>Comments on an item, and answers comments. For whoever may see the draft.</summary>
public sealed class WriteComment(CurrentCaller current, ContentAccess access, ContentStore store, ReviewStore reviews, ListComments list, ReviewMails mails, TenantWork work, TimeProvider clock)
{
    private const int LongestPlace = 300;

    /// <summary>The new comment. <see cref="ProblemKind.Invalid"/> for an empty or too long text.</summary>
    public async Task<Outcome<ItemComment>> RunAsync(string contentItemId, CommentedPlace about, string text, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        if (about.Place.Length > LongestPlace || (about.InsideId is { } inside && !ContentId.IsValid(inside)) || (about.Place.Length > 0 && !(await access.FieldsAsync(cancel)).MaySeePlace(about.Place)))
            return Problem.Invalid($"There is no field \"{about.Place}\" to comment on.");

        return await AddAsync(found.Value, about, answersId: null, text, transaction, cancel);
    }

    /// <summary>As a new comment, for an answer. Answering a comment that was settled opens it again. <see cref="ProblemKind.NotFound"/> for a comment that is gone.</summary>
    public async Task<Outcome<ItemComment>> RunAsync(string contentItemId, string answersId, string text, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await list.FindAsync(contentItemId, answersId, cancel);
        if (found.Problem is { } problem)
            return problem;

        // An answer to an answer stands below the same beginning.
        var answered = found.Value.Comment;
        var begun = answered.AnswersId is { } beginning ? await reviews.FindCommentAsync(beginning, cancel) ?? answered : answered;
        if (begun.ResolvedUtc is not null)
            await reviews.PutCommentAsync(begun with { ResolvedBy = null, ResolvedUtc = null, ChangedUtc = clock.GetUtcNow().UtcDateTime }, cancel);
        return await AddAsync(found.Value.Item, new CommentedPlace(begun.InsideId, begun.Place), begun.Id, text, transaction, cancel);
    }

    /// <summary>What is wrong with a text; null for nothing.</summary>
    internal static Problem? Refuse(string text) =>
        string.IsNullOrWhiteSpace(text) ? Problem.Invalid("Write something first.")
        : text.Length > ItemComment.LongestText ? Problem.Invalid($"The comment has {text.Length} characters; {ItemComment.LongestText} are the most.")
        : null;

    private async Task<Outcome<ItemComment>> AddAsync(ContentItem item, CommentedPlace about, string? answersId, string text, Transaction transaction, CancellationToken cancel)
    {
        if (Refuse(text) is { } refused)
            return refused;

        var now = clock.GetUtcNow().UtcDateTime;
        var comment = new ItemComment
        {
            Id = ContentId.New(),
            ContentItemId = item.ContentItemId,
            AnswersId = answersId,
            InsideId = about.InsideId,
            Place = about.Place,
            Text = text.Trim(),
            AuthorId = current.Caller.UserId,
            Author = current.Caller.UserName,
            WrittenUtc = now,
            ChangedUtc = now,
        };
        await reviews.PutCommentAsync(comment, cancel);
        await mails.TellCommentedAsync(item, await ConcernedAsync(item, comment, cancel), now, cancel);
        await transaction.CommitAsync(cancel);
        return comment;
    }

    // Whose the item is, who takes part in this exchange, and both who have to do with a review that waits.
    private async Task<IReadOnlyCollection<string>> ConcernedAsync(ContentItem item, ItemComment comment, CancellationToken cancel)
    {
        var concerned = new HashSet<string>(StringComparer.Ordinal) { item.Owner };
        if (comment.AnswersId is { } begun)
            concerned.UnionWith((await reviews.ListCommentsAsync(item.ContentItemId, cancel)).Where(one => one.Id == begun || one.AnswersId == begun).Select(one => one.AuthorId));
        if (await reviews.FindNewestAsync(item.ContentItemId, cancel) is { State: ReviewState.Waiting } waiting)
            concerned.UnionWith([waiting.AskedById, waiting.ReviewerId]);
        concerned.ExceptWith(["", comment.AuthorId]);
        return concerned;
    }
}
