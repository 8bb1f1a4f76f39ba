using Cms.Content;

namespace Cms.Editing.Previewing;

/// <summary>Takes a link to a preview back: from then on it leads nowhere.</summary>
public sealed class RevokePreviewLink(ContentAccess access, ContentStore store, PreviewLinkStore links, TenantWork work, TimeProvider clock)
{
    /// <summary>The link that was taken back. Whoever may see drafts of the item may take back each of its links. <see cref="ProblemKind.NotFound"/> when the item has no such link that still leads somewhere.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="linkId">See <see cref="PreviewLink.Id"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<PreviewLink>> RunAsync(string contentItemId, string linkId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if ((await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel)).Problem is { } problem)
            return problem;

        var link = (await links.ListAsync(contentItemId, cancel)).FirstOrDefault(link => link.Id == linkId);
        if (link is null || !await links.RevokeAsync(link, clock.GetUtcNow().UtcDateTime, cancel))
            return Problem.NotFound($"Content item {contentItemId} has no preview link {linkId}, or it was taken back already.");

        await transaction.CommitAsync(cancel);
        return link;
    }
}
