using System.Globalization;
using Cms.Admin.Browser.Wire;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Reviewing;
using Cms.Settings;
using Cms.Users;

namespace Cms.Admin.Editing;

/// <summary>Gives the editor what is said about an item: how its review stands, and the comments.</summary>
public sealed class OpenDiscussion(ShowReview show, ListComments comments, ContentAccess access, CurrentCaller current, ContentStore store, UserStore users, TenantDefinitions definitions, SettingsStore settings, TimeProvider clock)
{
    /// <summary>All of it, for whoever may see the draft.</summary>
    public async Task<Outcome<Discussion>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        var standing = await show.RunAsync(contentItemId, cancel);
        if (standing.Problem is { } problem)
            return problem;

        var listed = await comments.RunAsync(contentItemId, cancel);
        if (listed.Problem is { } unlisted)
            return unlisted;

        var site = await SiteSettings.LoadAsync(settings, cancel);
        var (item, review) = (standing.Value.Item, standing.Value.Review);
        var mayEdit = await access.RefuseAsync(ContentAction.Edit, item, cancel) is null;
        var isWaiting = review is { State: ReviewState.Waiting };
        var isMine = review?.ReviewerId == current.Caller.UserId;
        var may = new MayReview(mayEdit, isWaiting && isMine, mayEdit && !isWaiting, mayEdit && (!isWaiting || isMine) ? await DatesAsync(item, site, cancel) : null);
        return new Discussion(item.ContentItemVersionId, review is null ? null : Shown(review, standing.Value.HasChangedSince, site), may, [.. listed.Value.Select(comment => Shown(comment, site))]);
    }

    /// <summary>A moment in the time of the site, with the zone's name.</summary>
    internal static string Local(DateTime utc, SiteSettings site) => new ScheduledMoment(utc, site.TimeZoneId).Local();

    private static ReviewShown Shown(Review review, bool hasChanged, SiteSettings site) =>
        new(review.State.ToString(), review.Reviewer, review.AskedBy, Local(review.AskedUtc, site), review.Note, review.Answer, review.EndedUtc is { } ended ? Local(ended, site) : null, hasChanged);

    private CommentShown Shown(ItemComment comment, SiteSettings site) => new(
        comment.Id, comment.AnswersId, comment.InsideId, comment.Place, comment.Text, comment.Author, comment.AuthorId == current.Caller.UserId, Local(comment.WrittenUtc, site), comment.EditedUtc is not null, comment.ResolvedBy);

    // What the type has fields for, as far as the caller may change them.
    private async Task<ReviewDates?> DatesAsync(ContentItem item, SiteSettings site, CancellationToken cancel)
    {
        var (known, fields) = (await definitions.GetAsync(cancel), await access.FieldsAsync(cancel));
        var parts = ReviewParts.Of(item.ContentType, known);
        var (last, due, reviewer) = (Open(parts.LastReviewed), Open(parts.NextDue), Open(parts.Reviewer));
        if (last is null && due is null && reviewer is null)
            return null;

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), site.TimeZone).DateTime);
        var field = reviewer is null ? null : known.FieldsOf(reviewer.PartName).First(one => one.Name == reviewer.Field);
        var types = reviewer is null ? null : reviewer.IsOfUsers ? "" : string.Join(',', JsonText.List(System.Text.Json.JsonSerializer.SerializeToElement(field!.Settings.ToJson()["ContentPickerFieldSettings"]), "DisplayedContentTypes"));
        return new ReviewDates(
            last is not null,
            due is null ? null : today.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            types,
            reviewer is null ? [] : await NamedAsync(reviewer, item, cancel),
            field?.Settings.Flag($"{field.FieldName}Settings", "Multiple") ?? false);

        ReviewPlace? Open(ReviewPlace? place) => place is not null && fields.MaySee(place.PartName, place.Field) && fields.MayChange(place.PartName, place.Field) ? place : null;
    }

    private async Task<IReadOnlyList<Choice>> NamedAsync(ReviewPlace reviewer, ContentItem item, CancellationToken cancel)
    {
        var ids = reviewer.ListIn(item);
        if (reviewer.IsOfUsers)
        {
            // Whoever reviews it is whom the field is for.
            var named = await users.ListByIdsAsync([.. ids], cancel);
            return named.Count > 0 ? [.. named.Select(user => new Choice(user.Id, user.UserName, ""))] : [new Choice(current.Caller.UserId, current.Caller.UserName, "")];
        }

        return ids.Count == 0 ? [] : [.. (await store.ListByIdsAsync(ids, ContentStatus.Latest, cancel)).Where(current.Caller.MaySee).Select(ChoicesApi.Of)];
    }
}
