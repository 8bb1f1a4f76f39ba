using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>Which reviews are due.</summary>
/// <param name="Days">Those too that are due within so many days; 0 for those of today and before.</param>
/// <param name="ReviewerId">Only what this item (a person) or user is named for as reviewer; null for all.</param>
/// <param name="First">How many at most.</param>
public sealed record DueReviewsWanted(int Days, string? ReviewerId, int First);

/// <summary>An item that is to be reviewed again.</summary>
/// <param name="Item">Its latest version.</param>
/// <param name="DueDay">By when.</param>
/// <param name="IsOverdue">True when that day is over.</param>
/// <param name="Reviewers">Who is named as reviewer, by id; empty where the type has no field for it or the caller may not see that.</param>
public sealed record DueReview(ContentItem Item, DateOnly DueDay, bool IsOverdue, IReadOnlyDictionary<string, string> Reviewers);

/// <summary>Lists what is to be reviewed again: items whose date <see cref="ReviewFields.DueName"/> has come or comes soon.</summary>
public sealed class ListDueReviews(CurrentCaller current, ContentAccess access, ContentStore store, TenantDefinitions definitions, UserStore users, SettingsStore settings, TimeProvider clock)
{
    // Beyond this nobody reads on, and the filter by reviewer looks at no more.
    private const int Most = 500;

    /// <summary>The items as far as the caller may see their drafts, the one that is due for the longest time first.</summary>
    public async Task<IReadOnlyList<DueReview>> RunAsync(DueReviewsWanted wanted, CancellationToken cancel)
    {
        var (known, fields) = (await definitions.GetAsync(cancel), await access.FieldsAsync(cancel));
        var today = await TodayAsync(cancel);
        var found = new List<DueReview>();
        foreach (var path in ReviewFields.In(known.Types.Where(type => current.Caller.MayWithOwn(ContentAction.Preview, type.Name)), known, fields))
        {
            var until = today.AddDays(wanted.Days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var items = await store.ListAsync(
                new ContentQuery { ContentType = path.ContentType, Status = ContentStatus.Latest, Where = new FieldIs(path, Comparison.LessOrEqual, until), OrderBy = [ContentOrder.By(path, descending: false)], First = Most }, cancel);
            var place = ReviewParts.Of(path.ContentType, known).Reviewer is { } reviewer && fields.MaySee(reviewer.PartName, reviewer.Field) ? reviewer : null;
            foreach (var item in items.Where(current.Caller.MaySee))
            {
                if (Day(item, path) is { } day && (wanted.ReviewerId is null || place?.ListIn(item).Contains(wanted.ReviewerId) == true))
                    found.Add(new DueReview(item, day, day < today, (place?.ListIn(item) ?? []).Distinct().ToDictionary(id => id, _ => "", StringComparer.Ordinal)));
            }
        }

        return await NamedAsync([.. found.OrderBy(one => one.DueDay).ThenBy(one => one.Item.DisplayText, StringComparer.OrdinalIgnoreCase).Take(wanted.First)], cancel);
    }

    /// <summary>The day that it is at the site.</summary>
    internal async Task<DateOnly> TodayAsync(CancellationToken cancel) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), (await SiteSettings.LoadAsync(settings, cancel)).TimeZone).DateTime);

    private static DateOnly? Day(ContentItem item, FieldPath path) =>
        JsonText.Member(JsonText.Member(item.Part(path.Part), path.Field), path.Member) is { ValueKind: System.Text.Json.JsonValueKind.String } value && value.TryGetDateTime(out var moment) ? DateOnly.FromDateTime(moment) : null;

    private async Task<IReadOnlyList<DueReview>> NamedAsync(IReadOnlyList<DueReview> due, CancellationToken cancel)
    {
        string[] ids = [.. due.SelectMany(one => one.Reviewers.Keys).Distinct()];
        if (ids.Length == 0)
            return due;

        var names = (await store.ListByIdsAsync(ids, ContentStatus.Latest, cancel)).Where(current.Caller.MaySee).Select(item => (item.ContentItemId, item.DisplayText))
            .Concat((await users.ListByIdsAsync(ids, cancel)).Select(user => (user.Id, user.UserName))).ToLookup(one => one.Item1, one => one.Item2, StringComparer.Ordinal);
        return [.. due.Select(one => one with { Reviewers = one.Reviewers.Keys.Where(names.Contains).ToDictionary(id => id, id => names[id].First(), StringComparer.Ordinal) })];
    }
}
