using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>The table of who refers to what, and the public paths that links by id ask for.</summary>
internal static class ContentReferences
{
    /// <summary>Rows of these references of a version.</summary>
    /// <param name="references">The references.</param>
    /// <param name="versionRowId">The version; 0 where its state, to which the rows are added, is new itself.</param>
    public static List<ReferenceRow> RowsOf(IEnumerable<Reference> references, long versionRowId = 0) =>
        [.. references.Select(reference => new ReferenceRow { VersionRowId = versionRowId, Kind = reference.Kind, Target = reference.Target, Path = reference.Path })];

    /// <summary>See <see cref="ContentStore.ListReferencesAsync"/>.</summary>
    public static async Task<IReadOnlyList<ReferenceUse>> ListAsync(TenantDb db, ReferenceQuery query, CancellationToken cancel)
    {
        var targets = query.Targets.ToArray();
        var rows = db.References.Where(row => targets.Contains(row.Target));
        if (query.Kinds.Count > 0)
        {
            var kinds = query.Kinds.ToArray();
            rows = rows.Where(row => kinds.Contains(row.Kind));
        }

        if (query.ExceptContentItemId is { } except)
            rows = rows.Where(row => row.State.ContentItemId != except);

        return await rows
            .OrderBy(row => row.State.ContentItemId).ThenByDescending(row => row.State.Latest).ThenBy(row => row.Id)
            .Skip(query.Skip).Take(query.First)
            .Select(row => new ReferenceUse(
                row.State.ContentItemId, row.State.ContentType, row.State.DisplayText, row.State.Latest, row.State.Published,
                new Reference(row.Kind, row.Target, row.Path)))
            .ToListAsync(cancel);
    }

    /// <summary>See <see cref="ContentStore.ListPublicRoutesAsync"/>.</summary>
    public static async Task<IReadOnlyList<Route>> ListPublicRoutesAsync(TenantDb db, IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        var ids = contentItemIds.ToArray();

        // Each half through an index of its own; with "or" SQLite would read all routes.
        var own = db.States.Where(row => row.Published && ids.Contains(row.ContentItemId)).SelectMany(row => row.Routes).Where(route => route.ContainedItemId == null);
        var contained = db.Routes.Where(route => route.Published && ids.Contains(route.ContainedItemId!));
        return await own.Concat(contained).Select(route => new Route(route.Path, route.ContentItemId, route.ContainedItemId)).ToListAsync(cancel);
    }
}
