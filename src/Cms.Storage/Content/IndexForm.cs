using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Cms.Storage.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Brings the index of a tenant up to what this program works out of versions: references, and the columns of what parts say.</summary>
internal static class IndexForm
{
    /// <summary>The section of settings that says by which form the index was filled.</summary>
    public const string Section = "index-form";

    // Raised when IndexRows finds more or other references or part values than before.
    private const int Form = 1;
    private const int Batch = 200;

    /// <summary>
    /// Works the rows out anew for versions that were saved before there were such rows, or before they were worked out as now. All in one
    /// transaction, before the tenant is used: a half-filled table would say that something is used nowhere.
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

        // Two items may have stored one alias when nothing forbade it; then the first keeps it. `cms content reindex` names the other.
        await db.States.Where(row => row.Alias != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Alias, (string?)null), cancel);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var last = 0L; ;)
        {
            var after = last;
            var states = await db.States
                .Where(row => row.VersionRowId > after).OrderBy(row => row.VersionRowId).Take(Batch)
                .Select(row => new { Row = row, row.Version.Parts })
                .ToListAsync(cancel);
            if (states.Count == 0)
                return;

            foreach (var state in states)
            {
                var item = new ContentItem { ContentItemId = state.Row.ContentItemId, ContentItemVersionId = "", ContentType = state.Row.ContentType, PartsJson = state.Parts };
                var indexed = IndexRows.Of(StoredVersions.Current(item, definitions), definitions);
                state.Row.Set(indexed.PartValues);
                if (state.Row.Alias is { } alias && !owners.TryAdd(alias, item.ContentItemId) && owners[alias] != item.ContentItemId)
                    state.Row.Alias = null;
                db.References.AddRange(ContentReferences.RowsOf(indexed.References, state.Row.VersionRowId));
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            last = states[^1].Row.VersionRowId;
        }
    }
}
