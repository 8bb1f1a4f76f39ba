using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Search;
using Cms.Settings;

namespace Cms.Modeling;

/// <summary>Remembers which paths and aliases of stored items were left out of the index, until somebody has put it right.</summary>
public sealed class LeftOutOfIndex(SettingsStore settings, ContentStore store, StoredVersions versions, TenantDefinitions definitions)
{
    /// <summary>So many are remembered, those found last first.</summary>
    public const int Most = 500;

    private const string Section = "left-out-of-index";
    private const string Member = "Items";

    /// <summary>Those that still hold: an item names the path or alias as before and is still not found by it.</summary>
    public async Task<IReadOnlyList<LeftOut>> ListAsync(CancellationToken cancel)
    {
        var known = await definitions.GetStoredAsync(cancel);
        var left = new List<LeftOut>();
        foreach (var one in Read(await settings.FindAsync(Section, cancel)))
        {
            if (await StillHoldsAsync(one, known, cancel))
                left.Add(one);
        }

        return left;
    }

    /// <summary>Writes down what was found. Needs a transaction.</summary>
    internal async Task NoteAsync(IReadOnlyList<LeftOut> found, CancellationToken cancel)
    {
        if (found.Count == 0)
            return;

        var all = found.Concat(Read(await settings.FindAsync(Section, cancel))).DistinctBy(one => (one.ContentItemId, one.What, one.Value)).Take(Most);
        await settings.SaveAsync(Section, new JsonObject { [Member] = JsonSerializer.SerializeToNode(all) }, new NotesChanged(Section), cancel);
    }

    private static LeftOut[] Read(JsonObject? stored) => stored?[Member].Deserialize<LeftOut[]>() ?? [];

    private async Task<bool> StillHoldsAsync(LeftOut one, ContentDefinitions known, CancellationToken cancel)
    {
        var found = (await versions.ListHoldersAsync([one.Value], [one.Value], cancel)).ToDictionary(holder => holder.Version.Item.ContentItemVersionId, holder => holder.Version);
        var items = new[] { await store.FindLatestAsync(one.ContentItemId, cancel), await store.FindPublishedAsync(one.ContentItemId, cancel) };
        return items.OfType<ContentItem>().Any(item => Count(IndexRows.Of(item, known)) > (found.TryGetValue(item.ContentItemVersionId, out var rows) ? Count(rows) : 0));

        int Count(IndexedVersion rows) => one.What == LeftOut.Path
            ? rows.Routes.Count(route => route.Path == one.Value)
            : rows.Alias == one.Value ? 1 : 0;
    }
}
