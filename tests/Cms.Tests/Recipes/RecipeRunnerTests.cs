using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Recipes;
using Cms.Settings;
using Cms.Tests.Memory;

namespace Cms.Tests.Recipes;

public sealed class RecipeRunnerTests
{
    private const string KnownSteps =
        "Known steps: content, ContentDefinition, custom-settings, DeleteContentDefinition, feature, media, OpenIdApplication, OpenIdScope, OpenIdServerSettings, OpenIdValidationSettings, Queries, recipes, RenameContentDefinition, ReplaceContentDefinition, Roles, settings, themes, Users.";

    [Fact]
    public async Task The_guides_recipe_runs_without_remarks_and_a_second_time_changes_nothing()
    {
        await using var cms = new MemoryCms();

        var first = await cms.RunRecipeFileAsync(Repository.GuidesRecipe);
        var told = cms.Data.Events.Count;
        var second = await cms.RunRecipeFileAsync(Repository.GuidesRecipe);

        Assert.Empty(first);
        Assert.Empty(second);
        Assert.Equal(told, cms.Data.Events.Count);
        var guides = await cms.RunAsync<ContentStore, IReadOnlyList<ContentItem>>(
            store => store.ListAsync(new ContentQuery { ContentType = "GuideArticle" }, TestContext.Current.CancellationToken));
        var terms = (await cms.RunAsync<ContentStore, ContentItem?>(
            store => store.FindPublishedAsync("keyw0rds000000000000000000", TestContext.Current.CancellationToken)))!.Part("TaxonomyPart").GetProperty("Terms");
        Assert.Equal((8, 14), (guides.Count, terms.GetArrayLength()));
        Assert.True(File.Exists(Path.Combine(cms.Folder, "Sites", "Default", "Media", "acknowledgement.png")));
    }

    [Fact]
    public async Task An_older_site_of_guides_gets_the_new_definitions_and_keeps_what_editors_wrote()
    {
        await using var cms = new MemoryCms();
        var older = JsonNode.Parse(await File.ReadAllTextAsync(Repository.GuidesRecipe, TestContext.Current.CancellationToken))!.AsObject();
        var steps = older["steps"]!.AsArray();
        foreach (var list in new[] { Step("ContentDefinition")["ContentTypes"]!, Step("content")["data"]! })
            list.AsArray().RemoveAll(one => (string?)one!["Name"] is "Person" or "GuideSource" || (string?)one["ContentType"] == "Person");
        var own = Step("ContentDefinition")["ContentParts"]!.AsArray().First(part => (string?)part!["Name"] == "GuideArticle")!;
        own["ContentPartFieldDefinitionRecords"]!.AsArray().RemoveAll(field => (string?)field!["Name"] is "Summary" or "Authors" or "ReviewedBy" or "LastReviewed" or "NextReviewDue");
        foreach (var guide in Step("content")["data"]!.AsArray().OfType<JsonObject>())
            guide.Remove("Sources");
        Step("media")["Files"] = new JsonArray();
        await cms.RunRecipeAsync(older.ToJsonString());
        var before = (await FindAsync("gv1des1eep0000000000000000"))!;
        var parts = JsonNode.Parse(before.PartsJson)!.AsObject();
        parts["GuideArticle"]!["Introduction"]!["Text"] = "mine";
        await cms.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(TestSite.Again(before) with { Parts = parts }, TestSite.Anna, TestContext.Current.CancellationToken));

        await cms.RunRecipeFileAsync(Repository.GuidesRecipe);

        var definitions = await cms.RunAsync<TenantDefinitions, ContentDefinitions>(known => known.GetAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(definitions.FindType("Person"));
        Assert.Contains(definitions.FieldsOf("GuideArticle"), field => field.Name == "ReviewedBy");
        Assert.Equal("Example Reviewer Mira Voss", (await FindAsync("pers0nrev1ewer000000000000"))?.DisplayText);
        Assert.Equal("mine", (await FindAsync("gv1des1eep0000000000000000"))!.Part("GuideArticle").GetProperty("Introduction").GetProperty("Text").GetString());

        JsonObject Step(string name) => steps.First(step => (string?)step!["name"] == name)!.AsObject();

        Task<ContentItem?> FindAsync(string id) =>
            cms.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Comments_and_trailing_commas_are_allowed()
    {
        await using var site = await TestSite.WithAsync();

        await site.Cms.RunRecipeAsync("""
            // A recipe for people.
            { "name": "test", /* and */ "steps": [ { "name": "settings", "SiteName": "Guides", }, ], }
            """);

        Assert.Equal("Guides", (string?)(await site.SettingsAsync(SiteSettings.Section))!["SiteName"]);
    }

    [Theory]
    [InlineData("{\n\"name\": \"test\",\n\"steps\": [ }", "test.recipe.json, line 3: this is not valid JSON.")]
    [InlineData("[]", "test.recipe.json: a recipe is a JSON object with a list of steps.")]
    [InlineData("""{"name":"test"}""", "test.recipe.json: \"steps\" must be a list of objects, each with a \"name\".")]
    [InlineData("""{"steps":[5]}""", "test.recipe.json: \"steps\" must be a list of objects, each with a \"name\".")]
    [InlineData("""{"steps":[{"name":"settings","SiteName":"a","SiteName":"b"}]}""", "test.recipe.json: this is not valid JSON. Duplicate property 'SiteName'")]
    [InlineData("""{"steps":[{"name":"settings"},{"Name":"Setings"}]}""", "test.recipe.json, step 2 is called \"Setings\". " + KnownSteps)]
    [InlineData("""{"steps":[{"title":"settings"}]}""", "test.recipe.json, step 1: it has no \"name\". " + KnownSteps)]
    [InlineData("""{"variables":5,"steps":[]}""", "test.recipe.json: \"variables\" must be an object, not 5.")]
    public async Task A_recipe_that_cannot_run_names_file_and_place(string recipe, string message)
    {
        await using var cms = new MemoryCms();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(recipe));

        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_last_step_leaves_everything_as_it_was()
    {
        await using var site = await TestSite.OpenAsync("""{"name":"settings","SiteName":"Before"}""");
        var told = site.Cms.Data.Events.Count;
        var recipe = RecipeText.Of(
            RecipeText.Definitions(RecipeText.Type("Note", "")),
            """{"name":"settings","SiteName":"After"}""",
            """{"name":"feature","enable":["OrchardCore.Media"]}""",
            """{"name":"Roles","Roles":[{"Name":"Editor","Permissions":[]}]}""",
            """{"name":"themes","site":"guide"}""",
            """{"name":"media","Files":[{"TargetPath":"a.txt","Base64":"YQ=="}]}""",
            RecipeText.Content("""{"ContentType":"Page","TitlePart":{"Title":"About"}}""", """{"ContentType":"Article","DisplayText":"","TitlePart":{"Title":""}}"""));

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(recipe));

        Assert.Equal("test.recipe.json, step 7 (content): item 2 (no name): Article \"\" was not saved: TitlePart.Title is required.", refusal.Message);
        Assert.Empty(site.EventsAfter(told));
        Assert.Null((await site.DefinitionsAsync()).FindType("Note"));
        Assert.Equal("Before", (string?)(await site.SettingsAsync(SiteSettings.Section))!["SiteName"]);
        Assert.Empty(await site.ListAsync("Page"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(site.Cms.Folder, "Sites"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var refusal = await Assert.ThrowsAsync<RecipeException>(() => Recipe.ReadAsync("nowhere.recipe.json", TestContext.Current.CancellationToken));

        Assert.StartsWith("nowhere.recipe.json cannot be read: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_parts_fields_and_types_are_remarks()
    {
        await using var site = await TestSite.WithAsync();

        var remarks = await site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Definitions(
            RecipeText.Type("Note", "", RecipeText.Attach("FlowPart"), RecipeText.Attach("Note"), RecipeText.Bag("In", "Missing")),
            RecipeText.Part("Note", RecipeText.Field("GeoPointField", "Place")))));

        Assert.Equal(
            [
                "Part FlowPart of content type Note is not known to Cms; its content is kept as it is.",
                "Content type Note takes items of type Missing, which does not exist.",
                "Field Place of part Note is a GeoPointField, which is not known to Cms; its content is kept as it is.",
            ],
            remarks);
    }

    [Fact]
    public async Task A_definition_that_cannot_be_names_the_step()
    {
        await using var site = await TestSite.WithAsync();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.DefineAsync(RecipeText.Type("Guide Article", "")));

        Assert.StartsWith("test.recipe.json, step 1 (ContentDefinition): A content type is called \"Guide Article\"; ", refusal.Message, StringComparison.Ordinal);
    }
}
