using Cms.Editing.Previewing;

namespace Cms.Tests.Memory;

/// <summary>Links to previews in memory; its trail is that of the database alone.</summary>
public sealed class MemoryPreviewLinkStore(MemoryTenant tenant) : PreviewLinkStore
{
    public override Task AddAsync(PreviewLink link, CancellationToken cancel)
    {
        if (tenant.State.PreviewLinks.Any(other => other.Id == link.Id || other.TokenHash == link.TokenHash))
            throw new InvalidOperationException($"There is such a link as {link.Id} already.");

        tenant.State = tenant.State with { PreviewLinks = tenant.State.PreviewLinks.RemoveAll(stored => stored.ExpiresUtc < link.CreatedUtc - Remembered).Add(link) };
        return Task.CompletedTask;
    }

    public override Task<PreviewLink?> FindAsync(string tokenHash, CancellationToken cancel) => Task.FromResult(tenant.State.PreviewLinks.Find(link => link.TokenHash == tokenHash));

    public override Task<IReadOnlyList<PreviewLink>> ListAsync(string contentItemId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<PreviewLink>>(
        [.. tenant.State.PreviewLinks.Where(link => link.ContentItemId == contentItemId).OrderByDescending(link => link.CreatedUtc).ThenByDescending(link => link.Id, StringComparer.Ordinal)]);

    public override Task HoldAsync(string contentItemId, string contentItemVersionId, DateTime nowUtc, DateTime untilUtc, CancellationToken cancel)
    {
        tenant.State = tenant.State with { HeldVersions = tenant.State.HeldVersions.RemoveAll(held => held.UntilUtc < nowUtc).Add((contentItemId, contentItemVersionId, untilUtc)) };
        return Task.CompletedTask;
    }

    public override Task<bool> IsHeldAsync(string contentItemId, string contentItemVersionId, DateTime nowUtc, CancellationToken cancel) => Task.FromResult(
        tenant.State.HeldVersions.Exists(held => (held.Item, held.Version) == (contentItemId, contentItemVersionId) && held.UntilUtc > nowUtc)
        || tenant.State.PreviewLinks.Exists(link => (link.ContentItemId, link.ContentItemVersionId) == (contentItemId, contentItemVersionId) && link.RevokedUtc is null && link.ExpiresUtc > nowUtc));

    public override Task<bool> RevokeAsync(PreviewLink link, DateTime atUtc, CancellationToken cancel)
    {
        if (tenant.State.PreviewLinks.Find(stored => stored.Id == link.Id && stored.RevokedUtc is null) is not { } found)
            return Task.FromResult(false);

        var revoked = new PreviewLink
        {
            Id = found.Id,
            TokenHash = found.TokenHash,
            ContentItemId = found.ContentItemId,
            ContentItemVersionId = found.ContentItemVersionId,
            Title = found.Title,
            CreatedBy = found.CreatedBy,
            CreatedUtc = found.CreatedUtc,
            ExpiresUtc = found.ExpiresUtc,
            RevokedUtc = atUtc,
        };
        tenant.State = tenant.State with { PreviewLinks = tenant.State.PreviewLinks.Replace(found, revoked) };
        return Task.FromResult(true);
    }
}
