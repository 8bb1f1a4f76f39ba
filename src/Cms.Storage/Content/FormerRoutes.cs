using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>A path that used to lead to a page.</summary>
internal sealed class FormerRouteRow
{
    public required string Path { get; set; }

    public required string ContentItemId { get; set; }

    public required string? ContainedItemId { get; set; }
}

/// <summary>Remembers the paths that pages leave, in the transaction that moves them.</summary>
internal static class FormerRoutes
{
    /// <summary>Compares the items' public paths as they still stand in the tables with those that they are about to have.</summary>
    public static async Task RememberAsync(TenantDb db, IReadOnlyCollection<string> contentItemIds, IReadOnlyList<Route> now, CancellationToken cancel)
    {
        // Through the published state, which has an index by item; the routes have one by path only.
        var ids = contentItemIds.ToArray();
        var before = await db.States.Where(row => ids.Contains(row.ContentItemId) && row.Published).SelectMany(row => row.Routes)
            .Select(row => new Route(row.Path, row.ContentItemId, row.ContainedItemId))
            .ToListAsync(cancel);
        var left = before.ExceptBy(now.Select(route => route.Path), route => route.Path).ToList();
        var changed = left.Select(route => route.Path).Concat(now.Select(route => route.Path).Except(before.Select(route => route.Path))).ToArray();
        if (changed.Length == 0)
            return;

        // A page that takes a path ends what was remembered of it, whoever had it before.
        await db.FormerRoutes.Where(row => changed.Contains(row.Path)).ExecuteDeleteAsync(cancel);
        db.FormerRoutes.AddRange(left.Select(route => new FormerRouteRow { Path = route.Path, ContentItemId = route.ContentItemId, ContainedItemId = route.ContainedItemId }));
    }

    /// <summary>See <see cref="ContentStore.LeadElsewhereAsync"/>.</summary>
    public static async Task LeadElsewhereAsync(TenantSession session, PageOf from, PageOf to, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.FormerRoutes.Where(row => row.ContentItemId == from.ContentItemId && row.ContainedItemId == from.ContainedItemId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.ContentItemId, to.ContentItemId).SetProperty(one => one.ContainedItemId, to.ContainedItemId), cancel);
        await work.CommitAsync(cancel);
    }

    /// <summary>What became of the path, or null when no page ever had it.</summary>
    public static async Task<FormerRoute?> FindAsync(TenantDb db, string path, CancellationToken cancel)
    {
        if (await db.FormerRoutes.AsNoTracking().FirstOrDefaultAsync(row => row.Path == path, cancel) is not { } former)
            return null;

        var now = await db.States.Where(row => row.ContentItemId == former.ContentItemId && row.Published).SelectMany(row => row.Routes)
            .Where(row => row.ContainedItemId == former.ContainedItemId)
            .OrderBy(row => row.Path).Select(row => row.Path).FirstOrDefaultAsync(cancel);
        if (now is not null)
            return new FormerRoute(path, now, IsRemoved: false);

        // A term without a page is removed when what is left of its taxonomy is public; else nobody can say.
        var removed = !await db.States.AnyAsync(row => row.ContentItemId == former.ContentItemId && row.Latest, cancel)
            || (former.ContainedItemId is not null && await db.States.AnyAsync(row => row.ContentItemId == former.ContentItemId && row.Published, cancel));
        return new FormerRoute(path, Now: null, removed);
    }
}
