using Cms.Content;
using Cms.Editing.Terms;
using Cms.Users;

namespace Cms.Tests.Editing.Terms;

public sealed class SaveTermTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_keyword_is_added_on_the_first_level_or_in_another_one_and_gets_a_path()
    {
        await using var site = await KeywordSite.OpenAsync();

        var fire = (await site.SaveAsync(new TermWish(TestSite.Tags, null, " Fire ") { AlternativeNames = ["Flame", "fire", "Flame "] })).Value;
        var lake = (await site.SaveAsync(new TermWish(TestSite.Tags, fire.VersionId, "Lake") { ParentContentItemId = "earth" })).Value;

        Assert.Equal(("Fire", "tags/fire"), (fire.Term.DisplayText, fire.Term.Path));
        Assert.Equal(["Flame"], fire.Term.AlternativeNames);
        var found = (await site.TermsAsync()).Value;
        Assert.Equal(["Earth", "- Sea", "- Lake", "Space", "Fire"], found.Terms.Select(term => (term.Parents.Count == 0 ? "" : "- ") + term.Term.DisplayText));
        Assert.Equal(("tags/lake", 5), (lake.Term.Path, found.All));
    }

    [Fact]
    public async Task A_renamed_keyword_keeps_its_address_unless_another_one_is_wished_and_then_the_former_one_leads_there()
    {
        await using var site = await KeywordSite.OpenAsync();
        var item = await site.TaggedAsync("Tides", "sea", "space");

        var renamed = (await site.SaveAsync(new TermWish(TestSite.Tags, null, "Ocean") { TermContentItemId = "sea", AlternativeNames = ["Sea"] })).Value;
        var offered = await site.AsAsync<SaveTerm, Outcome<OfferedPath>>(null, verb => verb.OfferPathAsync(new TermWish(TestSite.Tags, null, "Ocean") { TermContentItemId = "sea" }, Cancel));
        var moved = (await site.SaveAsync(new TermWish(TestSite.Tags, renamed.VersionId, "Ocean") { TermContentItemId = "sea", Path = "" })).Value;

        Assert.Equal(("tags/sea", "tags/ocean", "tags/ocean"), (renamed.Term.Path, offered.Value.Path, moved.Term.Path));
        Assert.Equal(new FormerRoute("tags/sea", "tags/ocean", IsRemoved: false), await site.FormerRouteAsync("tags/sea"));
        var published = (await site.PublishedAsync(item.ContentItemId))!;
        Assert.Equal(("Ocean, was space", "sea, space", 0), (published.TagNames(), published.Tags(), renamed.ItemsLeft));
        Assert.Equal(["sea"], (await site.AddTermsAsync("Sea")).Value);
    }

    [Theory]
    [InlineData("space", "There is a keyword \"Space\" already; choose another name, or merge the two.")]
    [InlineData("COSMOS", "\"Cosmos\" is an alternative name of \"Space\"; choose another name, or take it out there first.")]
    [InlineData("  ", "A keyword needs a name.")]
    public async Task A_name_that_another_keyword_has_is_refused(string name, string message)
    {
        await using var site = await KeywordSite.OpenAsync();
        await site.SaveAsync(new TermWish(TestSite.Tags, null, "Space") { TermContentItemId = "space", AlternativeNames = ["Cosmos"] });

        var asName = await site.SaveAsync(new TermWish(TestSite.Tags, null, name) { TermContentItemId = "sea" });
        var besides = await site.SaveAsync(new TermWish(TestSite.Tags, null, "Sea") { TermContentItemId = "sea", AlternativeNames = [name] });

        Assert.Equal(message, asName.Problem!.Message, ignoreCase: true);
        Assert.Equal(name.Trim().Length > 0, besides.Problem is not null);
    }

    [Fact]
    public async Task Who_saw_an_earlier_version_is_told_and_changes_nothing()
    {
        await using var site = await KeywordSite.OpenAsync();
        var seen = (await site.LatestAsync(TestSite.Tags))!.ContentItemVersionId;
        await site.AddTermsAsync("Fire");

        var refused = await site.SaveAsync(new TermWish(TestSite.Tags, seen, "Ocean") { TermContentItemId = "sea" });

        Assert.Equal((ProblemKind.Conflict, "\"Tags\" was changed by anna meanwhile; look at it again, then change it."), (refused.Problem!.Kind, refused.Problem.Message));
    }

    [Fact]
    public async Task Names_are_not_told_to_who_may_not_see_the_keywords()
    {
        await using var site = await KeywordSite.OpenAsync();
        var stranger = Caller.SignedIn("s", "stranger", ["Edit_Article"]);
        var reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);

        var unseen = await site.SaveAsync(new TermWish(TestSite.Tags, null, "Space"), stranger);
        var seen = await site.SaveAsync(new TermWish(TestSite.Tags, null, "Space"), reader);
        var listed = await site.TermsAsync(caller: stranger);

        Assert.Equal((ProblemKind.NotFound, ProblemKind.Forbidden, ProblemKind.NotFound), (unseen.Problem!.Kind, seen.Problem!.Kind, listed.Problem!.Kind));
        Assert.DoesNotContain("Space", unseen.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keywords_are_found_by_all_of_their_names_page_by_page_with_how_many_items_have_them()
    {
        await using var site = await KeywordSite.OpenAsync();
        await site.SaveAsync(new TermWish(TestSite.Tags, null, "Space") { TermContentItemId = "space", AlternativeNames = ["Cosmos"] });
        await site.TaggedAsync("Stars", "space", "sea");
        await site.SaveDraftAsync(KeywordSite.Tagged("Moons", "space"));

        var found = (await site.TermsAsync("cosm")).Value;
        var second = (await site.TermsAsync(first: 2, skip: 1)).Value;
        var byReader = (await site.TermsAsync("space", caller: Caller.SignedIn("r", "rita", [Permission.ViewContent]))).Value;

        Assert.Equal(("Space", 2, 1, 3), (found.Terms.Single().Term.DisplayText, found.Terms[0].Items, found.Count, found.All));
        Assert.Equal([("Sea", 1), ("Space", 2)], second.Terms.Select(term => (term.Term.DisplayText, term.Items)));
        Assert.Equal((0, false), (byReader.Terms[0].Items, byReader.MayChange));
    }
}
