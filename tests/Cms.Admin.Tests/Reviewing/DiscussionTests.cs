using Bunit;
using Cms.Admin.Browser.Fields;
using Cms.Admin.Browser.Reviewing;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static Cms.Admin.Tests.Reviewing.WatchedGuide;

namespace Cms.Admin.Tests.Reviewing;

/// <summary>The panel with the review and the comments, and the marks at the fields.</summary>
public sealed class DiscussionTests
{
    private static readonly ReviewShown Waiting = new("Waiting", "rita", "anna", "2026-11-27 09:58 Europe/Berlin", "Is it right?", "", null, HasChangedSince: false);

    [Fact]
    public async Task Open_comments_stand_in_the_open_settled_ones_are_folded_and_what_was_removed_is_said_so()
    {
        var (opened, shown) = await ShowAsync(Discussion(comments: [Comment("c1", "Where from?", place: "Summary"), Comment("c2", "The report.", answers: "c1"), Comment("c3", "Done.", resolvedBy: "anna"), Comment("c4", "And this?", inside: "gone", place: "Heading")]));
        await using var _ = opened;

        Assert.Equal("Comments (2)", shown.Find("#comments-title").TextContent);
        Assert.Equal(["Where from?", "The report.", "And this?"], shown.FindAll(".comments:not(details .comments) .comment-text").Select(text => text.TextContent));
        Assert.Equal("Settled comments (1)", shown.Find("details summary").TextContent);
        Assert.Equal(["Summary", "On something that was removed"], shown.FindAll(".comments:not(details .comments) .comment-place").Select(place => place.TextContent.Trim()));
    }

    [Fact]
    public async Task A_mark_at_the_field_counts_its_comments_and_begins_one_about_it()
    {
        var (opened, shown) = await ShowAsync(Discussion(comments: [Comment("c1", "Where from?", place: "Summary"), Comment("c2", "Why?", place: "Summary")]));
        await using var _ = opened;
        opened.Server.Answer($"POST {Address}/comments", Discussion(comments: Comment("c3", "Shorter?", place: "Summary")));
        var mark = opened.Show<CommentMark>(parameters => parameters.Add(one => one.Place, "Summary").Add(one => one.Label, "Summary"));

        Assert.Equal("2 open comments on Summary", mark.Find("a").GetAttribute("aria-label"));
        await mark.Find("a").ClickAsync(new MouseEventArgs());
        await shown.Find("#comment-text").InputAsync(new ChangeEventArgs { Value = "Shorter?" });
        await shown.Find(".comment-form").SubmitAsync();

        Assert.Contains("\"place\":\"Summary\",\"text\":\"Shorter?\"", opened.Server.Asked[^1].Body, StringComparison.Ordinal);
        Assert.Equal("1 open comment on Summary", mark.Find("a").GetAttribute("aria-label"));
        Assert.Equal("", shown.Find("#comment-text").GetAttribute("value"));
    }

    [Fact]
    public async Task One_answers_settles_and_changes_only_ones_own()
    {
        var (opened, shown) = await ShowAsync(Discussion(comments: [Comment("c1", "Where from?"), Comment("c2", "The report.", answers: "c1", isOwn: true)]));
        await using var _ = opened;
        foreach (var request in new[] { $"POST {Address}/comments", $"POST {Address}/comments/c1/resolve", $"PUT {Address}/comments/c2" })
            opened.Server.Answer(request, Discussion(comments: [Comment("c1", "Where from?"), Comment("c2", "The report.", answers: "c1", isOwn: true)]));

        Assert.Single(shown.FindAll(".comment-tools"));
        await Button(shown, "Answer").ClickAsync(new MouseEventArgs());
        await shown.Find("textarea[aria-label='Your answer']").InputAsync(new ChangeEventArgs { Value = "Which one?" });
        await Button(shown, "Send the answer").ClickAsync(new MouseEventArgs());
        await Button(shown, "Settled").ClickAsync(new MouseEventArgs());
        await Button(shown, "Change").ClickAsync(new MouseEventArgs());
        await shown.Find("textarea[aria-label='Comment']").InputAsync(new ChangeEventArgs { Value = "The yearly report." });
        await Button(shown, "Keep").ClickAsync(new MouseEventArgs());

        Assert.Equal([$"POST {Address}/comments", $"POST {Address}/comments/c1/resolve", $"PUT {Address}/comments/c2"], opened.Server.Asked.TakeLast(3).Select(asked => asked.Request));
        Assert.Contains("\"answersId\":\"c1\"", opened.Server.Asked[^3].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_handed_to_the_reviewer_that_the_item_names_with_a_note()
    {
        var (opened, shown) = await ShowAsync(Discussion());
        await using var _ = opened;
        opened.Server.Answer($"GET {Address}/reviewers", """{ "users": [{ "id": "u1", "name": "rita", "about": "" }, { "id": "u2", "name": "will", "about": "" }], "suggested": "u2" }""");
        opened.Server.Answer($"POST {Address}/review", Discussion(Waiting));

        await Button(shown, "Hand over for review…").ClickAsync(new MouseEventArgs());
        await shown.Find("#review-note").InputAsync(new ChangeEventArgs { Value = "Is it right?" });
        await shown.Find("form:has(#review-note)").SubmitAsync();

        Assert.Equal("""{"versionId":"version000000000000000001","reviewer":"u2","note":"Is it right?"}""".Replace("version000000000000000001", "v1", StringComparison.Ordinal), opened.Server.Asked[^1].Body);
        Assert.Contains("anna handed it to rita on 2026-11-27 09:58 Europe/Berlin.", shown.Markup, StringComparison.Ordinal);
        Assert.Equal("Handed over to will.", opened.Told);
    }

    [Fact]
    public async Task The_reviewer_approves_with_dates_and_takes_in_the_version_that_has_them()
    {
        var may = new MayReview(HandOver: true, Answer: true, Confirm: false, new ReviewDates(HasLast: true, "2027-11-27", "Person", [new Choice("p1", "Dr. Rita", "")], IsMany: true));
        var (opened, shown) = await ShowAsync(Discussion(Waiting, may));
        await using var _ = opened;
        opened.Server.Answer($"POST {Address}/review/answer", Discussion(Waiting with { State = "Approved", EndedAt = "2026-11-27 10:00 Europe/Berlin" }, version: "v2"));
        opened.Server.Answer($"GET {Address}", Json(Item("v2", "Rest.")));

        await Button(shown, "Approve…").ClickAsync(new MouseEventArgs());
        await shown.Find("#review-due").ChangeAsync(new ChangeEventArgs { Value = "2027-06-01" });
        await shown.Find("form:has(#review-due)").SubmitAsync();

        Assert.Equal("""{"versionId":"v1","approves":true,"note":"","setsDates":true,"nextDue":"2027-06-01","reviewers":["p1"]}""", opened.Server.Asked.Single(asked => asked.Request.EndsWith("answer", StringComparison.Ordinal)).Body);
        Assert.Equal("v2", opened.Draft.BasedOn);
        Assert.Contains("rita approved it on 2026-11-27 10:00 Europe/Berlin.", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_and_an_edit_after_approval_is_seen()
    {
        var (opened, shown) = await ShowAsync(Discussion(Waiting with { State = "Approved", EndedAt = "2026-11-27 10:00 Europe/Berlin", HasChangedSince = true }));
        await using var _ = opened;
        opened.Server.Answer($"POST {Address}/review/answer", """{ "kind": "Conflict", "message": "ben saved meanwhile.", "complaints": [] }""", System.Net.HttpStatusCode.Conflict);

        await Button(shown, "Mark as reviewed…").ClickAsync(new MouseEventArgs());
        await shown.Find("form:has(#review-answer)").SubmitAsync();

        Assert.Contains(shown.FindAll("[role=alert]"), alert => alert.TextContent == "ben saved meanwhile.");
        Assert.Contains(shown.FindAll(".badge"), badge => badge.TextContent == "Changed since approved");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DiscussionPanel> shown, string text) => shown.FindAll("button").First(button => button.TextContent == text);

    private static async Task<(OpenedEditor Opened, IRenderedComponent<DiscussionPanel> Shown)> ShowAsync(string discussion)
    {
        var opened = await OpenedEditor.WithAsync(Item());
        opened.Server.Answer($"POST {Address}/watch", Heard());
        opened.Server.Answer($"GET {Address}/discussion", discussion);
        await opened.Watch.BeatAsync();
        return (opened, opened.Show<DiscussionPanel>(parameters => parameters.Add(panel => panel.Watch, opened.Watch).Add(panel => panel.Draft, opened.Draft).Add(panel => panel.Saver, opened.Saver)));
    }
}
