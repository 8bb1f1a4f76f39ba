using Cms.Events;

namespace Cms.Content;

/// <summary>
/// Where the current tenant's content lives. Implemented on SQLite by Cms.Storage and in memory by the tests, and held to the same
/// behaviour by ContentStoreContract in Cms.Storage.Tests. Reads may run side by side; inside a <see cref="Transaction"/> they see
/// what it wrote.
/// </summary>
public abstract class ContentStore
{
    /// <summary>The newest version, or null when the item does not exist or was removed.</summary>
    public abstract Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel);

    /// <summary>The version that visitors see, or null.</summary>
    public abstract Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel);

    /// <summary>
    /// The versions of these items in this status, in the order of the ids; missing ones are left out. With <see cref="ContentStatus.All"/> an item
    /// whose latest version is not the published one comes twice, the latest first. One read.
    /// </summary>
    public abstract Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel);

    /// <summary>A page of items. Never null; the ids in filters need not exist.</summary>
    public abstract Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel);

    /// <summary>
    /// The same page, of which each version becomes what is known of it, or else what is made of it as a whole: what is known is not read. In a store with much to read that is one statement, and
    /// another one for the versions that are not known.
    /// </summary>
    /// <param name="query">Which items.</param>
    /// <param name="known">What is known of a version in this state, or null.</param>
    /// <param name="make">Makes the same of the version.</param>
    /// <param name="cancel">Stops the work.</param>
    public virtual async Task<IReadOnlyList<T>> ListAsync<T>(ContentQuery query, Func<VersionState, T?> known, Func<ContentItem, T> make, CancellationToken cancel) where T : class =>
        [.. (await ListAsync(query, cancel)).Select(item => known(VersionState.Of(item)) ?? make(item))];

    /// <summary>How many items the whole list has, whatever page of it the query asks for.</summary>
    public abstract Task<int> CountAsync(ContentQuery query, CancellationToken cancel);

    /// <summary>A page of items of several types, each once, without their content. Never null.</summary>
    public abstract Task<IReadOnlyList<ListedItem>> ListItemsAsync(ItemsQuery query, CancellationToken cancel);

    /// <summary>How many items that list has, whatever page of it the query asks for. Counts no further than to <paramref name="most"/>, as counting all of a long list takes longer than reading a page of it.</summary>
    public abstract Task<int> CountItemsAsync(ItemsQuery query, int most, CancellationToken cancel);

    /// <summary>
    /// What these versions are ordered and compared by for the fields, in their order, by version: a string, decimal, bool or UTC DateTime as the field's kind says, or null where it has
    /// no such value. Versions that are neither an item's latest nor its published one are left out. One read.
    /// </summary>
    public abstract Task<IReadOnlyDictionary<string, IReadOnlyList<object?>>> ListFieldValuesAsync(
        IReadOnlyCollection<string> contentItemVersionIds, IReadOnlyList<FieldPath> fields, CancellationToken cancel);

    /// <summary>All kept versions of an item, newest first; also those of a removed item.</summary>
    public Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, CancellationToken cancel) => ListVersionsAsync(contentItemId, 0, int.MaxValue, cancel);

    /// <summary>A page of the kept versions of an item, newest first; also of a removed item.</summary>
    public abstract Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, int skip, int first, CancellationToken cancel);

    /// <summary>One kept version of an item, also of a removed one; null when the item has no such version, or not any more.</summary>
    public abstract Task<ContentItem?> FindVersionAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel);

    /// <summary>True when this version was ever saved here, even if it or its item is gone by now.</summary>
    public abstract Task<bool> HasSeenVersionAsync(string contentItemVersionId, CancellationToken cancel);

    /// <summary>What the public path leads to, or null. Exact match; no leading slash.</summary>
    public abstract Task<Route?> FindRouteAsync(string path, CancellationToken cancel);

    /// <summary>
    /// What became of a path that a page was reached under before, or null when no page ever left it. A page that has the path now is
    /// <see cref="FindRouteAsync"/>'s concern: it ends what was remembered.
    /// </summary>
    public abstract Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel);

    /// <summary>
    /// Former paths of the one page lead to the other one from now on, and go where that goes. Called once the one has left its path; of a path that it takes again nothing is remembered.
    /// </summary>
    public abstract Task LeadElsewhereAsync(PageOf from, PageOf to, CancellationToken cancel);

    /// <summary>Those of the paths that items other than this one have, published or in a draft.</summary>
    public abstract Task<IReadOnlySet<string>> ListTakenPathsAsync(
        IReadOnlyCollection<string> paths, string exceptContentItemId, CancellationToken cancel);

    /// <summary>The item in the trash, or null when it is not there.</summary>
    public abstract Task<TrashedItem?> FindTrashedAsync(string contentItemId, CancellationToken cancel);

    /// <summary>A page of the trash. Never null.</summary>
    public abstract Task<IReadOnlyList<TrashedItem>> ListTrashAsync(TrashQuery query, CancellationToken cancel);

    /// <summary>When the item that lies in the trash for the longest time was removed, UTC; null when the trash is empty.</summary>
    public abstract Task<DateTime?> FindOldestRemovalAsync(CancellationToken cancel);

    /// <summary>A page of what is to happen by itself, next try first. Never null.</summary>
    public abstract Task<IReadOnlyList<ScheduledChange>> ListScheduledAsync(ScheduleQuery query, CancellationToken cancel);

    /// <summary>What of this kind is to happen to the item by itself, or null.</summary>
    public abstract Task<ScheduledChange?> FindScheduledAsync(string contentItemId, ScheduledKind kind, CancellationToken cancel);

    /// <summary>Counts a failure, keeps what stopped it, and puts the next try off. Nothing happens when it is no longer scheduled for that moment.</summary>
    public abstract Task PutOffAsync(ScheduledChange scheduled, DateTime untilUtc, string error, CancellationToken cancel);

    /// <summary>
    /// Writes down when this tenant must be looked into next (<see cref="Tenants.TenantStore.ListDueAsync"/>); null for never. Call it inside
    /// the transaction that found out when: whoever makes something due later asks for a look himself.
    /// </summary>
    public abstract Task SetNextLookAsync(DateTime? atUtc, CancellationToken cancel);

    /// <summary>
    /// The public paths of these items and of these items inside others (terms), in no order; one without a public path is left out. One read.
    /// </summary>
    public abstract Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel);

    /// <summary>What refers to the targets: by item in order of id, the latest version before the published one, in the order in the item.</summary>
    public abstract Task<IReadOnlyList<ReferenceUse>> ListReferencesAsync(ReferenceQuery query, CancellationToken cancel);

    /// <summary>Everything that is referred to in this way, each once, in ordinal order.</summary>
    public abstract Task<IReadOnlyList<string>> ListTargetsAsync(ReferenceKind kind, CancellationToken cancel);

    /// <summary>
    /// The items of which this column has one of the values, in order of their ids; with <see cref="ContentStatus.All"/> an item comes
    /// twice when its latest version is not the published one. For values that few items share: all are read.
    /// </summary>
    public abstract Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(
        PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel);

    /// <summary>
    /// The items of each list by the list's id: by their places (none is 0), among equal ones the newest created first, then by id from
    /// the last.
    /// </summary>
    public abstract Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel);

    /// <summary>How many items each list has between the places of the query, however many it asks for; lists without any are left out.</summary>
    public abstract Task<IReadOnlyDictionary<string, int>> CountContainedAsync(ContainedQuery query, CancellationToken cancel);

    /// <summary>The published item with this alias, whatever the case of its letters, or null.</summary>
    public async Task<ContentItem?> FindPublishedByAliasAsync(string alias, CancellationToken cancel) =>
        await ListByPartValueAsync(PartColumn.Alias, [alias.ToLowerInvariant()], ContentStatus.Published, cancel) is [var item, ..] ? item : null;

    /// <summary>
    /// Writes the change, its index rows and its event in one transaction: all of them or none.
    /// Throws <see cref="VersionConflictException"/> when the item's latest version is not the expected one. An item without a latest version
    /// afterwards comes into the trash; one that has a latest version again leaves it. What was scheduled for the item is replaced by
    /// <see cref="ContentChange.ListScheduled"/>.
    /// </summary>
    public abstract Task SaveAsync(ContentChange change, CancellationToken cancel);

    /// <summary>
    /// Throws these versions of the item away; that they were here is remembered. The latest and the published one stay, whatever is asked,
    /// also while the item is in the trash.
    /// Gives back how many went.
    /// </summary>
    public abstract Task<int> PruneAsync(string contentItemId, IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancel);

    /// <summary>
    /// Throws an item in the trash away with all its versions and tells the event; that the versions were here, and its former paths, are
    /// remembered. False, and nothing changes, when it is not in the trash.
    /// </summary>
    public abstract Task<bool> PurgeAsync(ContentPurged happened, CancellationToken cancel);
}

/// <summary>What happens to one item in one save.</summary>
public sealed record ContentChange
{
    /// <summary>The item.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>The latest version that the change was made from; null when the item must not exist.</summary>
    public required string? ExpectedVersionId { get; init; }

    /// <summary>A new version to add, or null when only the state changes.</summary>
    public ContentItem? NewVersion { get; init; }

    /// <summary>The latest version afterwards with its index rows; null removes the item from every list.</summary>
    public required IndexedVersion? Latest { get; init; }

    /// <summary>The published version afterwards with its index rows; null when visitors see none.</summary>
    public required IndexedVersion? Published { get; init; }

    /// <summary>Who removes the item: needed when there is no latest version afterwards, else null.</summary>
    public Removal? Removal { get; init; }

    /// <summary>False throws away versions that are neither latest nor published afterwards; the trash keeps those that were.</summary>
    public required bool KeepHistory { get; init; }

    /// <summary>
    /// True when the new version goes on with the expected one, which is thrown away if it is not published: a stretch of writing is one version in the end, and one entry of the trail.
    /// </summary>
    public bool GoesOn { get; init; }

    /// <summary>What to tell the others.</summary>
    public required ContentEvent Event { get; init; }

    /// <summary>What is to happen by itself after this change: a draft is published at its moment, and what visitors see ends at its own.</summary>
    public IEnumerable<ScheduledChange> ListScheduled()
    {
        var draft = Latest?.Item.ContentItemVersionId == Published?.Item.ContentItemVersionId ? null : Latest;
        return Of(draft, ScheduledKind.Publish).Concat(Of(Published, ScheduledKind.Unpublish));

        static IEnumerable<ScheduledChange> Of(IndexedVersion? version, ScheduledKind kind) => version is null
            ? []
            : version.Due.Where(due => due.Kind == kind).Take(1).Select(due => new ScheduledChange(version.Item.ContentItemId, version.Item.ContentType, version.Item.DisplayText, due));
    }
}

/// <summary>A version with the rows by which lists, paths and terms find it.</summary>
public sealed record IndexedVersion(ContentItem Item, IReadOnlyList<Route> Routes, IReadOnlyList<TermUse> Terms)
{
    /// <summary>What the version refers to, each once.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>The moments that the version names, at most one of each kind.</summary>
    public IReadOnlyList<Due> Due { get; init; } = [];

    /// <summary>What its parts say that it is found by: texts, and a whole number for <see cref="PartColumn.Order"/>.</summary>
    public IReadOnlyDictionary<PartColumn, object> PartValues { get; init; } = new Dictionary<PartColumn, object>();

    /// <summary>By which words the version is found; null when it is not to be found by words.</summary>
    public IndexedText? Text { get; init; }

    /// <summary>The alias among <see cref="PartValues"/>, or null.</summary>
    public string? Alias => PartValues.GetValueOrDefault(PartColumn.Alias) as string;

    /// <summary>The same without its alias.</summary>
    public IndexedVersion WithoutAlias() => this with { PartValues = PartValues.Where(value => value.Key != PartColumn.Alias).ToDictionary() };
}

/// <summary>A path and what it leads to.</summary>
/// <param name="Path">Without a leading slash.</param>
/// <param name="ContentItemId">The item on top.</param>
/// <param name="ContainedItemId">The item inside it that the path leads to, or null when it leads to the item itself.</param>
public sealed record Route(string Path, string ContentItemId, string? ContainedItemId);

/// <summary>The page of an item, or of an item inside it.</summary>
/// <param name="ContentItemId">The item on top.</param>
/// <param name="ContainedItemId">The item inside it whose page it is; null for its own.</param>
public sealed record PageOf(string ContentItemId, string? ContainedItemId);

/// <summary>What became of a path that used to lead to a page.</summary>
/// <param name="Path">The path that was left, without a leading slash.</param>
/// <param name="Now">The path of the same page today; null when visitors see it nowhere.</param>
/// <param name="IsRemoved">True when the item or term was removed, false when it is only not published.</param>
public sealed record FormerRoute(string Path, string? Now, bool IsRemoved);

/// <summary>A term that an item carries.</summary>
public sealed record TermUse(string TaxonomyContentItemId, string TermContentItemId);

/// <summary>Somebody saved another version first, or removed or made the item.</summary>
public sealed class VersionConflictException(string contentItemId)
    : Exception($"Content item {contentItemId} was changed meanwhile.");

/// <summary>Begins transactions over everything of the current tenant: content, definitions, settings.</summary>
public abstract class TenantWork
{
    /// <summary>
    /// Begins one, or joins the one that this scope is in already: then only the outermost commit counts. Other writers wait from here on.
    /// Events are told to <see cref="Tenants.TenantChanges"/> after the commit. Throws <see cref="TenantIsBusyException"/> when somebody else writes for too long.
    /// </summary>
    public abstract Task<Transaction> BeginAsync(CancellationToken cancel);
}

/// <summary>Work that becomes true as a whole. Disposed without a commit, nothing of it happened.</summary>
public abstract class Transaction : IAsyncDisposable
{
    /// <summary>Makes the work true.</summary>
    public abstract Task CommitAsync(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
