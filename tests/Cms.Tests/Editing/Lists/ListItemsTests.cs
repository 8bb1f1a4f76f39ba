using Cms.Content;
using Cms.Editing;
using Cms.Editing.Lists;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Lists;

/// <summary>What somebody finds in the list of content: as much as they may see.</summary>
public sealed class ListItemsTests
{
    private static readonly Editor Ben = new("u2", "ben");

    private static readonly Caller AnnaWho = Caller.SignedIn("u1", "anna", [Permission.ViewContent, "ListContent", Permission.EditContent, Permission.PublishContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_of_all_types_that_stand_in_lists_come_last_changed_first_with_their_page_and_what_is_to_happen()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var rest = await PublishAsync(site, "Rest");
        var draft = await DraftAsync(site, "Walks");
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(TimeSpan.FromDays(1)));
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Not in lists"}}"""));

        var found = (await FindAsync(site, AnnaWho, new ItemsWanted())).Value;

        Assert.Equal(["Walks", "Rest", "Tags"], found.Items.Select(one => one.Item.DisplayText));
        Assert.Equal((3, false), (found.Count, found.HasMore));
        Assert.Equal(("articles/rest", ItemState.Published, 0), (found.Items[1].Path, found.Items[1].Item.State, found.Items[1].Due.Count));
        Assert.Equal((null, ItemState.Draft, ScheduledKind.Publish), (found.Items[0].Path, found.Items[0].Item.State, Assert.Single(found.Items[0].Due).Kind));
        Assert.Equal(rest.ContentItemId, found.Items[1].Item.ContentItemId);
    }

    [Fact]
    public async Task Every_filter_takes_just_what_it_says()
    {
        await using var site = await ScheduledSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("Rest", $$"""
            "Article":{"Summary":{"Text":"lavender"},"Tags":{"TaxonomyContentItemId":"{{TestSite.Tags}}","TermContentItemIds":["earth"]} }
            """));
        var walks = (await site.PublishAsync(TestSite.Article("Walks"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(walks, "Long walks"), Ben);
        site.Cms.Clock.Advance(TimeSpan.FromDays(2));
        var waiting = (await site.SaveDraftAsync(TestSite.Article("Restless"), Ben)).Value;
        await site.SchedulePublishAsync(waiting.ContentItemId, site.In(TimeSpan.FromDays(1)));
        var now = site.Cms.Clock.GetUtcNow().UtcDateTime;

        await AssertFoundAsync(new ItemsWanted { Text = "rest" }, "Rest", "Restless");
        await AssertFoundAsync(new ItemsWanted { Text = "lavender" });
        await AssertFoundAsync(new ItemsWanted { Text = "lavender", InTexts = true }, "Rest");
        await AssertFoundAsync(new ItemsWanted { State = WantedState.Published }, "Rest");
        await AssertFoundAsync(new ItemsWanted { State = WantedState.Changed }, "Long walks");
        await AssertFoundAsync(new ItemsWanted { State = WantedState.Draft }, "Restless");
        await AssertFoundAsync(new ItemsWanted { State = WantedState.Unpublished }, "Long walks", "Restless");
        await AssertFoundAsync(new ItemsWanted { State = WantedState.Scheduled }, "Restless");
        await AssertFoundAsync(new ItemsWanted { Term = new TermUse(TestSite.Tags, "earth") }, "Rest");
        await AssertFoundAsync(new ItemsWanted { Author = "ben" }, "Long walks");
        await AssertFoundAsync(new ItemsWanted { Mine = true, State = WantedState.Unpublished }, "Long walks", "Restless");
        await AssertFoundAsync(new ItemsWanted { Mine = false });
        await AssertFoundAsync(new ItemsWanted { ChangedFromUtc = now.AddDays(-1) }, "Restless");
        await AssertFoundAsync(new ItemsWanted { ChangedBeforeUtc = now.AddDays(-1) }, "Long walks", "Rest");
        await AssertFoundAsync(new ItemsWanted { PublishedFromUtc = now.AddDays(-1) });
        await AssertFoundAsync(new ItemsWanted { PublishedBeforeUtc = now }, "Long walks", "Rest");
        await AssertFoundAsync(new ItemsWanted { First = 1, Skip = 1 }, "Rest");

        // Articles alone, as the taxonomy stands in lists too; by title.
        async Task AssertFoundAsync(ItemsWanted wanted, params string[] titles) => Assert.Equal(
            titles, (await FindAsync(site, AnnaWho, wanted with { ContentType = "Article", OrderBy = ContentColumn.DisplayText, Descending = false })).Value.Items.Select(one => one.Item.DisplayText));
    }

    [Fact]
    public async Task Who_may_see_no_drafts_finds_what_visitors_see_and_is_told_nothing_of_the_draft_over_it()
    {
        await using var site = await TestSite.OpenAsync();
        var rest = await PublishAsync(site, "Rest");
        await site.SaveDraftAsync(TestSite.Retitled(rest, "Secret"));
        await DraftAsync(site, "Also secret");
        var moderator = Caller.SignedIn("m", "mona", [Permission.ViewContent, "ListContent"]);

        var found = (await FindAsync(site, moderator, new ItemsWanted { ContentType = "Article" })).Value;
        var drafts = (await FindAsync(site, moderator, new ItemsWanted { State = WantedState.Unpublished })).Value;
        var secret = (await FindAsync(site, moderator, new ItemsWanted { Text = "ecret" })).Value;

        Assert.Equal(("Rest", ItemState.Published), (Assert.Single(found.Items).Item.DisplayText, found.Items[0].Item.State));
        Assert.Equal((1, 0, 0), (found.Count, drafts.Count, secret.Count));
    }

    [Fact]
    public async Task Who_writes_their_own_finds_their_own()
    {
        await using var site = await TestSite.OpenAsync();
        await DraftAsync(site, "Anna's");
        await site.SaveDraftAsync(TestSite.Article("Ben's"), Ben);
        var ben = Caller.SignedIn("u2", "ben", [Permission.ViewContent, "EditOwnContent"]);

        var found = (await FindAsync(site, ben, new ItemsWanted())).Value;

        Assert.Equal("Ben's", Assert.Single(found.Items).Item.DisplayText);
        Assert.Empty((await FindAsync(site, ben, new ItemsWanted { For = ContentAction.Publish })).Value.Items);
        Assert.Single((await FindAsync(site, Caller.SignedIn("u2", "ben", ["PublishOwnContent"]), new ItemsWanted { For = ContentAction.Publish })).Value.Items);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_a_reason()
    {
        await using var site = await TestSite.OpenAsync();

        var reader = await FindAsync(site, Caller.SignedIn("r", "rita", [Permission.ViewContent]), new ItemsWanted());
        var ofType = await FindAsync(site, Caller.SignedIn("r", "rita", ["ListContent", Permission.EditContent]), new ItemsWanted { ContentType = "Page" });
        var words = await FindAsync(site, AnnaWho, new ItemsWanted { Text = "?!", InTexts = true });

        Assert.Equal((ProblemKind.Forbidden, "You may not list content; it needs the permission ListContent, or List_TYPE for items of one type."), (reader.Problem!.Kind, reader.Problem.Message));
        Assert.Equal(ProblemKind.NotFound, ofType.Problem!.Kind);
        Assert.Equal((ProblemKind.Invalid, "What you look for must have a word with letters or digits."), (words.Problem!.Kind, words.Problem.Message));
    }

    [Fact]
    public async Task What_is_due_for_review_is_found_by_the_date_of_its_type()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Definitions(RecipeText.Part("Article", """{"FieldName":"DateField","Name":"NextReviewDue","Settings":{"ContentIndexSettings":{"Included":true} } }""")));
        foreach (var (title, day) in new[] { ("Old", "2026-01-31"), ("Due", "2026-02-01"), ("Later", "2026-02-02") })
            await site.PublishAsync(TestSite.Article(title, $$"""  "Article":{"NextReviewDue":{"Value":"{{day}}"} } """));
        await PublishAsync(site, "Never");

        var found = (await FindAsync(site, AnnaWho, new ItemsWanted { ReviewDue = new DateOnly(2026, 2, 1) })).Value;

        Assert.Equal(["Old", "Due"], found.Items.Select(one => one.Item.DisplayText));
    }

    [Fact]
    public async Task There_is_to_choose_from_what_the_caller_may_list_make_and_see()
    {
        await using var site = await TestSite.OpenAsync();

        var all = await ChoicesAsync(AnnaWho);
        var own = await ChoicesAsync(Caller.SignedIn("u2", "ben", ["EditOwn_Article"]));

        var keywords = Assert.Single(all.Keywords);
        Assert.Equal((TestSite.Tags, "Tags", false), (keywords.ContentItemId, keywords.DisplayText, all.HasReviews));
        Assert.Equal(["Earth", "Sea", "Space"], keywords.Terms.Select(term => term.DisplayText));
        Assert.Equal("Article,Taxonomy / Article,Taxonomy", Names(all));
        Assert.Equal("Article / Article", Names(own));
        Assert.Empty(own.Keywords);

        static string Names(ListingChoices choices) => $"{string.Join(',', choices.Types.Select(type => type.Name))} / {string.Join(',', choices.NewTypes.Select(type => type.Name))}";

        Task<ListingChoices> ChoicesAsync(Caller caller) => site.Cms.InScopeAsync(services =>
        {
            services.GetRequiredService<CurrentCaller>().Caller = caller;
            return services.GetRequiredService<ListChoices>().RunAsync(Cancel);
        });
    }

    private static async Task<ContentItem> PublishAsync(TestSite site, string title) => (await site.PublishAsync(TestSite.Article(title))).Value;

    private static async Task<ContentItem> DraftAsync(TestSite site, string title) => (await site.SaveDraftAsync(TestSite.Article(title))).Value;

    private static Task<Outcome<FoundItems>> FindAsync(TestSite site, Caller caller, ItemsWanted wanted) => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return services.GetRequiredService<ListItems>().RunAsync(wanted, Cancel);
    });
}
