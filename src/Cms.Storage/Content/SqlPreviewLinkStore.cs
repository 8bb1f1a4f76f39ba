using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Links to previews in the tenant's database.</summary>
internal sealed class SqlPreviewLinkStore(TenantSession session) : PreviewLinkStore
{
    // A version that is held has a row of its own, which no token can open: what a token is looked up by has only hexadecimal digits.
    private const string Held = "held-";

    public override async Task AddAsync(PreviewLink link, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var before = link.CreatedUtc - Remembered;
        await session.Db.PreviewLinks.Where(stored => stored.ExpiresUtc < before).ExecuteDeleteAsync(cancel);
        session.Db.Entry(link).State = EntityState.Added;
        session.Note(WhatChanged.InPreviewLink("PreviewShared", link));
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<PreviewLink?> FindAsync(string tokenHash, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.PreviewLinks.AsNoTracking().FirstOrDefaultAsync(link => link.TokenHash == tokenHash, cancel);
    }

    public override async Task<IReadOnlyList<PreviewLink>> ListAsync(string contentItemId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.PreviewLinks.AsNoTracking().Where(link => link.ContentItemId == contentItemId && !link.TokenHash.StartsWith(Held)).OrderByDescending(link => link.CreatedUtc).ThenByDescending(link => link.Id).ToListAsync(cancel);
    }

    public override async Task HoldAsync(string contentItemId, string contentItemVersionId, DateTime nowUtc, DateTime untilUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.PreviewLinks.Where(stored => stored.TokenHash.StartsWith(Held) && stored.ExpiresUtc < nowUtc).ExecuteDeleteAsync(cancel);
        var id = ContentId.New();
        session.Db.Entry(new PreviewLink
        {
            Id = id,
            TokenHash = Held + id,
            ContentItemId = contentItemId,
            ContentItemVersionId = contentItemVersionId,
            Title = "",
            CreatedBy = "",
            CreatedUtc = nowUtc,
            ExpiresUtc = untilUtc,
        }).State = EntityState.Added;
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<bool> IsHeldAsync(string contentItemId, string contentItemVersionId, DateTime nowUtc, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.PreviewLinks.AnyAsync(link => link.ContentItemId == contentItemId && link.ContentItemVersionId == contentItemVersionId && link.RevokedUtc == null && link.ExpiresUtc > nowUtc, cancel);
    }

    public override async Task<bool> RevokeAsync(PreviewLink link, DateTime atUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var revoked = await session.Db.PreviewLinks.Where(stored => stored.Id == link.Id && stored.RevokedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(stored => stored.RevokedUtc, atUtc), cancel) > 0;
        if (revoked)
            session.Note(WhatChanged.InPreviewLink("PreviewRevoked", link));
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
        return revoked;
    }
}
