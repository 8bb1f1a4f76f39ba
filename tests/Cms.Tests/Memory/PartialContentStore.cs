using Cms.Content;
using Cms.Events;

namespace Cms.Tests.Memory;

/// <summary>A store for tests that ask for little: what the derived one does not override is not asked for.</summary>
public abstract class PartialContentStore : ContentStore
{
    public override Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<int> CountAsync(ContentQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<ListedItem>> ListItemsAsync(ItemsQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<int> CountItemsAsync(ItemsQuery query, int most, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyDictionary<string, IReadOnlyList<object?>>> ListFieldValuesAsync(IReadOnlyCollection<string> contentItemVersionIds, IReadOnlyList<FieldPath> fields, CancellationToken cancel) =>
        throw new NotSupportedException();

    public override Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, int skip, int first, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<ContentItem?> FindVersionAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<bool> HasSeenVersionAsync(string contentItemVersionId, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<Route?> FindRouteAsync(string path, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel) => throw new NotSupportedException();

    public override Task LeadElsewhereAsync(PageOf from, PageOf to, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlySet<string>> ListTakenPathsAsync(IReadOnlyCollection<string> paths, string exceptContentItemId, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<ReferenceUse>> ListReferencesAsync(ReferenceQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<string>> ListTargetsAsync(ReferenceKind kind, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<TrashedItem?> FindTrashedAsync(string contentItemId, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<TrashedItem>> ListTrashAsync(TrashQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<bool> PurgeAsync(ContentPurged happened, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<DateTime?> FindOldestRemovalAsync(CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<ScheduledChange>> ListScheduledAsync(ScheduleQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<ScheduledChange?> FindScheduledAsync(string contentItemId, ScheduledKind kind, CancellationToken cancel) => throw new NotSupportedException();

    public override Task PutOffAsync(ScheduledChange scheduled, DateTime untilUtc, string error, CancellationToken cancel) => throw new NotSupportedException();

    public override Task SetNextLookAsync(DateTime? atUtc, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel) =>
        throw new NotSupportedException();

    public override Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<IReadOnlyDictionary<string, int>> CountContainedAsync(ContainedQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public override Task SaveAsync(ContentChange change, CancellationToken cancel) => throw new NotSupportedException();

    public override Task<int> PruneAsync(string contentItemId, IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancel) => throw new NotSupportedException();
}
