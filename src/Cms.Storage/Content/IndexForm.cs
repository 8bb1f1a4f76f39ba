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

    // Raised when IndexRows finds more or other references or part values than before, which everything is told of at once.
    private const int Form = 1;

    // Raised when ItemTexts finds other words. Search may lack some for a while, so batches beside requests bring it up to date.
    private const int Words = 1;
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

        var (form, words) = await ReadAsync(db, cancel);
        if (form != Form)
            await FillAsync(db, cancel);
        if (words != Words)
            await AskForWordsAsync(db, cancel);
        await db.Settings.Where(row => row.Section == Section).ExecuteDeleteAsync(cancel);
        db.Settings.Add(new SettingsRow { Section = Section, Json = $$"""{"Form":{{Form}},"Words":{{Words}}}""" });
        await db.SaveChangesAsync(cancel);
        await db.Database.CommitTransactionAsync(cancel);
    }

    private static async Task<bool> IsUpToDateAsync(TenantDb db, CancellationToken cancel) => await ReadAsync(db, cancel) == (Form, Words);

    private static async Task<(int? Form, int? Words)> ReadAsync(TenantDb db, CancellationToken cancel)
    {
        var kept = await db.Settings.AsNoTracking().FirstOrDefaultAsync(row => row.Section == Section, cancel);
        var json = kept is null ? null : JsonNode.Parse(kept.Json);
        return (json?["Form"]?.GetValue<int>(), json?["Words"]?.GetValue<int>());
    }

    // Goes on where it stopped, as work does that follows a change of definitions.
    private static async Task AskForWordsAsync(TenantDb db, CancellationToken cancel)
    {
        var types = await db.States.Select(row => row.ContentType).Distinct().ToListAsync(cancel);
        if (types.Count == 0 || await db.Settings.FirstOrDefaultAsync(row => row.Section == TenantDefinitions.Section, cancel) is not { } stored)
            return;

        var definitions = TenantDefinitions.Read(JsonNode.Parse(stored.Json)!.AsObject());
        var rewrite = ItemRewrite.OfIndex($"words-{Words}", types.Select(definitions.TypeNow));
        stored.Json = TenantDefinitions.Write(definitions.With([.. definitions.Pending.Where(pending => pending.Id != rewrite.Id), rewrite])).ToJsonString(ContentItemJson.Options);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

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
