using Cms.Content;
using Cms.Editing.Reviewing;

namespace Cms.Tests.Editing.Reviewing;

public sealed class ReviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_handed_over_and_approved_by_somebody_who_only_sees_it()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();

        var handed = (await site.HandOverAsync(draft)).Value;
        var (rita, anna) = (await site.ReviewsOfAsync(ReviewSite.Rita), await site.ReviewsOfAsync(ReviewSite.Anna));
        var approved = (await site.ApproveAsync(draft)).Value;
        var after = await site.ReviewsOfAsync(ReviewSite.Anna);

        Assert.Equal((ReviewState.Waiting, "rita", "anna", "Is it right?", draft.ContentItemVersionId), (handed.State, handed.Reviewer, handed.AskedBy, handed.Note, handed.ContentItemVersionId));
        Assert.Equal([handed.Id], rita.ForMe.Select(one => one.Review.Id));
        Assert.Equal([handed.Id], anna.Asked.Select(one => one.Review.Id));
        Assert.Equal((ReviewState.Approved, draft.ContentItemVersionId), (approved.Review.State, approved.Review.AnsweredVersionId));
        Assert.Empty(after.Asked);
        Assert.Equal([handed.Id], after.Answered.Select(one => one.Review.Id));
        Assert.Empty((await site.ReviewsOfAsync(ReviewSite.Rita)).ForMe);
    }

    [Fact]
    public async Task An_edit_after_approval_shows_that_it_changed_since_and_publishing_does_not()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.HandOverAsync(draft);
        await site.ApproveAsync(draft);

        await site.Site.PublishAsync(draft.ContentItemId);
        var published = await site.StandingAsync(draft);
        await site.Site.SaveDraftAsync(TestSite.Retitled((await site.Site.LatestAsync(draft.ContentItemId))!, "Rest more"));
        var edited = await site.StandingAsync(draft);

        Assert.Equal((ReviewState.Approved, false), (published.Review!.State, published.HasChangedSince));
        Assert.Equal((ReviewState.Approved, true), (edited.Review!.State, edited.HasChangedSince));
    }

    [Fact]
    public async Task Writing_on_after_handing_over_leaves_the_version_that_was_handed_over()
    {
        await using var site = await ReviewSite.OpenAsync();
        var first = await site.DraftAsync();
        var goingOn = TestSite.Retitled(first, "Rest more") with { WrittenSinceUtc = first.ModifiedUtc };
        await site.HandOverAsync(first);

        var second = (await site.AsAsync<Cms.Editing.SaveDraft, Outcome<ContentItem>>(ReviewSite.Anna, verb => verb.RunAsync(goingOn, new("anna", "anna"), Cancel))).Value;
        await site.AsAsync<Cms.Editing.SaveDraft, Outcome<ContentItem>>(ReviewSite.Anna, verb => verb.RunAsync(TestSite.Retitled(second, "Rest even more") with { WrittenSinceUtc = first.ModifiedUtc }, new("anna", "anna"), Cancel));

        Assert.Equal(["Rest even more", "Rest"], (await site.Site.VersionsAsync(first.ContentItemId)).Select(version => version.DisplayText));
        Assert.True((await site.StandingAsync(first)).HasChangedSince);
    }

    [Fact]
    public async Task Changes_are_asked_for_with_a_note_and_an_answer_is_for_the_version_that_was_seen()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.HandOverAsync(draft);
        var newer = (await site.Site.SaveDraftAsync(TestSite.Retitled(draft, "Rest more"))).Value;

        var stale = await site.ApproveAsync(draft);
        var silent = await site.AnswerAsync(newer, new ReviewAnswer(newer.ContentItemVersionId, Approves: false, " "));
        var wanted = (await site.AnswerAsync(newer, new ReviewAnswer(newer.ContentItemVersionId, Approves: false, "Shorter, please."))).Value;
        var twice = await site.ApproveAsync(newer);

        Assert.Equal((ProblemKind.Conflict, "anna saved \"Rest more\" meanwhile. Look at what changed first."), (stale.Problem!.Kind, stale.Problem.Message));
        Assert.Equal("Say in the note what is to be changed.", silent.Problem!.Message);
        Assert.Equal((ReviewState.ChangesWanted, "Shorter, please."), (wanted.Review.State, wanted.Review.Answer));
        Assert.Equal(ProblemKind.Forbidden, twice.Problem!.Kind);
    }

    [Fact]
    public async Task Approving_writes_who_when_and_by_when_again_into_the_draft()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.HandOverAsync(draft, ReviewSite.Will);
        var due = Today(site).AddYears(1);

        var past = await site.AnswerAsync(draft, WithDates(draft, Today(site)), ReviewSite.Will);
        var done = (await site.AnswerAsync(draft, WithDates(draft, due), ReviewSite.Will)).Value;

        Assert.Equal("The next review must be due after today.", past.Problem!.Message);
        Assert.False(done.Item.Published);
        Assert.Equal(done.Item.ContentItemVersionId, done.Review.AnsweredVersionId);
        var own = done.Item.Json("Guide");
        Assert.Equal(($"{Today(site):yyyy-MM-dd}T00:00:00Z", $"{due:yyyy-MM-dd}T00:00:00Z"), ((string?)own["LastReviewed"]!["Value"], (string?)own["NextReviewDue"]!["Value"]));
        Assert.Equal("""{"UserIds":["will"],"UserNames":["will"]}""", own["Reviewer"]!.ToJsonString());
        Assert.False((await site.StandingAsync(draft)).HasChangedSince);
    }

    [Theory]
    [InlineData("Guide")]
    [InlineData("Sheet")]
    public async Task Of_what_is_published_visitors_see_the_dates_at_once_also_in_a_type_without_drafts(string type)
    {
        await using var site = await ReviewSite.OpenAsync();
        var item = await site.PublishedAsync(type: type);

        var done = (await site.AnswerAsync(item, WithDates(item, Today(site).AddDays(90)), ReviewSite.Anna)).Value;

        var published = (await site.Site.PublishedAsync(item.ContentItemId))!;
        Assert.Equal(done.Item.ContentItemVersionId, published.ContentItemVersionId);
        Assert.Equal($"{Today(site).AddDays(90):yyyy-MM-dd}T00:00:00Z", (string?)published.Json(type)["NextReviewDue"]!["Value"]);
        Assert.Equal((ReviewState.Approved, "anna", "anna"), (done.Review.State, done.Review.AskedBy, done.Review.Reviewer));
    }

    [Fact]
    public async Task Dates_need_what_changing_the_content_needs_and_approving_alone_does_not()
    {
        await using var site = await ReviewSite.OpenAsync();
        var (draft, sheet) = (await site.DraftAsync(), await site.PublishedAsync(type: "Sheet"));
        await site.HandOverAsync(draft);
        await site.HandOverAsync(sheet, ReviewSite.Will);

        var bySeeing = await site.AnswerAsync(draft, WithDates(draft, null));
        var byWriting = await site.AnswerAsync(sheet, WithDates(sheet, null), ReviewSite.Will);

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden), (bySeeing.Problem!.Kind, byWriting.Problem!.Kind));
        Assert.Null((await site.ApproveAsync(draft)).Problem);
        Assert.Null((await site.ApproveAsync(sheet, ReviewSite.Will)).Problem);
        var plain = (await site.Site.SaveDraftAsync(TestSite.Draft("Plain", """{"TitlePart":{"Title":"Plain"} }"""))).Value;
        Assert.Equal(ProblemKind.Invalid, (await site.AnswerAsync(plain, WithDates(plain, null), ReviewSite.Anna)).Problem!.Kind);
    }

    [Fact]
    public async Task Only_somebody_who_may_see_the_draft_is_asked_and_only_they_answer()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();

        var unable = await site.HandOverAsync(draft, ReviewSite.Eve);
        var byReader = await site.HandOverAsync(draft, ReviewSite.Will, by: ReviewSite.Rita);
        var unseen = await site.HandOverAsync(draft, ReviewSite.Rita, by: ReviewSite.Eve);
        await site.HandOverAsync(draft);
        var elsewhere = await site.ApproveAsync(draft, ReviewSite.Will);

        Assert.Equal([ProblemKind.Invalid, ProblemKind.Forbidden, ProblemKind.NotFound, ProblemKind.Conflict], [unable.Problem!.Kind, byReader.Problem!.Kind, unseen.Problem!.Kind, elsewhere.Problem!.Kind]);
        Assert.Equal("\"Rest\" was handed to rita; take the review back to answer it yourself.", elsewhere.Problem.Message);
        var able = (await site.AsAsync<Reviewers, Outcome<PossibleReviewers>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, Cancel))).Value;
        Assert.Equal(["anna", "rita", "will"], able.Users.Select(user => user.UserName));
    }

    [Fact]
    public async Task The_field_for_the_reviewer_says_whom_to_ask()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync(own: """{"Reviewer":{"UserIds":["will"],"UserNames":["will"]} }""");

        var able = (await site.AsAsync<Reviewers, Outcome<PossibleReviewers>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, Cancel))).Value;

        Assert.Equal("will", able.Suggested!.UserName);
    }

    [Fact]
    public async Task Handing_over_again_and_taking_back_end_what_waits()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.HandOverAsync(draft);

        await site.HandOverAsync(draft, ReviewSite.Will);
        var (rita, will) = (await site.ReviewsOfAsync(ReviewSite.Rita), await site.ReviewsOfAsync(ReviewSite.Will));
        var withdrawn = await site.AsAsync<WithdrawReview, Outcome<Review>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, Cancel));
        var again = await site.AsAsync<WithdrawReview, Outcome<Review>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, Cancel));

        Assert.Equal((0, 1, 0), (rita.ForMe.Count, will.ForMe.Count, (await site.ReviewsOfAsync(ReviewSite.Will)).ForMe.Count));
        Assert.Equal(ReviewState.Withdrawn, withdrawn.Value.State);
        Assert.Equal(ProblemKind.Conflict, again.Problem!.Kind);
        Assert.Null((await site.StandingAsync(draft)).Review);
    }

    [Fact]
    public async Task The_trash_keeps_reviews_and_comments_and_what_is_thrown_away_takes_them_along()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await site.HandOverAsync(draft);
        await site.CommentAsync(draft, "Look.");

        await site.Site.RemoveAsync(draft.ContentItemId);
        var inTrash = await site.ReviewsOfAsync(ReviewSite.Rita);
        await site.Site.RestoreRemovedAsync(draft.ContentItemId);
        var back = await site.ReviewsOfAsync(ReviewSite.Rita);
        var comments = await site.CommentsAsync(draft);
        await site.Site.RemoveAsync(draft.ContentItemId);
        await site.Site.PurgeAsync(draft.ContentItemId);
        var left = await site.Site.Cms.RunAsync<ReviewStore, (int, int)>(async store => ((await store.ListAsync(draft.ContentItemId, Cancel)).Count, (await store.ListCommentsAsync(draft.ContentItemId, Cancel)).Count));

        Assert.Equal((0, 1, 1, (0, 0)), (inTrash.ForMe.Count, back.ForMe.Count, comments.Count, left));
    }

    [Fact]
    public async Task What_is_due_is_listed_from_the_longest_time_on_and_by_reviewer()
    {
        await using var site = await ReviewSite.OpenAsync();
        var today = Today(site);
        await site.PublishedAsync("Today", own: Due(today, "rita"));
        await site.PublishedAsync("Long ago", own: Due(today.AddDays(-40), "will"));
        await site.PublishedAsync("Soon", "Sheet", Due(today.AddDays(10), "rita"));
        await site.PublishedAsync("Never");

        var all = await ListDueAsync(site, new DueReviewsWanted(30, null, 50));
        var ofRita = await ListDueAsync(site, new DueReviewsWanted(0, "rita", 50));

        Assert.Equal([("Long ago", true), ("Today", false), ("Soon", false)], all.Select(one => (one.Item.DisplayText, one.IsOverdue)));
        Assert.Equal("will", all[0].Reviewers["will"]);
        Assert.Equal(["Today"], ofRita.Select(one => one.Item.DisplayText));
        Assert.Empty(await ListDueAsync(site, new DueReviewsWanted(30, null, 50), ReviewSite.Eve));
    }

    internal static string Due(DateOnly day, string reviewer) => $$$"""{"NextReviewDue":{"Value":"{{{day:yyyy-MM-dd}}}T00:00:00Z"},"Reviewer":{"UserIds":["{{{reviewer}}}"],"UserNames":["{{{reviewer}}}"]} }""";

    // In Auckland it is tomorrow for half of the day.
    internal static DateOnly Today(ReviewSite site) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(site.Clock.GetUtcNow(), "Pacific/Auckland").DateTime);

    private static ReviewAnswer WithDates(ContentItem item, DateOnly? due) => new(item.ContentItemVersionId, Approves: true, "") { SetsDates = true, NextDue = due, Reviewers = ["will"] };

    private static Task<IReadOnlyList<DueReview>> ListDueAsync(ReviewSite site, DueReviewsWanted wanted, string who = ReviewSite.Anna) => site.AsAsync<ListDueReviews, IReadOnlyList<DueReview>>(who, verb => verb.RunAsync(wanted, Cancel));
}
