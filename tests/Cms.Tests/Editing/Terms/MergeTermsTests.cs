using Cms.Content;
using Cms.Editing;
using Cms.Editing.Replacing;
using Cms.Users;

namespace Cms.Tests.Editing.Terms;

public sealed class MergeTermsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_of_the_one_have_the_other_and_its_names_and_address_lead_there()
    {
        await using var site = await KeywordSite.OpenAsync();
        await site.SaveAsync(new Cms.Editing.Terms.TermWish(TestSite.Tags, null, "Sea") { TermContentItemId = "sea", AlternativeNames = ["Ocean", "space 1"] });
        var one = await site.TaggedAsync("Tides", "sea");
        var both = await site.TaggedAsync("Comets", "earth", "sea", "space");
        var link = (await site.PublishAsync(TestSite.Article("Link", """ "Article":{"Summary":{"Text":"[the sea](content:sea)"}} """))).Value;

        Assert.Null((await site.MergeAsync("sea", "space")).Problem);

        Assert.Equal(("space", "Space"), ((await site.PublishedAsync(one.ContentItemId))!.Tags(), (await site.PublishedAsync(one.ContentItemId))!.TagNames()));
        Assert.Equal(("earth, space", "was earth, was space"), ((await site.PublishedAsync(both.ContentItemId))!.Tags(), (await site.PublishedAsync(both.ContentItemId))!.TagNames()));
        Assert.Equal("[the sea](content:space)", (await site.PublishedAsync(link.ContentItemId))!.Json("Article")["Summary"]!["Text"]!.GetValue<string>());
        Assert.Equal(["Sea", "Ocean", "space 1"], (await site.TermsAsync("space")).Value.Terms.Single().Term.AlternativeNames);
        Assert.Equal(new FormerRoute("tags/sea", "tags/space", IsRemoved: false), await site.FormerRouteAsync("tags/sea"));
        Assert.Equal(["space"], (await site.AddTermsAsync("Ocean")).Value);
        Assert.Empty(await DeadAsync(site));
    }

    [Fact]
    public async Task A_draft_over_a_published_version_changes_too_and_is_not_published()
    {
        await using var site = await KeywordSite.OpenAsync();
        var item = await site.TaggedAsync("Tides", "sea");
        await site.SaveDraftAsync(TestSite.Retitled(item, "Half-finished"));
        var onlyDraft = (await site.SaveDraftAsync(KeywordSite.Tagged("Waves", "sea"))).Value;

        Assert.Null((await site.MergeAsync("sea", "space")).Problem);

        var (latest, published) = ((await site.LatestAsync(item.ContentItemId))!, (await site.PublishedAsync(item.ContentItemId))!);
        Assert.Equal(("Half-finished", "Tides"), (latest.DisplayText, published.DisplayText));
        Assert.Equal(("space", "space"), (latest.Tags(), published.Tags()));
        Assert.True(latest.Number > published.Number);
        Assert.Equal(item.PublishedUtc, published.PublishedUtc);
        Assert.Equal("space", (await site.LatestAsync(onlyDraft.ContentItemId))!.Tags());
        Assert.Null(await site.PublishedAsync(onlyDraft.ContentItemId));
    }

    [Fact]
    public async Task A_draft_that_lost_the_keyword_stays_as_it_is_over_the_changed_version()
    {
        await using var site = await KeywordSite.OpenAsync();
        var item = await site.TaggedAsync("Tides", "sea");
        await site.SaveDraftAsync(KeywordSite.Tagged("Other", "earth") with { ContentItemId = item.ContentItemId, BasedOn = item.ContentItemVersionId });

        Assert.Null((await site.MergeAsync("sea", "space")).Problem);

        var (latest, published) = ((await site.LatestAsync(item.ContentItemId))!, (await site.PublishedAsync(item.ContentItemId))!);
        Assert.Equal(("Other", "earth", "Tides", "space"), (latest.DisplayText, latest.Tags(), published.DisplayText, published.Tags()));
    }

    [Fact]
    public async Task What_lies_in_the_trash_and_old_versions_come_back_with_the_other_keyword()
    {
        await using var site = await KeywordSite.OpenAsync();
        var trashed = await site.TaggedAsync("Tides", "sea", "earth");
        var lost = await site.TaggedAsync("Comets", "earth", "space");
        var old = await site.TaggedAsync("Waves", "sea");
        await site.PublishAsync(KeywordSite.Tagged("Waves", "earth") with { ContentItemId = old.ContentItemId, BasedOn = old.ContentItemVersionId });
        await site.RemoveAsync(trashed.ContentItemId);
        await site.RemoveAsync(lost.ContentItemId);

        await site.MergeAsync("sea", "space");
        var afterwards = await site.RemoveTermAsync("earth", null);
        var restored = (await site.RestoreRemovedAsync(trashed.ContentItemId)).Value;
        var other = (await site.RestoreRemovedAsync(lost.ContentItemId)).Value;
        var version = (await site.RestoreVersionAsync(old.ContentItemId, old.ContentItemVersionId)).Value;

        Assert.Null(afterwards.Problem);
        Assert.Equal(("space", "space", "space"), (restored.Item.Tags(), other.Item.Tags(), version.Tags()));
        Assert.Equal(["What it referred to in Tags was removed or replaced meanwhile, and so it was here."], restored.Remarks);
        Assert.Empty(await DeadAsync(site));
    }

    [Fact]
    public async Task A_keyword_that_took_the_place_of_another_and_went_itself_is_followed()
    {
        await using var site = await KeywordSite.OpenAsync();
        var item = await site.TaggedAsync("Tides", "sea");
        await site.RemoveAsync(item.ContentItemId);

        await site.MergeAsync("sea", "space");
        await site.MergeAsync("space", "earth");

        Assert.Equal("earth", (await site.RestoreRemovedAsync(item.ContentItemId)).Value.Item.Tags());
        Assert.Equal("tags/earth", (await site.FormerRouteAsync("tags/sea"))!.Now);
    }

    [Fact]
    public async Task Nothing_changes_when_one_item_may_not_be_changed_and_it_is_named_only_to_who_sees_it()
    {
        await using var site = await KeywordSite.OpenAsync();
        var mine = await site.TaggedAsync("Tides", "sea");
        var keeper = Caller.SignedIn("k", "kim", ["Edit_Taxonomy", "Publish_Taxonomy"]);
        var seeing = Caller.SignedIn("k", "kim", ["Edit_Taxonomy", "Publish_Taxonomy", "View_Article"]);

        var hidden = await site.MergeAsync("sea", "space", keeper);
        var named = await site.MergeAsync("sea", "space", seeing);

        Assert.Equal("Nothing was changed, as what refers to it could not all be changed. 1 that you may not see could not be changed.", hidden.Problem!.Message);
        Assert.Contains("\"Tides\": You may not change", named.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("sea", (await site.PublishedAsync(mine.ContentItemId))!.Tags());
        Assert.NotNull((await site.TermsAsync("Sea")).Value.Terms.SingleOrDefault());
    }

    [Fact]
    public async Task Many_items_are_changed_one_by_one_before()
    {
        await using var site = await KeywordSite.OpenAsync();
        foreach (var number in Enumerable.Range(0, ReplaceReferences.MostAtOnce + 1))
            await site.TaggedAsync($"Tides {number}", "sea");
        var replacement = new Replacement(ReplacedKind.Term, "sea", "space") { TaxonomyContentItemId = TestSite.Tags };

        var tooMany = await site.MergeAsync("sea", "space");
        foreach (var (id, _) in await site.AsAsync<ReplaceReferences, IReadOnlyList<KeyValuePair<string, string?>>>(null, verb => verb.ListAsync(replacement, Cancel)))
            Assert.True((await site.AsAsync<ReplaceReferences, Outcome<ReplacedItem>>(null, verb => verb.RunAsync(id, replacement, TestSite.Anna, Cancel))).Value.IsChanged);
        var merged = await site.MergeAsync("sea", "space");

        Assert.Equal((ProblemKind.Conflict, null), (tooMany.Problem!.Kind, merged.Problem));
        Assert.Empty(await DeadAsync(site));
    }

    [Fact]
    public async Task A_keyword_with_others_inside_hands_them_over_and_is_not_merged_into_one_of_them()
    {
        await using var site = await KeywordSite.OpenAsync();

        var inside = await site.MergeAsync("earth", "sea");
        var itself = await site.MergeAsync("earth", "earth");
        await site.MergeAsync("earth", "space");

        Assert.Equal((ProblemKind.Invalid, ProblemKind.Invalid), (inside.Problem!.Kind, itself.Problem!.Kind));
        Assert.Equal([("Space", 0), ("Sea", 1)], (await site.TermsAsync()).Value.Terms.Select(term => (term.Term.DisplayText, term.Parents.Count)));
    }

    private static async Task<IReadOnlyList<DeadReference>> DeadAsync(TestSite site) => (await site.AsAsync<FindDeadReferences, Outcome<IReadOnlyList<DeadReference>>>(null, verb => verb.RunAsync(10, Cancel))).Value;
}
