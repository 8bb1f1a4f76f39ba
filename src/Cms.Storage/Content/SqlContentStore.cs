using System.Linq.Expressions;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Content in the tenant's database.</summary>
internal sealed class SqlContentStore(TenantSession session, TenantDefinitions definitions) : ContentStore
{
    public override Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) =>
        FindAsync(row => row.ContentItemId == contentItemId && row.Latest, cancel);

    public override Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) =>
        FindAsync(row => row.ContentItemId == contentItemId && row.Published, cancel);

    public override async Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel)
    {
        if (contentItemIds.Count == 0)
            return [];

        await using var lease = await session.ReadAsync(cancel);
        var ids = contentItemIds.ToArray();
        var found = await ReadAsync(StateRows.InStatus(lease.Db.States, status).Where(row => ids.Contains(row.ContentItemId)).Select(StateRow.ToItem), cancel);
        var byId = found.OrderByDescending(item => item.Latest).ToLookup(item => item.ContentItemId, StringComparer.Ordinal);
        return [.. ids.SelectMany(id => byId[id])];
    }

    public override async Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        // The names in conditions are those of now, whatever a rename has not reached yet.
        var known = await definitions.GetAsync(cancel);
        var items = new List<ContentItem>();
        if (await ReadKeptAsync(query, known, headsOnly: false, row => items.Add(row.Read()), cancel))
            return items;

        await using var lease = await session.ReadAsync(cancel);
        return await ReadAsync(Of(query, await lease.Db.FindCandidatesAsync(query.Where, cancel), known, lease.Db).Select(StateRow.ToItem), cancel);
    }

    public override async Task<IReadOnlyList<T>> ListAsync<T>(ContentQuery query, Func<VersionState, T?> known, Func<ContentItem, T> make, CancellationToken cancel) where T : class
    {
        var listed = new List<(T? Known, ContentItem? Head)>();
        if (!await ReadKeptAsync(query, await definitions.GetAsync(cancel), headsOnly: true, row => listed.Add(known(row.State) is { } one ? (one, null) : (null, row.ReadHead())), cancel))
            return await base.ListAsync(query, known, make, cancel);

        string[] unknown = [.. listed.Where(one => one.Head is not null).Select(one => one.Head!.ContentItemVersionId)];
        if (unknown.Length == 0)
            return listed.ConvertAll(one => one.Known!);

        // One that was thrown away between both reads is not in the list of now either.
        var parts = await session.ReadPartsAsync(unknown, cancel);
        return parts.Count == unknown.Length
            ? listed.ConvertAll(one => one.Known ?? make(one.Head! with { Number = parts[one.Head.ContentItemVersionId].Number, PartsJson = parts[one.Head.ContentItemVersionId].Parts }))
            : await base.ListAsync(query, known, make, cancel);
    }

    /// <summary>Shows the rows of a list by the kept statement of its shape; false when it has none, and nothing was shown.</summary>
    private async Task<bool> ReadKeptAsync(ContentQuery query, ContentDefinitions known, bool headsOnly, Action<ListedRow> show, CancellationToken cancel)
    {
        if (session.IsInTransaction || known.Pending.Count > 0 || QuestionShape.Of(query) is not { } shape)
            return false;

        var few = await session.FindCandidatesAsync(query.Where, cancel);
        if (few is not null)
            shape.AddCandidates(few);
        if (await session.Statements.GetAsync(query, few, shape, headsOnly, known, () => session.ReadAsync(cancel)) is not { } statement)
            return false;

        await session.ReadAsync(statement, shape.Values, row => show(new ListedRow(row)), cancel);
        return true;
    }

    /// <summary>The rows of a page of a list, found among the candidates when there are some.</summary>
    internal static IQueryable<StateRow> Of(ContentQuery query, Candidates? candidates, ContentDefinitions known, TenantDb db)
    {
        var sql = new ContentFilterSql(db, known);
        return ContentOrderSql.Order(StateRows.Of(query, candidates, sql, db), query.OrderBy, sql).Skip(query.Skip).Take(query.First);
    }

    public override async Task<int> CountAsync(ContentQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await StateRows.Of(query, await lease.Db.FindCandidatesAsync(query.Where, cancel), new ContentFilterSql(lease.Db, known), lease.Db).CountAsync(cancel);
    }

    public override async Task<IReadOnlyList<ListedItem>> ListItemsAsync(ItemsQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await ItemsSql.ListAsync(lease.Db, query, known, cancel);
    }

    public override async Task<int> CountItemsAsync(ItemsQuery query, int most, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await ItemsSql.CountAsync(lease.Db, query, most, known, cancel);
    }

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<object?>>> ListFieldValuesAsync(
        IReadOnlyCollection<string> contentItemVersionIds, IReadOnlyList<FieldPath> fields, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        var (db, ids) = (lease.Db, contentItemVersionIds.ToArray());
        var values = await db.States.Where(row => ids.Contains(row.VersionId)).Select(new ContentFilterSql(db, known).Values(fields)).ToListAsync(cancel);
        return values.ToDictionary(
            row => (string)row[0]!, row => (IReadOnlyList<object?>)[.. row.Skip(1).Select((value, index) => value is null ? null : db.ReadFieldValue(fields[index], value))], StringComparer.Ordinal);
    }

    public override async Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, int skip, int first, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var known = await definitions.GetAsync(cancel);
        var versions = await VersionsWithState.Of(lease.Db, lease.Db.Versions.Where(version => version.ContentItemId == contentItemId))
            .OrderByDescending(row => row.Version.Number).Skip(skip).Take(first).Select(VersionsWithState.ToStored).ToListAsync(cancel);
        return versions.ConvertAll(version => StoredVersions.Current(version.Item, known));
    }

    public override async Task<ContentItem?> FindVersionAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var versions = lease.Db.Versions.Where(version => version.ContentItemId == contentItemId && version.VersionId == contentItemVersionId);
        return await VersionsWithState.Of(lease.Db, versions).Select(VersionsWithState.ToStored).FirstOrDefaultAsync(cancel) is { } found ? StoredVersions.Current(found.Item, await definitions.GetAsync(cancel)) : null;
    }

    public override async Task<bool> HasSeenVersionAsync(string contentItemVersionId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Versions.AnyAsync(row => row.VersionId == contentItemVersionId, cancel)
            || await lease.Db.PrunedVersions.AnyAsync(row => row.VersionId == contentItemVersionId, cancel);
    }

    public override async Task<Route?> FindRouteAsync(string path, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Routes
            .Where(row => row.Published && row.Path == path)
            .Select(row => new Route(row.Path, row.ContentItemId, row.ContainedItemId))
            .FirstOrDefaultAsync(cancel);
    }

    public override Task LeadElsewhereAsync(PageOf from, PageOf to, CancellationToken cancel) => FormerRoutes.LeadElsewhereAsync(session, from, to, cancel);

    public override async Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await FormerRoutes.FindAsync(lease.Db, path, cancel);
    }

    public override async Task<IReadOnlySet<string>> ListTakenPathsAsync(
        IReadOnlyCollection<string> paths, string exceptContentItemId, CancellationToken cancel)
    {
        if (paths.Count == 0)
            return new HashSet<string>();

        await using var lease = await session.ReadAsync(cancel);
        var asked = paths.ToArray();
        return await lease.Db.Routes
            .Where(row => asked.Contains(row.Path) && row.ContentItemId != exceptContentItemId)
            .Select(row => row.Path)
            .ToHashSetAsync(StringComparer.Ordinal, cancel);
    }

    public override async Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        if (contentItemIds.Count == 0)
            return [];

        await using var lease = await session.ReadAsync(cancel);
        return await ContentReferences.ListPublicRoutesAsync(lease.Db, contentItemIds, cancel);
    }

    public override async Task<IReadOnlyList<ReferenceUse>> ListReferencesAsync(ReferenceQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return [.. (await ContentReferences.ListAsync(lease.Db, query, cancel)).Select(use => use with { ContentType = known.TypeNow(use.ContentType) })];
    }

    public override async Task<IReadOnlyList<string>> ListTargetsAsync(ReferenceKind kind, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.References.Where(row => row.Kind == kind).Select(row => row.Target).Distinct().OrderBy(target => target).ToListAsync(cancel);
    }

    public override async Task<TrashedItem?> FindTrashedAsync(string contentItemId, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await Trash.FindAsync(lease.Db, contentItemId, cancel) is { } item ? item with { ContentType = known.TypeNow(item.ContentType) } : null;
    }

    public override async Task<IReadOnlyList<TrashedItem>> ListTrashAsync(TrashQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return [.. (await Trash.ListAsync(lease.Db, query, known, cancel)).Select(item => item with { ContentType = known.TypeNow(item.ContentType) })];
    }

    public override async Task<DateTime?> FindOldestRemovalAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Trash.MinAsync(row => (DateTime?)row.RemovedUtc, cancel);
    }

    public override async Task<IReadOnlyList<ScheduledChange>> ListScheduledAsync(ScheduleQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return [.. (await Schedule.ListAsync(lease.Db, query, known, cancel)).Select(one => one with { ContentType = known.TypeNow(one.ContentType) })];
    }

    public override async Task<ScheduledChange?> FindScheduledAsync(string contentItemId, ScheduledKind kind, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await Schedule.FindAsync(lease.Db, contentItemId, kind, cancel) is { } one ? one with { ContentType = known.TypeNow(one.ContentType) } : null;
    }

    public override async Task PutOffAsync(ScheduledChange scheduled, DateTime untilUtc, string error, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await Schedule.PutOffAsync(session.Db, scheduled, untilUtc, error, cancel);
        await session.AskForLookAsync(untilUtc, cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task SetNextLookAsync(DateTime? atUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.SetNextLookAsync(atUtc, cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(
        PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel)
    {
        if (values.Count == 0)
            return [];

        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        var isOne = new ContentFilterSql(lease.Db, known).Translate(new PartValueIs(column, Comparison.In, values.ToArray<object?>()));
        return await ReadAsync(StateRows.InStatus(lease.Db.States, status).Where(isOne).OrderBy(row => row.ContentItemId).ThenBy(row => row.Latest).Select(StateRow.ToItem), cancel);
    }

    public override async Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        var places = await ContainedItemsSql.ListAsync(StateRows.Visible(query.Visible, query.Status, known, lease.Db), query, cancel);
        var versions = places.Select(place => place.VersionId).ToArray();
        var items = await ReadAsync(lease.Db.States.Where(row => versions.Contains(row.VersionId)).Select(StateRow.ToItem), cancel);
        var byVersion = items.ToDictionary(item => item.ContentItemVersionId, StringComparer.Ordinal);
        return places.Where(place => byVersion.ContainsKey(place.VersionId)).ToLookup(place => place.List, place => byVersion[place.VersionId], StringComparer.Ordinal);
    }

    public override async Task<IReadOnlyDictionary<string, int>> CountContainedAsync(ContainedQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await ContainedItemsSql.CountAsync(StateRows.Visible(query.Visible, query.Status, known, lease.Db), query, cancel);
    }

    public override async Task SaveAsync(ContentChange change, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var db = session.Db;
        var before = await FindLatestAsync(change.ContentItemId, cancel);
        if (before?.ContentItemVersionId != change.ExpectedVersionId)
            throw new VersionConflictException(change.ContentItemId);

        // Before and after are compared here, not in the verbs, so that none of them can leave no trace.
        if (!change.GoesOn)
            session.Note(WhatChanged.In(change.Event, before, change.Latest?.Item, await definitions.GetAsync(cancel)));
        if (change.Latest is null)
            await Trash.PutAsync(db, change.ContentItemId, change.Removal ?? throw new ArgumentException("A change that removes an item says who removes it.", nameof(change)), cancel);
        else if (before is null)
            await Trash.TakeOutAsync(db, change.ContentItemId, cancel);

        await FormerRoutes.RememberAsync(db, [change.ContentItemId], change.Published?.Routes ?? [], cancel);
        await db.States.Where(row => row.ContentItemId == change.ContentItemId).ExecuteDeleteAsync(cancel);

        var added = change.NewVersion is { } version ? await AddAsync(version, cancel) : null;
        var states = new List<(StateRow State, IndexedText? Text)>();
        if (change.Latest is { } newLatest)
            states.Add((await IndexAsync(newLatest, latest: true, newLatest.Item.ContentItemVersionId == change.Published?.Item.ContentItemVersionId, added, cancel), newLatest.Text));
        if (change.Published is { } published && published.Item.ContentItemVersionId != change.Latest?.Item.ContentItemVersionId)
            states.Add((await IndexAsync(published, latest: false, published: true, added, cancel), published.Text));

        if (await Schedule.RewriteAsync(db, change, cancel) is { } next)
            await session.AskForLookAsync(next, cancel);
        if (change.Removal is { } removal)
            await session.AskForLookAsync(removal.AtUtc, cancel);

        session.Tell(change.Event);
        await session.WriteAsync(cancel);
        foreach (var (state, text) in states.Where(one => one.Text is not null))
            await db.WriteWordsAsync(state.VersionRowId, text!, cancel);
        if (!change.KeepHistory)
            await PruneAsync(db.Versions.Where(row => row.ContentItemId == change.ContentItemId), cancel);
        else if (change.GoesOn)
            await PruneAsync(db.Versions.Where(row => row.ContentItemId == change.ContentItemId && row.VersionId == change.ExpectedVersionId), cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<int> PruneAsync(string contentItemId, IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var ids = contentItemVersionIds.ToArray();
        var pruned = await PruneAsync(session.Db.Versions.Where(row => row.ContentItemId == contentItemId && ids.Contains(row.VersionId)), cancel);
        await work.CommitAsync(cancel);
        return pruned;
    }

    public override async Task<bool> PurgeAsync(ContentPurged happened, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        if (await Trash.FindAsync(session.Db, happened.ContentItemId, cancel) is not { } trashed)
            return false;

        await Trash.TakeOutAsync(session.Db, happened.ContentItemId, cancel);
        session.Tell(happened);
        session.Note(WhatChanged.In(happened, trashed.DisplayText));
        await PruneAsync(session.Db.Versions.Where(row => row.ContentItemId == happened.ContentItemId), cancel);
        await work.CommitAsync(cancel);
        return true;
    }

    private async Task<ContentItem?> FindAsync(Expression<Func<StateRow, bool>> which, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return (await ReadAsync(lease.Db.States.Where(which).Select(StateRow.ToItem).Take(1), cancel)).FirstOrDefault();
    }

    /// <summary>The items as everybody is to see them, also while a change of names is still going through the store.</summary>
    private async Task<List<ContentItem>> ReadAsync(IQueryable<ContentItem> items, CancellationToken cancel)
    {
        // Asked before the items are read: what was rewritten between is read as it is, what was not is known to be pending.
        var known = await definitions.GetAsync(cancel);
        var read = await items.ToListAsync(cancel);
        return read.ConvertAll(item => StoredVersions.Current(item, known));
    }

    private async Task<VersionRow> AddAsync(ContentItem version, CancellationToken cancel)
    {
        var newest = await session.Db.Versions
            .Where(row => row.ContentItemId == version.ContentItemId).MaxAsync(row => (int?)row.Number, cancel) ?? 0;
        var row = VersionRow.Of(version with { Number = newest + 1 });
        session.Db.Versions.Add(row);
        return row;
    }

    private async Task<StateRow> IndexAsync(IndexedVersion indexed, bool latest, bool published, VersionRow? added, CancellationToken cancel)
    {
        var item = indexed.Item;
        var version = added?.VersionId == item.ContentItemVersionId
            ? added
            : await session.Db.Versions.FirstAsync(row => row.VersionId == item.ContentItemVersionId, cancel);
        var row = new StateRow
        {
            Version = version,
            ContentItemId = item.ContentItemId,
            VersionId = item.ContentItemVersionId,
            ContentType = item.ContentType,
            DisplayText = item.DisplayText,
            Latest = latest,
            Published = published,
            CreatedUtc = item.CreatedUtc,
            ModifiedUtc = item.ModifiedUtc,
            PublishedUtc = item.PublishedUtc,
            Owner = item.Owner,
            Author = item.Author,
        };
        row.Fill(indexed);
        session.Db.States.Add(row);
        return row;
    }

    private async Task<int> PruneAsync(IQueryable<VersionRow> versions, CancellationToken cancel)
    {
        var db = session.Db;
        var old = versions.Where(row => !db.States.Any(state => state.VersionRowId == row.Id)
            && !db.Trash.Any(trashed => trashed.LatestVersionId == row.VersionId || trashed.PublishedVersionId == row.VersionId));
        foreach (var versionId in await old.Select(row => row.VersionId).ToListAsync(cancel))
            session.Db.PrunedVersions.Add(new PrunedVersionRow { VersionId = versionId });

        await session.WriteAsync(cancel);
        return await old.ExecuteDeleteAsync(cancel);
    }
}
