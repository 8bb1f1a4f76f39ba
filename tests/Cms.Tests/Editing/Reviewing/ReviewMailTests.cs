using Cms.Content;
using Cms.Editing.Reviewing;
using Cms.Users.Mails;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Reviewing;

public sealed class ReviewMailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_are_told_by_mail_what_and_where_in_the_time_of_the_site()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync("Sleep & rest");
        var handed = (await site.HandOverAsync(draft)).Value;
        await SendAsync(site);
        await site.AnswerAsync(draft, new ReviewAnswer(draft.ContentItemVersionId, Approves: false, "Shorter, please."));
        await SendAsync(site);

        var (asked, answered) = (site.Site.Cms.MailServer.Mails[0], site.Site.Cms.MailServer.Mails[1]);

        Assert.Equal(("rita@example.org", "Guides: please review \"Sleep & rest\""), (asked.To, asked.Subject));
        Assert.Contains($"anna handed you \"Sleep & rest\" for review on {new ScheduledMoment(handed.AskedUtc, "Pacific/Auckland").Local()}.", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Is it right?", asked.Text, StringComparison.Ordinal);
        Assert.EndsWith($"https://guides.example.org/admin/content/{draft.ContentItemId}/edit", asked.Text, StringComparison.Ordinal);
        Assert.Equal(("anna@example.org", "Guides: \"Sleep & rest\" needs changes"), (answered.To, answered.Subject));
        Assert.Contains("Shorter, please.", answered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_before_the_mail_goes_out_is_not_mailed()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.HandOverAsync(draft);
        await site.AsAsync<WithdrawReview, Outcome<Review>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, Cancel));

        await SendAsync(site);

        Assert.Empty(site.Site.Cms.MailServer.Mails);
    }

    [Fact]
    public async Task Comments_of_a_quarter_of_an_hour_come_as_one_mail()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.CommentAsync(draft, "First.");
        await site.CommentAsync(draft, "Second.");
        await SendAsync(site);
        var early = site.Site.Cms.MailServer.Mails.Count;

        site.Clock.Advance(ReviewMails.Gathers);
        await SendAsync(site);
        var reply = (await site.ReplyAsync((await site.CommentsAsync(draft))[0], "Done.")).Value;
        await site.AsAsync<ResolveComment, Outcome<ItemComment>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, reply.AnswersId!, true, Cancel));
        site.Clock.Advance(ReviewMails.Gathers);
        await SendAsync(site);

        Assert.Equal(0, early);
        var mail = Assert.Single(site.Site.Cms.MailServer.Mails);
        Assert.Equal(("anna@example.org", "Guides: 2 comments on \"Rest\""), (mail.To, mail.Subject));
        Assert.True(mail.Text.IndexOf("First.", StringComparison.Ordinal) < mail.Text.IndexOf("Second.", StringComparison.Ordinal));
        Assert.Contains("Pacific/Auckland", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_is_reminded_of_once_then_every_week_in_one_mail_for_each_person()
    {
        await using var site = await ReviewSite.OpenAsync();
        var today = ReviewTests.Today(site);
        await site.PublishedAsync("Rest", own: ReviewTests.Due(today, "rita"));
        await site.PublishedAsync("Walks", own: ReviewTests.Due(today.AddDays(-3), "rita"));
        await site.PublishedAsync("Nobody's", own: ReviewTests.Due(today, "gone"));
        await site.PublishedAsync("Later", own: ReviewTests.Due(today.AddDays(60), "rita"));

        var first = await RemindAsync(site);
        site.Clock.Advance(TimeSpan.FromDays(6));
        var within = await RemindAsync(site);
        site.Clock.Advance(TimeSpan.FromDays(1));
        var weekly = await RemindAsync(site);

        Assert.Equal((2, 0, 2), (first.Count, within.Count, weekly.Count));
        var (anna, rita) = (first.Single(mail => mail.To == "anna@example.org"), first.Single(mail => mail.To == "rita@example.org"));
        Assert.Equal(("Guides: \"Nobody's\" is due for review", "Guides: 2 items are due for review"), (anna.Subject, rita.Subject));
        Assert.True(rita.Text.IndexOf("Walks", StringComparison.Ordinal) < rita.Text.IndexOf("Rest", StringComparison.Ordinal));
        Assert.EndsWith("All of them: https://guides.example.org/admin/reviews", rita.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenant_is_looked_into_when_the_sites_next_day_begins()
    {
        await using var site = await ReviewSite.OpenAsync();

        var next = await site.AsAsync(null, services => services.GetRequiredService<RemindOfReviews>().FindNextAsync(Cancel));

        var tomorrow = ReviewTests.Today(site).AddDays(1).ToDateTime(TimeOnly.MinValue);
        Assert.Equal(TimeZoneInfo.ConvertTimeToUtc(tomorrow, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland")), next);
    }

    private static async Task<IReadOnlyList<MailText>> RemindAsync(ReviewSite site)
    {
        var before = site.Site.Cms.MailServer.Mails.Count;
        await site.AsAsync(null, services => services.GetRequiredService<RemindOfReviews>().RunAsync(Cancel));
        await SendAsync(site);
        return [.. site.Site.Cms.MailServer.Mails.Skip(before)];
    }

    private static Task<int> SendAsync(ReviewSite site) => site.Site.Cms.Services.GetRequiredService<SendMails>().RunAsync(site.Site.Cms.Tenant, Cancel);
}
