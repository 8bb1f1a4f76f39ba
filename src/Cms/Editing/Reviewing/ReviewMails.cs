using Cms.Content;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users.Mails;

namespace Cms.Editing.Reviewing;

/// <summary>Lets mails about reviews and comments wait, where the operator named a mail server. What they say is written when they go out, by <see cref="WriteReviewMail"/>.</summary>
public sealed class ReviewMails(MailServer server, AccountMailStore mails, Reviewers reviewers, SettingsStore settings, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>One mail about all comments that come within this time.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromMinutes(15);

    /// <summary>Tells the reviewer.</summary>
    internal Task TellAskedAsync(Review review, CancellationToken cancel) => QueueAsync(AccountMailKind.ReviewAsked, review.ReviewerId, review.ContentItemId, cancel);

    /// <summary>Tells whoever asked.</summary>
    internal Task TellAnsweredAsync(Review review, CancellationToken cancel) => QueueAsync(AccountMailKind.ReviewAnswered, review.AskedById, review.ContentItemId, cancel);

    /// <summary>Tells these users, as far as they may see the draft, that there are comments since this moment.</summary>
    internal async Task TellCommentedAsync(ContentItem item, IReadOnlyCollection<string> userIds, DateTime sinceUtc, CancellationToken cancel)
    {
        if (!server.IsSet || userIds.Count == 0)
            return;

        foreach (var user in await reviewers.AbleAsync(item, userIds, cancel))
        {
            var mail = await NewAsync(AccountMailKind.Commented, user.Id, item.ContentItemId, sinceUtc, cancel);
            mail.NextTryUtc = mail.CreatedUtc + Gathers;
            await mails.QueueOnceAsync(mail, cancel);
        }
    }

    /// <summary>Tells the user that reviews are due.</summary>
    internal Task TellDueAsync(string userId, CancellationToken cancel) => QueueAsync(AccountMailKind.ReviewDue, userId, "", cancel);

    private async Task QueueAsync(AccountMailKind kind, string userId, string contentItemId, CancellationToken cancel)
    {
        if (server.IsSet)
            await mails.QueueAsync(await NewAsync(kind, userId, contentItemId, clock.GetUtcNow().UtcDateTime, cancel), cancel);
    }

    private async Task<AccountMail> NewAsync(AccountMailKind kind, string userId, string contentItemId, DateTime atUtc, CancellationToken cancel) => new()
    {
        Kind = kind,
        Who = userId,
        About = contentItemId,
        SiteAddress = (await SiteSettings.LoadAsync(settings, cancel)).FindAddress(tenant.Tenant) ?? "",
        CreatedUtc = atUtc,
    };
}
