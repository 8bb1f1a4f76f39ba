using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>The list of content as those have it who write: items of all types, as far as the caller may see them.</summary>
public sealed class ListItems(CurrentCaller current, ContentAccess access, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>No more than these are counted where something is looked for, as that takes longer than the page itself.</summary>
    public const int MostCounted = 10_000;

    /// <summary>
    /// A page of the items. <see cref="ProblemKind.Forbidden"/> when the caller may not list any, <see cref="ProblemKind.NotFound"/> for a type that has no list,
    /// <see cref="ProblemKind.Invalid"/> when words are looked for and the text has none.
    /// </summary>
    public async Task<Outcome<FoundItems>> RunAsync(ItemsWanted wanted, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        ContentType[] types = [.. known.Types.Where(type => type.Listable && !type.IsCustomSettings && (wanted.ContentType is null || type.Name == wanted.ContentType))];
        if (types.Length == 0 && wanted.ContentType is { } missing)
            return Problem.NotFound($"There is no content type \"{missing}\" whose items stand in lists.");

        var listed = ListedTypes.Of(types, current.Caller, wanted.For);
        if (listed.AreNone && wanted.For is null)
            return Problem.Forbidden($"You may not list {(wanted.ContentType is { } type ? $"items of type {type}" : "content")}; it needs the permission {nameof(ContentAction.List)}Content, or {nameof(ContentAction.List)}_{wanted.ContentType ?? "TYPE"} for items of one type.");

        var reviews = wanted.ReviewDue is null ? [] : ReviewFields.In(types, known, await access.FieldsAsync(cancel));
        var conditions = Conditions(wanted, reviews);
        if (conditions.Problem is { } problem)
            return problem;

        var query = new ItemsQuery(listed.Visible)
        {
            PublishedTypes = listed.PublishedTypes,
            OnlyDrafts = wanted.State is WantedState.Changed or WantedState.Draft or WantedState.Unpublished,
            Where = conditions.Value.Count == 0 ? null : new AllOf(conditions.Value),
            OrderBy = wanted.OrderBy is null && reviews is [var due] ? ContentOrder.By(due, descending: false) : new ContentOrder(wanted.OrderBy ?? ContentColumn.ModifiedUtc, wanted.Descending),
            First = wanted.First,
            Skip = wanted.Skip,
        };
        var items = await store.ListItemsAsync(query, cancel);

        // One that ends within the page is as long as was read.
        var count = items.Count > 0 && items.Count < wanted.First
            ? wanted.Skip + items.Count
            : await store.CountItemsAsync(query, conditions.Value.Count == 0 ? int.MaxValue : MostCounted + 1, cancel);
        var isMore = conditions.Value.Count > 0 && count > MostCounted && items.Count == wanted.First;
        return new FoundItems(wanted.WithPages ? await WithPagesAsync(items, cancel) : [.. items.Select(item => new FoundItem(item, null, []))], isMore ? Math.Max(MostCounted, wanted.Skip + items.Count) : count, isMore);
    }

    private Outcome<List<ContentFilter>> Conditions(ItemsWanted wanted, IReadOnlyList<FieldPath> reviews)
    {
        var conditions = new List<ContentFilter>();
        ContentFilter? state = wanted.State switch
        {
            WantedState.Published => new ColumnIs(ContentColumn.Published, Comparison.Equal, true),
            WantedState.Changed => new HasPublished(),
            WantedState.Draft => new Not(new HasPublished()),
            WantedState.Scheduled => new HasSchedule(),
            _ => null,
        };
        if (state is not null)
            conditions.Add(state);

        if (wanted.Text is { Length: > 0 } text)
        {
            if (!wanted.InTexts)
            {
                conditions.Add(new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, text));
            }
            else
            {
                var term = SearchTerm.Read(text);
                if (term.Problem is { } problem)
                    return Problem.Invalid($"What you look for {problem.Message}.");
                conditions.Add(new HasWords(term.Value));
            }
        }

        if (wanted.Term is { } keyword)
            conditions.Add(new HasTerm(keyword.TaxonomyContentItemId, [keyword.TermContentItemId]));
        if (wanted.Author is { Length: > 0 } author)
            conditions.Add(new ColumnIs(ContentColumn.Author, Comparison.Equal, author));
        if (wanted.Mine is { } mine)
        {
            var isMine = new AnyOf([new ColumnIs(ContentColumn.Owner, Comparison.Equal, current.Caller.UserId), new ColumnIs(ContentColumn.Author, Comparison.Equal, current.Caller.UserName)]);
            conditions.Add(mine ? isMine : new Not(isMine));
        }

        AddMoments(ContentColumn.ModifiedUtc, wanted.ChangedFromUtc, wanted.ChangedBeforeUtc);
        AddMoments(ContentColumn.PublishedUtc, wanted.PublishedFromUtc, wanted.PublishedBeforeUtc);
        if (wanted.ReviewDue is { } day)
        {
            var moment = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            conditions.Add(new AnyOf([.. reviews.Select(path => new FieldIs(path, Comparison.LessOrEqual, moment))]));
        }

        return conditions;

        void AddMoments(ContentColumn column, DateTime? from, DateTime? before)
        {
            if (from is { } first)
                conditions.Add(new ColumnIs(column, Comparison.GreaterOrEqual, first));
            if (before is { } end)
                conditions.Add(new ColumnIs(column, Comparison.Less, end));
        }
    }

    private async Task<IReadOnlyList<FoundItem>> WithPagesAsync(IReadOnlyList<ListedItem> items, CancellationToken cancel)
    {
        if (items.Count == 0)
            return [];

        string[] ids = [.. items.Select(item => item.ContentItemId)];
        var paths = (await store.ListPublicRoutesAsync(ids, cancel)).Where(route => route.ContainedItemId is null).ToLookup(route => route.ContentItemId, route => route.Path, StringComparer.Ordinal);
        var due = (await store.ListScheduledAsync(new ScheduleQuery { ContentItemIds = ids, First = int.MaxValue }, cancel)).ToLookup(one => one.ContentItemId, one => one.Due, StringComparer.Ordinal);
        return [.. items.Select(item => new FoundItem(item, paths[item.ContentItemId].FirstOrDefault(), [.. due[item.ContentItemId]]))];
    }
}
