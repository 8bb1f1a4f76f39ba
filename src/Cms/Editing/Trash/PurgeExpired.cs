using Cms.Content;
using Cms.Settings;

namespace Cms.Editing.Trash;

/// <summary>Throws away what lay in the trash for as many days as the site's settings say.</summary>
public sealed class PurgeExpired(ContentStore store, SettingsStore settings, Purge purge, TimeProvider clock)
{
    private const int ItemsInOneRead = 100;

    /// <summary>How many items were thrown away, each in a transaction of its own. May run on several nodes at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var site = await SiteSettings.LoadAsync(settings, cancel);
        var query = new TrashQuery { RemovedUntilUtc = clock.GetUtcNow().UtcDateTime.AddDays(-site.DaysInTrash), First = ItemsInOneRead };
        var purged = 0;
        while (await store.ListTrashAsync(query, cancel) is { Count: > 0 } expired)
        {
            foreach (var item in expired)
            {
                // One that another node purged, or that somebody took out of the trash meanwhile, is refused.
                var outcome = await purge.RunAsync(item.ContentItemId, cancel);
                if (outcome.Problem is null)
                    purged++;
            }
        }

        return purged;
    }
}
