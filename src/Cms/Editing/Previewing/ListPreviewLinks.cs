using Cms.Content;

namespace Cms.Editing.Previewing;

/// <summary>Lists the links by which people without an account see an item now.</summary>
public sealed class ListPreviewLinks(ContentAccess access, ContentStore store, PreviewLinkStore links, TimeProvider clock)
{
    /// <summary>Those that lead somewhere, newest first. <see cref="ProblemKind.NotFound"/> or <see cref="ProblemKind.Forbidden"/> as for <see cref="PreviewVersion"/>.</summary>
    public async Task<Outcome<IReadOnlyList<PreviewLink>>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if ((await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel)).Problem is { } problem)
            return problem;

        var now = clock.GetUtcNow().UtcDateTime;
        return (await links.ListAsync(contentItemId, cancel)).Where(link => link.RevokedUtc is null && link.ExpiresUtc > now).ToArray();
    }
}
