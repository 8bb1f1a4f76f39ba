using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Editing.Previewing;

/// <summary>Makes a version what this request shows: see <see cref="Preview"/>. Whether the caller may see it is asked by whoever comes here.</summary>
public sealed class ShowPreview(Preview preview, ContentStore store, TenantDefinitions definitions, TimeProvider clock)
{
    /// <summary>The version as it is shown: as if it were published now.</summary>
    /// <param name="version">A stored version, or one that is not stored.</param>
    /// <param name="showsFields">Whether pages say which field each piece shows.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<ContentItem> RunAsync(ContentItem version, bool showsFields, CancellationToken cancel)
    {
        var item = version with { Latest = true, Published = true, PublishedUtc = version.PublishedUtc ?? clock.GetUtcNow().UtcDateTime };
        var indexed = IndexRows.Of(item, await definitions.GetAsync(cancel));
        preview.Show(indexed with { Routes = await RoutesAsync(item, indexed.Routes, cancel) }, showsFields);
        return item;
    }

    // A page is found by its path; one that has none yet, or one that it cannot have, is shown under its id.
    private async Task<IReadOnlyList<Route>> RoutesAsync(ContentItem item, IReadOnlyList<Route> routes, CancellationToken cancel)
    {
        var own = routes.FirstOrDefault(route => route.ContainedItemId is null);
        return own is not null && RoutePath.Complaint(own.Path) is null && (await store.FindRouteAsync(own.Path, cancel) is not { } taken || taken.ContentItemId == item.ContentItemId)
            ? routes
            : [new Route(item.ContentItemId, item.ContentItemId, ContainedItemId: null), .. routes.Where(route => route.ContainedItemId is not null)];
    }

    /// <summary>The version to show; null when it is not there any more, or its item was removed.</summary>
    /// <param name="store">Where to look.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The version; null for the latest one.</param>
    /// <param name="cancel">Stops the work.</param>
    internal static async Task<ContentItem?> FindAsync(ContentStore store, string contentItemId, string? contentItemVersionId, CancellationToken cancel) =>
        await store.FindLatestAsync(contentItemId, cancel) is { } latest ? await FindAsync(store, latest, contentItemVersionId, cancel) : null;

    /// <summary>The same where the latest version is known.</summary>
    internal static async Task<ContentItem?> FindAsync(ContentStore store, ContentItem latest, string? contentItemVersionId, CancellationToken cancel) =>
        contentItemVersionId is null || latest.ContentItemVersionId == contentItemVersionId ? latest : await store.FindVersionAsync(latest.ContentItemId, contentItemVersionId, cancel);
}
