using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Importing;
using Cms.Tests.Memory;

namespace Cms.Tests.Importing;

public sealed class ImportArticleTests
{
    private const string Keywords = "keyw0rds000000000000000000";

    private static readonly Article Rest = new(
        "Rest Well",
        new DateOnly(2025, 11, 20),
        "Rest is work too.\n\nReally.",
        [
            new ArticleSection(1, "Sleep", "", [new ArticleBullet("Dark room", "Close the curtains."), new ArticleBullet("", "Go to bed at ten.")]),
            new ArticleSection(3, "Walk", "Slowly.", []),
        ],
        "Good night.",
        ["Sleep", "slow  walks", "Calm 🌙"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_article_becomes_an_item_with_all_it_says()
    {
        await using var cms = await GuidesAsync();

        var imported = (await ImportAsync(cms, Rest, publish: true)).Value;

        Assert.Equal((ImportState.Created, "guides/rest-well"), (imported.State, imported.Path));
        var item = await LatestAsync(cms, imported.ContentItemId);
        Assert.Equal((true, "Rest Well", "anna"), (item.Published, item.DisplayText, item.Author));
        var own = item.Json("GuideArticle");
        Assert.Equal(
            ("2025-11-20T00:00:00Z", Rest.Introduction, Rest.Conclusion),
            ((string?)own["DateCreated"]!["Value"], (string?)own["Introduction"]!["Text"], (string?)own["Conclusion"]!["Text"]));
        Assert.Equal(Rest.Keywords, own["Keywords"]!["TagNames"]!.AsArray().Select(name => (string?)name));
        var sections = item.Json("Sections")["ContentItems"]!.AsArray();
        Assert.Equal([(1, "Sleep", ""), (3, "Walk", "Slowly.")], sections.Select(section => section!["GuideSection"]!).Select(
            section => ((int)section["Number"]!["Value"]!, (string)section["Heading"]!["Text"]!, (string)section["Body"]!["Text"]!)));
        Assert.Equal([("Dark room", "Close the curtains."), ("", "Go to bed at ten.")], sections[0]!["Bullets"]!["ContentItems"]!.AsArray().Select(
            bullet => ((string)bullet!["GuideBullet"]!["Label"]!["Text"]!, (string)bullet["GuideBullet"]!["Text"]!["Text"]!)));
    }

    [Fact]
    public async Task A_field_that_is_closed_takes_no_new_keywords()
    {
        await using var cms = await GuidesAsync();
        await cms.RunRecipeAsync(RecipeText.Of(RecipeText.Definitions(
            RecipeText.Part("GuideArticle", RecipeText.Field("TaxonomyField", "Keywords", $""" "TaxonomyContentItemId":"{Keywords}","Open":false """)))));

        var refused = await ImportAsync(cms, Rest);
        var taken = await ImportAsync(cms, Rest with { Keywords = ["Sleep"] });

        Assert.Equal(
            "The taxonomy \"Keywords\" has no term \"slow  walks\", \"Calm 🌙\", and the field takes none that are not there yet (its setting Open is false).",
            refused.Problem!.Message);
        Assert.Equal(ImportState.Created, taken.Value.State);
    }

    [Fact]
    public async Task Keywords_that_exist_are_used_and_new_ones_are_made_once_as_they_are_written()
    {
        await using var cms = await GuidesAsync();

        var imported = (await ImportAsync(cms, Rest)).Value;
        await ImportAsync(cms, Rest with { Title = "Rest Again", Keywords = ["Calm 🌙", "sleep"] });

        var ids = (await LatestAsync(cms, imported.ContentItemId)).Json("GuideArticle")["Keywords"]!["TermContentItemIds"]!.AsArray();
        var terms = (await LatestAsync(cms, Keywords)).Json("TaxonomyPart")["Terms"]!.AsArray();
        Assert.Equal("terms1eep00000000000000000", (string?)ids[0]);
        Assert.Equal(["slow  walks", "Calm 🌙", "sleep"], terms.Skip(14).Select(term => (string?)term!["DisplayText"]));
    }

    [Fact]
    public async Task A_keyword_under_an_alternative_name_uses_its_term_once()
    {
        await using var cms = await GuidesAsync();
        var taxonomy = await LatestAsync(cms, Keywords);
        var parts = JsonNode.Parse(taxonomy.PartsJson)!.AsObject();
        parts["TaxonomyPart"]!["Terms"]![0]!["Keyword"] = JsonNode.Parse("""{"AlternativeNames":{"Values":["Insomnia"]}}""");
        parts["TaxonomyPart"]!["Terms"]![3]!["Keyword"] = JsonNode.Parse("""{"AlternativeNames":{"Values":["Longing","Urges"]}}""");
        await cms.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(TestSite.Again(taxonomy) with { Parts = parts }, TestSite.Anna, Cancel));

        var imported = (await ImportAsync(cms, Rest with { Keywords = ["Insomnia", "Sleep", "Urges"] })).Value;

        var keywords = (await LatestAsync(cms, imported.ContentItemId)).Json("GuideArticle")["Keywords"]!;
        Assert.Equal(["terms1eep00000000000000000", "termcrav1ngs00000000000000"], keywords["TermContentItemIds"]!.AsArray().Select(id => (string?)id));
        Assert.Equal(14, (await LatestAsync(cms, Keywords)).Json("TaxonomyPart")["Terms"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_article_again_changes_nothing(bool publish)
    {
        await using var cms = await GuidesAsync();
        var first = (await ImportAsync(cms, Rest, publish)).Value;
        var told = cms.Data.Events.Count;

        var second = (await ImportAsync(cms, Rest, publish)).Value;

        Assert.Equal(first with { State = ImportState.Unchanged }, second);
        Assert.Equal(told, cms.Data.Events.Count);
    }

    [Fact]
    public async Task Sample_articles_import_twice_without_a_change()
    {
        await using var cms = await GuidesAsync();

        foreach (var article in Enumerable.Range(0, 5).Select(SampleArticles.Make))
        {
            await ImportAsync(cms, article, publish: true);

            Assert.Equal(ImportState.Unchanged, (await ImportAsync(cms, article, publish: true)).Value.State);
        }
    }

    [Fact]
    public async Task An_article_that_changed_keeps_the_ids_and_what_it_does_not_say()
    {
        await using var cms = await GuidesAsync();
        await cms.RunRecipeAsync(RecipeText.Of(RecipeText.Definitions(
            RecipeText.Part("GuideArticle", RecipeText.Field("TextField", "Note")), RecipeText.Part("GuideSection", RecipeText.Field("TextField", "Note")))));
        var id = (await ImportAsync(cms, Rest, publish: true)).Value.ContentItemId;
        var before = await LatestAsync(cms, id);
        var parts = JsonNode.Parse(before.PartsJson)!.AsObject();
        parts["GuideArticle"]!["Note"] = new JsonObject { ["Text"] = "mine" };
        parts["Sections"]!["ContentItems"]![0]!["GuideSection"]!["Note"] = new JsonObject { ["Text"] = "mine too" };
        await cms.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(TestSite.Again(before) with { Parts = parts }, TestSite.Anna, Cancel));

        var imported = (await ImportAsync(cms, Rest with { Introduction = "New.", Sections = [Rest.Sections[0] with { Heading = "Sleeping" }] }, publish: true)).Value;

        var after = await LatestAsync(cms, id);
        Assert.Equal((ImportState.Updated, id), (imported.State, imported.ContentItemId));
        Assert.Equal(("New.", "mine"), ((string?)after.Json("GuideArticle")["Introduction"]!["Text"], (string?)after.Json("GuideArticle")["Note"]!["Text"]));
        var section = Assert.Single(after.Json("Sections")["ContentItems"]!.AsArray())!;
        Assert.Equal(
            ("Sleeping", "Sleeping", "mine too", (string?)before.Json("Sections")["ContentItems"]![0]!["ContentItemId"]),
            ((string?)section["GuideSection"]!["Heading"]!["Text"], (string?)section["DisplayText"], (string?)section["GuideSection"]!["Note"]!["Text"], (string?)section["ContentItemId"]));
    }

    [Fact]
    public async Task A_draft_is_not_published_and_an_unchanged_draft_is_when_one_asks()
    {
        await using var cms = await GuidesAsync();

        var draft = (await ImportAsync(cms, Rest)).Value;
        var seen = (await LatestAsync(cms, draft.ContentItemId)).Published;
        var published = (await ImportAsync(cms, Rest, publish: true)).Value;

        Assert.False(seen);
        Assert.Equal(draft with { State = ImportState.Updated }, published);
        Assert.True((await LatestAsync(cms, draft.ContentItemId)).Published);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_become_of_it_and_keeps_nothing()
    {
        await using var cms = await GuidesAsync();
        var told = cms.Data.Events.Count;

        var outcome = await cms.RunAsync<ImportArticle, Outcome<ImportedArticle>>(
            verb => verb.RunAsync(Rest, new ImportOptions("GuideArticle", Publish: true, DryRun: true), TestSite.Anna, Cancel));

        Assert.Equal((ImportState.Created, "guides/rest-well"), (outcome.Value.State, outcome.Value.Path));
        Assert.Equal(told, cms.Data.Events.Count);
        Assert.Equal(14, (await LatestAsync(cms, Keywords)).Json("TaxonomyPart")["Terms"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_type_that_lacks_something_is_told_everything_at_once()
    {
        await using var site = await TestSite.WithAsync(
            RecipeText.Type("Note", "", RecipeText.Attach("Note"), RecipeText.Bag("Sections", "Part")),
            RecipeText.Part("Note", RecipeText.Field("TextField", "Introduction"), RecipeText.Field("TaxonomyField", "Keywords"), RecipeText.Field("TextField", "DateCreated")),
            RecipeText.Type("Part", "", RecipeText.Bag("Bullets", "Part", "Note")));

        var unfit = await ImportAsync(site.Cms, Rest, type: "Note");
        var missing = await ImportAsync(site.Cms, Rest, type: "Nothing");

        Assert.Equal(
            "Articles cannot become items of type Note, which lacks a TitlePart, an AutoroutePart, a DateField Note.DateCreated, a TextField Note.Conclusion, "
            + "a taxonomy in the settings of Keywords, a BagPart Part.Bullets with one contained content type, "
            + "a NumericField Part.Number, a TextField Part.Heading, a TextField Part.Body.",
            unfit.Problem?.Message);
        Assert.Equal((ProblemKind.NotFound, "There is no content type \"Nothing\"; this tenant has Note, Part."), (missing.Problem?.Kind, missing.Problem?.Message));
    }

    [Fact]
    public async Task An_article_that_the_rules_refuse_leaves_no_new_keywords()
    {
        await using var cms = await GuidesAsync();

        var outcome = await ImportAsync(cms, Rest with { Sections = [Rest.Sections[0] with { Heading = "" }] });

        Assert.Equal(["Sections[0].Heading is required."], outcome.Complaints());
        Assert.Equal(14, (await LatestAsync(cms, Keywords)).Json("TaxonomyPart")["Terms"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_article_is_found_again_where_the_path_has_its_year()
    {
        await using var cms = await GuidesAsync();
        await cms.RunRecipeAsync(RecipeText.Of(RecipeText.Definitions(RecipeText.Type("GuideArticle", "", RecipeText.Attach(
            "AutoroutePart", settings: """ "AutoroutePartSettings":{"Pattern":"{{ ContentItem.Content.GuideArticle.DateCreated.Value | slice: 0, 4 }}/{{ ContentItem.DisplayText | slugify }}"} """)))));

        var first = (await ImportAsync(cms, Rest)).Value;
        var second = (await ImportAsync(cms, Rest)).Value;

        Assert.Equal("2025/rest-well", first.Path);
        Assert.Equal(first with { State = ImportState.Unchanged }, second);
    }

    [Fact]
    public async Task An_article_whose_path_another_type_has_keeps_its_own_item_at_the_next_import()
    {
        await using var cms = await GuidesAsync();
        await cms.RunRecipeAsync(RecipeText.Of(RecipeText.Definitions(
            RecipeText.Type("Page", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart")))));
        await cms.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(
            new ContentDraft
            {
                ContentType = "Page",
                Parts = JsonNode.Parse("""{"TitlePart":{"Title":"Rest Well"},"AutoroutePart":{"Path":"guides/rest-well"}}""")!.AsObject(),
            },
            TestSite.Anna,
            Cancel));

        var first = (await ImportAsync(cms, Rest)).Value;
        var second = (await ImportAsync(cms, Rest with { Introduction = "New." })).Value;
        var other = (await ImportAsync(cms, Rest with { Title = "Rest: Well" })).Value;

        Assert.Equal((ImportState.Created, "guides/rest-well-2"), (first.State, first.Path));
        Assert.Equal(first with { State = ImportState.Updated }, second);
        Assert.Equal((ImportState.Created, "guides/rest-well-3"), (other.State, other.Path));
    }

    private static async Task<MemoryCms> GuidesAsync()
    {
        var cms = new MemoryCms();
        await cms.RunRecipeFileAsync(Repository.GuidesRecipe);
        return cms;
    }

    private static Task<Outcome<ImportedArticle>> ImportAsync(MemoryCms cms, Article article, bool publish = false, string type = "GuideArticle") =>
        cms.RunAsync<ImportArticle, Outcome<ImportedArticle>>(verb => verb.RunAsync(article, new ImportOptions(type, publish, DryRun: false), TestSite.Anna, Cancel));

    private static async Task<ContentItem> LatestAsync(MemoryCms cms, string id) =>
        (await cms.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(id, Cancel)))!;
}
