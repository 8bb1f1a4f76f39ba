using Cms.Content;
using Cms.Editing;
using Cms.Editing.Scheduling;
using Cms.Editing.Trash;
using Cms.Editing.Versions;
using Cms.Modeling;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing;

/// <summary>Who may change what: every verb asks before it changes anything.</summary>
public sealed class ContentAccessTests
{
    private static readonly Caller Reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_may_only_read_changes_nothing_whatever_the_verb()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var old = (await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"))).Value;
        var trashed = (await site.PublishAsync(TestSite.Article("Gone"))).Value;
        await site.RemoveAsync(trashed.ContentItemId);
        var before = site.Cms.Data.Events.Count;
        var (id, moment) = (item.ContentItemId, new ScheduledMoment(new DateTime(2999, 1, 1, 0, 0, 0, DateTimeKind.Utc), "UTC"));

        Problem?[] problems =
        [
            await AsAsync<SaveDraft, ContentItem>(site, Reader, verb => verb.RunAsync(TestSite.Retitled(old, "Mine"), TestSite.Anna, Cancel)),
            await AsAsync<SaveDraft, ContentItem>(site, Reader, verb => verb.RunAsync(TestSite.Article("New"), TestSite.Anna, Cancel)),
            await AsAsync<Publish, ContentItem>(site, Reader, verb => verb.RunAsync(TestSite.Article("New"), TestSite.Anna, Cancel)),
            await AsAsync<Publish, ContentItem>(site, Reader, verb => verb.RunAsync(id, Cancel)),
            await AsAsync<Unpublish, UnpublishedItem>(site, Reader, verb => verb.RunAsync(id, Cancel)),
            await AsAsync<DiscardDraft, ContentItem>(site, Reader, verb => verb.RunAsync(id, Cancel)),
            await AsAsync<Remove, TrashedItem>(site, Reader, verb => verb.RunAsync(id, TestSite.Anna, evenIfUsed: true, Cancel)),
            await AsAsync<RestoreRemoved, RestoredItem>(site, Reader, verb => verb.RunAsync(trashed.ContentItemId, TestSite.Anna, Cancel)),
            await AsAsync<Purge, TrashedItem>(site, Reader, verb => verb.RunAsync(trashed.ContentItemId, Cancel)),
            await AsAsync<Clone, ContentItem>(site, Reader, verb => verb.RunAsync(id, TestSite.Anna, Cancel)),
            await AsAsync<RestoreVersion, ContentItem>(site, Reader, verb => verb.RunAsync(id, item.ContentItemVersionId, TestSite.Anna, Cancel)),
            await AsAsync<CompareVersions, VersionComparison>(site, Reader, verb => verb.RunAsync(id, item.ContentItemVersionId, old.ContentItemVersionId, Cancel)),
            await AsAsync<SchedulePublish, ContentItem>(site, Reader, verb => verb.RunAsync(id, moment, TestSite.Anna, Cancel)),
            await AsAsync<ScheduleUnpublish, ContentItem>(site, Reader, verb => verb.RunAsync(id, moment, TestSite.Anna, Cancel)),
            await AsAsync<CancelSchedule, ContentItem>(site, Reader, verb => verb.RunAsync(id, [ScheduledKind.Publish], TestSite.Anna, Cancel)),
            await AsAsync<ChangeSiteSettings, Cms.Settings.SiteSettings>(site, Reader, verb => verb.RunAsync([], seen: null, Cancel)),
            await AsAsync<ChangeDefinitions, DefinitionPlan>(site, Reader, verb => verb.RunAsync(new DeleteDefinitions(["Page"], []), Cancel)),
        ];

        Assert.All(problems, problem => Assert.Contains(problem?.Kind, (ProblemKind?[])[ProblemKind.Forbidden, ProblemKind.NotFound]));
        Assert.Equal(before, site.Cms.Data.Events.Count);
    }

    [Fact]
    public async Task Who_may_not_see_a_draft_is_told_that_there_is_none()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Secret"))).Value;

        var hidden = await AsAsync<Remove, TrashedItem>(site, Reader, verb => verb.RunAsync(draft.ContentItemId, TestSite.Anna, evenIfUsed: false, Cancel));
        var missing = await AsAsync<Remove, TrashedItem>(site, Reader, verb => verb.RunAsync("nothing", TestSite.Anna, evenIfUsed: false, Cancel));

        Assert.Equal($"There is no content item {draft.ContentItemId}.", hidden!.Message);
        Assert.Equal((ProblemKind.NotFound, "There is no content item nothing."), (missing!.Kind, missing.Message));
    }

    [Fact]
    public async Task Who_sees_what_is_published_is_refused_and_told_nothing_of_the_draft_over_it()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var draft = (await site.SaveDraftAsync(TestSite.Retitled(item, "Secret"))).Value;

        var saved = await AsAsync<SaveDraft, ContentItem>(site, Reader, verb => verb.RunAsync(TestSite.Retitled(draft, "Mine"), TestSite.Anna, Cancel));
        var removed = await AsAsync<Remove, TrashedItem>(site, Reader, verb => verb.RunAsync(item.ContentItemId, TestSite.Anna, evenIfUsed: true, Cancel));

        Assert.Equal((ProblemKind.Forbidden, $"You may not change \"Rest\" ({item.ContentItemId}); it needs the permission EditContent or Edit_Article."), (saved!.Kind, saved.Message));
        Assert.Equal(ProblemKind.Forbidden, removed!.Kind);
    }

    [Fact]
    public async Task An_author_changes_what_is_theirs_and_nothing_else()
    {
        await using var site = await TestSite.OpenAsync();
        var author = Caller.SignedIn(TestSite.Anna.UserId, "anna", ["EditOwnContent", "PublishOwnContent", Permission.ViewContent]);
        var others = (await site.PublishAsync(TestSite.Article("Others"), new Editor("u2", "ben"))).Value;

        var mine = await InAsync<Publish, Outcome<ContentItem>>(site, author, verb => verb.RunAsync(TestSite.Article("Mine"), TestSite.Anna, Cancel));
        var again = await AsAsync<Unpublish, UnpublishedItem>(site, author, verb => verb.RunAsync(mine.Value.ContentItemId, Cancel));
        var refused = await AsAsync<SaveDraft, ContentItem>(site, author, verb => verb.RunAsync(TestSite.Retitled(others, "Mine now"), TestSite.Anna, Cancel));

        Assert.Null(again);
        Assert.Equal($"You may not change \"Others\" ({others.ContentItemId}); it needs the permission EditContent or Edit_Article.", refused!.Message);
    }

    [Fact]
    public async Task A_permission_for_one_type_is_none_for_another()
    {
        await using var site = await TestSite.OpenAsync();
        var caller = Caller.SignedIn("u1", "anna", ["Publish_Page"]);

        Assert.Null(await AsAsync<Publish, ContentItem>(site, caller, verb => verb.RunAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"P"} }"""), TestSite.Anna, Cancel)));
        Assert.Equal(
            "You may not change items of type Article; it needs the permission EditContent or Edit_Article.",
            (await AsAsync<SaveDraft, ContentItem>(site, caller, verb => verb.RunAsync(TestSite.Article("A"), TestSite.Anna, Cancel)))!.Message);
    }

    [Fact]
    public async Task Who_may_not_publish_does_not_get_round_it_by_a_moment_in_a_draft()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Definitions(RecipeText.Type("Article", RecipeText.Editable, RecipeText.Attach("PublishLaterPart"), RecipeText.Attach("ArchiveLaterPart"))));
        var contributor = Caller.SignedIn("u1", "anna", [Permission.EditContent]);
        var draft = TestSite.Article("Soon", """ "PublishLaterPart":{"ScheduledPublishUtc":"2999-01-01T00:00:00Z"} """);

        var refused = await AsAsync<SaveDraft, ContentItem>(site, contributor, verb => verb.RunAsync(draft, TestSite.Anna, Cancel));
        var plain = await AsAsync<SaveDraft, ContentItem>(site, contributor, verb => verb.RunAsync(TestSite.Article("Soon"), TestSite.Anna, Cancel));

        Assert.Equal("You may not publish items of type Article; it needs the permission PublishContent or Publish_Article.", refused!.Message);
        Assert.Null(plain);
    }

    [Fact]
    public async Task Who_may_not_see_what_uses_an_item_is_told_only_that_it_is_used()
    {
        await using var site = await TestSite.OpenAsync();
        var target = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Rest"} }"""))).Value.ContentItemId;
        await site.SaveDraftAsync(TestSite.Article("Secret", $$""" "Article":{"Summary":{"Text":"[a](content:{{target}})"} } """));
        var caller = Caller.SignedIn("u1", "anna", ["Delete_Page", "Edit_Page"]);

        var refused = await AsAsync<Remove, TrashedItem>(site, caller, verb => verb.RunAsync(target, TestSite.Anna, evenIfUsed: false, Cancel));

        Assert.Equal("\"Rest\" is used by items that you may not see; take it out there first, or remove it even if it is used.", refused!.Message);
    }

    [Fact]
    public async Task Nobody_says_that_an_item_is_somebody_elses_without_permission()
    {
        await using var site = await TestSite.OpenAsync();
        var editor = Caller.SignedIn("u1", "anna", [Permission.PublishContent]);
        var draft = TestSite.Article("Rest") with { Given = new GivenMetadata { Owner = "u2" } };

        var refused = await AsAsync<SaveDraft, ContentItem>(site, editor, verb => verb.RunAsync(draft, TestSite.Anna, Cancel));

        Assert.Equal("You may not say who owns an item; it needs the permission EditContentOwner.", refused!.Message);
    }

    private static async Task<Problem?> AsAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<Outcome<T>>> run) where TVerb : notnull => (await InAsync(site, caller, run)).Problem;

    private static Task<T> InAsync<TVerb, T>(TestSite site, Caller caller, Func<TVerb, Task<T>> run) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return run(services.GetRequiredService<TVerb>());
    });
}
