using Cms.Content;
using Cms.Editing.Previewing;

namespace Cms.Editing.Reviewing;

/// <summary>Lists the comments on an item.</summary>
public sealed class ListComments(ContentAccess access, ContentStore store, ReviewStore reviews)
{
    /// <summary>
    /// The comments, oldest first, without those on fields that the caller may not see. For whoever may see the draft; fails as <see cref="PreviewVersion"/>.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<ItemComment>>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if ((await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel)).Problem is { } problem)
            return problem;

        return await VisibleAsync(contentItemId, cancel);
    }

    /// <summary>Those that the caller may see of an item whose draft they see.</summary>
    internal async Task<ItemComment[]> VisibleAsync(string contentItemId, CancellationToken cancel)
    {
        var (all, fields) = (await reviews.ListCommentsAsync(contentItemId, cancel), await access.FieldsAsync(cancel));

        // An answer is about what the comment is about that began.
        var hidden = all.Where(comment => comment.Place.Length > 0 && !fields.MaySeePlace(comment.Place)).Select(comment => comment.Id).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(comment => !hidden.Contains(comment.Id) && (comment.AnswersId is not { } begun || !hidden.Contains(begun)))];
    }

    /// <summary>The comment, when it is one of this item and the caller may see it.</summary>
    internal async Task<Outcome<(ContentItem Item, ItemComment Comment)>> FindAsync(string contentItemId, string commentId, CancellationToken cancel)
    {
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        if (Array.Find(await VisibleAsync(contentItemId, cancel), one => one.Id == commentId) is not { } comment)
            return Problem.NotFound("This comment is gone.");

        return (found.Value, comment);
    }
}
