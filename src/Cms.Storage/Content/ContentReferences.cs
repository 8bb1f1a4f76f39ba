using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Storage.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>The table of who refers to what, and the public paths that links by id ask for.</summary>
internal static class ContentReferences
{
    /// <summary>The section of settings that says by which form the table was filled.</summary>
    public const string Section = "references";

    // How rows are worked out; raised when References.In finds more or other references than before.
    private const int Form = 1;
    private const int Batch = 200;

    /// <summary>Rows of these references, for a version's state.</summary>
    public static List<ReferenceRow> RowsOf(IEnumerable<Reference> references) =>
        [.. references.Select(reference => new ReferenceRow { Kind = reference.Kind, Target = reference.Target, Path = reference.Path })];

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

    /// <summary>
    /// Fills the table for versions that were saved before there was one, or before its rows were worked out as now. All in one transaction,
    /// before the tenant is used: a half-filled table would say that something is used nowhere.
    /// </summary>
    public static async Task BringUpToDateAsync(TenantDb db, CancellationToken cancel)
    {
        if (await IsUpToDateAsync(db, cancel))
            return;

        await db.BeginWritingAsync(cancel);

        // Another process may have done it while this one waited.
        if (await IsUpToDateAsync(db, cancel))
            return;

        await FillAsync(db, cancel);
        await db.Settings.Where(row => row.Section == Section).ExecuteDeleteAsync(cancel);
        db.Settings.Add(new SettingsRow { Section = Section, Json = $$"""{"Form":{{Form}}}""" });
        await db.SaveChangesAsync(cancel);
        await db.Database.CommitTransactionAsync(cancel);
    }

    private static async Task<bool> IsUpToDateAsync(TenantDb db, CancellationToken cancel) =>
        await db.Settings.AsNoTracking().FirstOrDefaultAsync(row => row.Section == Section, cancel) is { } kept
        && JsonNode.Parse(kept.Json)?["Form"]?.GetValue<int>() == Form;

    private static async Task FillAsync(TenantDb db, CancellationToken cancel)
    {
        var stored = await db.Settings.AsNoTracking().FirstOrDefaultAsync(row => row.Section == TenantDefinitions.Section, cancel);
        var definitions = TenantDefinitions.Read(stored is null ? null : JsonNode.Parse(stored.Json)!.AsObject());
        await db.References.ExecuteDeleteAsync(cancel);
        for (var last = 0L; ;)
        {
            var after = last;
            var versions = await db.States.AsNoTracking()
                .Where(row => row.VersionRowId > after).OrderBy(row => row.VersionRowId).Take(Batch)
                .Select(row => new { row.VersionRowId, row.ContentItemId, row.ContentType, row.Version.Parts })
                .ToListAsync(cancel);
            if (versions.Count == 0)
                return;

            foreach (var version in versions)
            {
                var item = new ContentItem { ContentItemId = version.ContentItemId, ContentItemVersionId = "", ContentType = version.ContentType, PartsJson = version.Parts };
                var rows = RowsOf(References.In(StoredVersions.Current(item, definitions), definitions));
                rows.ForEach(row => row.VersionRowId = version.VersionRowId);
                db.References.AddRange(rows);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            last = versions[^1].VersionRowId;
        }
    }
}
