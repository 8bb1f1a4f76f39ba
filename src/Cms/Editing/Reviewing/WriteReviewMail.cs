using Cms.Content;
using Cms.Settings;
using Cms.Users;
using Cms.Users.Mails;

namespace Cms.Editing.Reviewing;

/// <summary>Makes the text of mails about reviews and comments: what and where, as it stands when they go out.</summary>
public sealed class WriteReviewMail(UserStore users, ContentStore store, ReviewStore reviews, Reviewers reviewers, RemindOfReviews remind, SettingsStore settings) : MailWriter
{
    private const int MostItems = 20, MostText = 500;

    /// <inheritdoc/>
    public override bool Writes(AccountMailKind kind) => kind is AccountMailKind.ReviewAsked or AccountMailKind.ReviewAnswered or AccountMailKind.Commented or AccountMailKind.ReviewDue;

    /// <inheritdoc/>
    public override async Task<MailText?> RunAsync(AccountMail mail, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(mail.Who, cancel) is not { IsEnabled: true, Email: { } to } user)
            return null;

        var site = await SiteSettings.LoadAsync(settings, cancel);
        if (mail.Kind == AccountMailKind.ReviewDue)
            return await DueAsync(mail, to, user, site, cancel);

        // Removed meanwhile, or no longer for this user to see.
        if (await store.FindLatestAsync(mail.About, cancel) is not { } item || await reviewers.FindAsync(item, user.Id, cancel) is null)
            return null;

        return mail.Kind switch
        {
            AccountMailKind.ReviewAsked => await AskedAsync(mail, to, user, item, site, cancel),
            AccountMailKind.ReviewAnswered => await AnsweredAsync(mail, to, user, item, site, cancel),
            _ => await CommentedAsync(mail, to, user, item, site, cancel),
        };
    }

    private async Task<MailText?> AskedAsync(AccountMail mail, string to, User user, ContentItem item, SiteSettings site, CancellationToken cancel) =>
        await reviews.FindNewestAsync(item.ContentItemId, cancel) is { State: ReviewState.Waiting } review && review.ReviewerId == user.Id
            ? new MailText(
                to,
                $"{site.SiteName}: please review \"{item.DisplayText}\"",
                $"""
                {review.AskedBy} handed you "{item.DisplayText}" for review on {Moment(review.AskedUtc, site)}.
                {(review.Note.Length > 0 ? $"\n{review.Note}\n" : "")}
                Look at it, comment on it, and say whether it is as it should be:

                {Address(mail, item)}
                """)
            : null;

    private async Task<MailText?> AnsweredAsync(AccountMail mail, string to, User user, ContentItem item, SiteSettings site, CancellationToken cancel) =>
        (await reviews.ListAsync(item.ContentItemId, cancel)).FirstOrDefault(review => review.AskedById == user.Id && review.State is ReviewState.Approved or ReviewState.ChangesWanted) is { } review
            ? new MailText(
                to,
                review.State == ReviewState.Approved ? $"{site.SiteName}: \"{item.DisplayText}\" is approved" : $"{site.SiteName}: \"{item.DisplayText}\" needs changes",
                $"""
                {review.Reviewer} {(review.State == ReviewState.Approved ? "approved" : "asks for changes of")} "{item.DisplayText}" on {Moment(review.EndedUtc!.Value, site)}.
                {(review.Answer.Length > 0 ? $"\n{review.Answer}\n" : "")}
                It is here:

                {Address(mail, item)}
                """)
            : null;

    // What was said since the first one of them, and is still open.
    private async Task<MailText?> CommentedAsync(AccountMail mail, string to, User user, ContentItem item, SiteSettings site, CancellationToken cancel)
    {
        var all = await reviews.ListCommentsAsync(item.ContentItemId, cancel);
        var settled = all.Where(comment => comment.ResolvedUtc is not null).Select(comment => comment.Id).ToHashSet(StringComparer.Ordinal);
        var places = await reviewers.FieldsOfAsync(user, cancel);
        var said = all.Where(comment => comment.WrittenUtc >= mail.CreatedUtc && comment.AuthorId != user.Id && !settled.Contains(comment.AnswersId ?? comment.Id) && (comment.Place.Length == 0 || places.MaySeePlace(comment.Place))).ToList();
        return said.Count == 0
            ? null
            : new MailText(
                to,
                $"{site.SiteName}: {(said.Count == 1 ? "a comment" : $"{said.Count} comments")} on \"{item.DisplayText}\"",
                $"""
                {string.Join("\n\n", said.Take(MostItems).Select(comment => $"{comment.Author}, {Moment(comment.WrittenUtc, site)}:\n{Short(comment.Text)}"))}

                Answer here:

                {Address(mail, item)}
                """);
    }

    private async Task<MailText?> DueAsync(AccountMail mail, string to, User user, SiteSettings site, CancellationToken cancel)
    {
        var due = await remind.ListOfAsync(user.Id, cancel);
        return due.Count == 0
            ? null
            : new MailText(
                to,
                $"{site.SiteName}: {(due.Count == 1 ? $"\"{due[0].Item.DisplayText}\" is" : $"{due.Count} items are")} due for review",
                $"""
                To be reviewed again:

                {string.Join("\n\n", due.Take(MostItems).Select(one => $"{one.Item.DisplayText} (due {one.DueDay:d MMMM yyyy})\n{Address(mail, one.Item)}"))}{(due.Count > MostItems ? $"\n\nand {due.Count - MostItems} more" : "")}

                All of them: {mail.SiteAddress}/admin/reviews
                """);
    }

    private static string Address(AccountMail mail, ContentItem item) => $"{mail.SiteAddress}/admin/content/{item.ContentItemId}/edit";

    private static string Moment(DateTime utc, SiteSettings site) => new ScheduledMoment(utc, site.TimeZoneId).Local();

    private static string Short(string text) => text.Length > MostText ? text[..MostText] + "…" : text;
}
