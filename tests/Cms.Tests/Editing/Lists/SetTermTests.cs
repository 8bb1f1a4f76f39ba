using Cms.Content;
using Cms.Editing.Lists;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Lists;

public sealed class SetTermTests
{
    private static readonly TermUse Earth = new(TestSite.Tags, "earth"), Sea = new(TestSite.Tags, "sea");

    private static readonly Caller Editor = Caller.SignedIn("u1", "anna", [Permission.PublishContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_term_is_given_and_taken_away_and_visitors_see_it_at_once()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest", """ "Article":{"Summary":{"Text":"kept"}} """))).Value;

        var given = (await SetAsync(site, item, Earth, isGiven: true)).Value;
        await SetAsync(site, item, Sea, isGiven: true);
        var again = (await SetAsync(site, item, Sea, isGiven: true)).Value;
        var both = (await site.PublishedAsync(item.ContentItemId))!;
        await SetAsync(site, item, Earth, isGiven: false);
        var missing = (await SetAsync(site, item, Earth, isGiven: false)).Value;
        var left = (await site.PublishedAsync(item.ContentItemId))!;

        Assert.Equal((true, false, false, true), (given.IsChanged, again.IsChanged, missing.IsChanged, given.Item.Published));
        Assert.Equal("""{"TaxonomyContentItemId":"tags0000000000000000000000","TermContentItemIds":["earth","sea"],"TagNames":["Earth","Sea"]}""", both.Json("Article")["Tags"]!.ToJsonString());
        Assert.Equal(("""["sea"]""", "kept"), (left.Json("Article")["Tags"]!["TermContentItemIds"]!.ToJsonString(), left.Json("Article")["Summary"]!["Text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Over_a_draft_and_for_who_may_not_publish_the_change_is_a_draft()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var other = (await site.PublishAsync(TestSite.Article("Walks"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"));

        var overDraft = (await SetAsync(site, item, Earth, isGiven: true)).Value;
        var byWriter = (await SetAsync(site, other, Earth, isGiven: true, Caller.SignedIn("w", "will", [Permission.EditContent]))).Value;

        Assert.Equal((false, "Rest more", false), (overDraft.Item.Published, overDraft.Item.DisplayText, byWriter.Item.Published));
        Assert.Equal((item.ContentItemVersionId, other.ContentItemVersionId), ((await site.PublishedAsync(item.ContentItemId))!.ContentItemVersionId, (await site.PublishedAsync(other.ContentItemId))!.ContentItemVersionId));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_nothing_changes()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Definitions(RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"))));
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var note = (await site.PublishAsync(TestSite.Draft("Note", """{"TitlePart":{"Title":"Note"}}"""))).Value;
        var before = site.Cms.Data.Events.Count;

        var reader = await SetAsync(site, item, Earth, isGiven: true, Caller.SignedIn("r", "rita", [Permission.ViewContent]));
        var noField = await SetAsync(site, note, Earth, isGiven: true);
        var noTerm = await SetAsync(site, item, new TermUse(TestSite.Tags, "nothing"), isGiven: true);
        var noItem = await SetAsync(site, item with { ContentItemId = "nothing" }, Earth, isGiven: true);

        Assert.Equal(
            [ProblemKind.Forbidden, ProblemKind.Invalid, ProblemKind.NotFound, ProblemKind.NotFound],
            [reader.Problem!.Kind, noField.Problem!.Kind, noTerm.Problem!.Kind, noItem.Problem!.Kind]);
        Assert.Equal("Items of type Note have no field for keywords of this kind, so \"Note\" cannot have it.", noField.Problem.Message);
        Assert.Equal(before, site.Cms.Data.Events.Count);
    }

    private static Task<Outcome<SetTermResult>> SetAsync(TestSite site, ContentItem item, TermUse term, bool isGiven, Caller? caller = null) => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller ?? Editor;
        return services.GetRequiredService<SetTerm>().RunAsync(item.ContentItemId, term, isGiven, TestSite.Anna, Cancel);
    });
}
