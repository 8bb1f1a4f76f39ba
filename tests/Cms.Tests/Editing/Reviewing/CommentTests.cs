using Cms.Content;
using Cms.Editing.Reviewing;

namespace Cms.Tests.Editing.Reviewing;

public sealed class CommentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_is_answered_settled_and_open_again_when_somebody_answers()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();

        var comment = (await site.CommentAsync(draft, "  Where is this from? ", place: "Summary", inside: "section1")).Value;
        var reply = (await site.ReplyAsync(comment, "The report.")).Value;
        var settled = (await ResolveAsync(site, comment, isResolved: true)).Value;
        var deeper = (await site.ReplyAsync(reply, "Which one?", ReviewSite.Rita)).Value;

        Assert.Equal(("Where is this from?", "Summary", "section1", "rita"), (comment.Text, comment.Place, comment.InsideId, comment.Author));
        Assert.Equal((comment.Id, comment.Id, "Summary"), (reply.AnswersId, deeper.AnswersId, deeper.Place));
        Assert.Equal("anna", settled.ResolvedBy);
        var listed = await site.CommentsAsync(draft);
        Assert.Equal([comment.Id, reply.Id, deeper.Id], listed.Select(one => one.Id));
        Assert.Null(listed[0].ResolvedUtc);
        Assert.Equal(ProblemKind.Invalid, (await ResolveAsync(site, reply, isResolved: true)).Problem!.Kind);
    }

    [Fact]
    public async Task One_changes_and_removes_ones_own_comments_and_nobody_elses()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        var comment = (await site.CommentAsync(draft, "Where from?")).Value;
        var reply = (await site.ReplyAsync(comment, "The report.")).Value;

        var changed = (await ChangeAsync(site, comment, "Where is it from?", ReviewSite.Rita)).Value;
        var byOther = await ChangeAsync(site, comment, "Never mind.", ReviewSite.Anna);
        var empty = await ChangeAsync(site, comment, " ", ReviewSite.Rita);
        var answered = await RemoveAsync(site, comment, ReviewSite.Rita);
        var others = await RemoveAsync(site, reply, ReviewSite.Rita);
        var own = await RemoveAsync(site, reply, ReviewSite.Anna);
        var then = await RemoveAsync(site, comment, ReviewSite.Rita);

        Assert.Equal("Where is it from?", changed.Text);
        Assert.NotNull(changed.EditedUtc);
        Assert.Equal([ProblemKind.Forbidden, ProblemKind.Invalid, ProblemKind.Conflict, ProblemKind.Forbidden], [byOther.Problem!.Kind, empty.Problem!.Kind, answered.Problem!.Kind, others.Problem!.Kind]);
        Assert.Equal((null, null), (own.Problem, then.Problem));
        Assert.Empty(await site.CommentsAsync(draft));
    }

    [Fact]
    public async Task Who_does_not_see_the_draft_or_the_field_sees_nothing_of_what_was_said_there()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        var program = await site.AsAsync<WriteComment, Outcome<ItemComment>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, new CommentedPlace(null, "Secret"), "Psst.", Cancel));
        await site.AsAsync(null, async services =>
        {
            var secret = new ItemComment { Id = ContentId.New(), ContentItemId = draft.ContentItemId, Place = "Secret", Text = "Psst.", AuthorId = "x", Author = "x", WrittenUtc = DateTime.UtcNow };
            var store = (ReviewStore)services.GetService(typeof(ReviewStore))!;
            await store.PutCommentAsync(secret, Cancel);
            await store.PutCommentAsync(secret with { Id = ContentId.New(), AnswersId = secret.Id, Place = "" }, Cancel);
            return true;
        });
        await site.CommentAsync(draft, "Seen.");

        var byEve = await site.AsAsync<ListComments, Outcome<IReadOnlyList<ItemComment>>>(ReviewSite.Eve, verb => verb.RunAsync(draft.ContentItemId, Cancel));

        Assert.Equal(ProblemKind.Invalid, program.Problem!.Kind);
        Assert.Equal(["Seen."], (await site.CommentsAsync(draft, ReviewSite.Rita)).Select(comment => comment.Text));
        Assert.Equal(ProblemKind.NotFound, byEve.Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await site.CommentAsync(draft, "Me too.", ReviewSite.Eve)).Problem!.Kind);
    }

    private static Task<Outcome<ItemComment>> ResolveAsync(ReviewSite site, ItemComment comment, bool isResolved) =>
        site.AsAsync<ResolveComment, Outcome<ItemComment>>(ReviewSite.Anna, verb => verb.RunAsync(comment.ContentItemId, comment.Id, isResolved, Cancel));

    private static Task<Outcome<ItemComment>> ChangeAsync(ReviewSite site, ItemComment comment, string text, string by) =>
        site.AsAsync<ChangeComment, Outcome<ItemComment>>(by, verb => verb.RunAsync(comment.ContentItemId, comment.Id, text, Cancel));

    private static Task<Outcome<ItemComment>> RemoveAsync(ReviewSite site, ItemComment comment, string by) =>
        site.AsAsync<RemoveComment, Outcome<ItemComment>>(by, verb => verb.RunAsync(comment.ContentItemId, comment.Id, Cancel));
}
