using Cms.Content;

namespace Cms.Editing.Previewing;

/// <summary>A link that was followed.</summary>
/// <param name="Link">The link.</param>
/// <param name="IsPublished">True when visitors see the same by now.</param>
public sealed record OpenedPreview(PreviewLink Link, bool IsPublished);

/// <summary>Shows in this request the item of a link to whoever comes by it.</summary>
public sealed class OpenPreviewLink(PreviewLinkStore links, ContentStore store, ShowPreview show, TimeProvider clock)
{
    // Nothing else can be one, so the database is not asked.
    private const int LongestToken = 100;

    /// <summary>The link. <see cref="ProblemKind.NotFound"/> with what became of it when it leads nowhere.</summary>
    public async Task<Outcome<OpenedPreview>> RunAsync(string token, CancellationToken cancel)
    {
        if (token.Length > LongestToken || await links.FindAsync(SecretText.HashOf(token), cancel) is not { } link)
            return Problem.NotFound("There is no preview at this address. Check that the whole link was copied, or ask for a new one.");

        if (link.RevokedUtc is not null)
            return Problem.NotFound("This preview was taken back by the people of this site.");

        if (link.ExpiresUtc <= clock.GetUtcNow().UtcDateTime)
            return Problem.NotFound("This preview link has expired. Ask for a new one.");

        if (await ShowPreview.FindAsync(store, link.ContentItemId, link.ContentItemVersionId, cancel) is not { } version)
            return Problem.NotFound("What this preview showed was removed.");

        await show.RunAsync(version, showsFields: false, cancel);
        return new OpenedPreview(link, version.Published);
    }
}
