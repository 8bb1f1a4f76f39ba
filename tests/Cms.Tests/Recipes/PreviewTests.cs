using Cms.Content;
using Cms.Recipes;
using Cms.Settings;

namespace Cms.Tests.Recipes;

public sealed class PreviewTests
{
    private const string About = """{"ContentItemId":"about","ContentItemVersionId":"about1","ContentType":"Page","DisplayText":"About","TitlePart":{"Title":"About"}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_changes_nothing()
    {
        await using var site = await TestSite.OpenAsync("""{"name":"settings","SiteName":"Before"}""", RecipeText.Content(About));
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"media","Files":[{"TargetPath":"a.txt","Base64":"YQ=="}]}"""));
        var told = site.Cms.Data.Events.Count;

        var preview = await PreviewAsync(
            site,
            RecipeText.Definitions(RecipeText.Type("Note", "")),
            """{"name":"settings","SiteName":"After"}""",
            """{"name":"feature","enable":["OrchardCore.Media","TheAdmin"]}""",
            """{"name":"Roles","Roles":[{"Name":"Anonymous","Permissions":["ExecuteGraphQL"]}]}""",
            """{"name":"media","Files":[{"TargetPath":"a.txt","Base64":"YWI="},{"TargetPath":"b.txt","Base64":"Yg=="}]}""",
            RecipeText.Content(
                About.Replace("about1", "about2", StringComparison.Ordinal).Replace("\"About\"", "\"About us\"", StringComparison.Ordinal),
                """{"ContentItemId":"rest","ContentType":"Article","Published":false,"TitlePart":{"Title":"Rest"}}"""));

        Assert.Equal(
            [
                "definitions:",
                """  + ContentTypes[Note]: {"Name":"Note","DisplayName":"Note","Settings":{"ContentTypeSettings":{}},"ContentTypePartDefinitionRecords":[]}""",
                "features:",
                """  + Enabled: ["OrchardCore.Media"]""",
                "roles:",
                """  + Anonymous: {"Description":"Everybody who is not signed in.","Permissions":["ExecuteGraphQL"]}""",
                "site:",
                """  ~ SiteName: "Before" -> "After" """.TrimEnd(),
                "content:",
                """  ~ Page about "About us": published""",
                """      ~ DisplayText: "About" -> "About us" """.TrimEnd(),
                """      ~ TitlePart.Title: "About" -> "About us" """.TrimEnd(),
                """      ~ AutoroutePart.Path: "about" -> "about-us" """.TrimEnd(),
                """  + Article rest "Rest": draft""",
                "media:",
                "  ~ a.txt: 1 -> 2 bytes",
                "  + b.txt: 1 bytes",
            ],
            preview.Lines);
        Assert.Equal(["Features that Cms does not have were left out: TheAdmin."], preview.Remarks);
        Assert.Empty(site.EventsAfter(told));
        Assert.Equal("Before", (string?)(await site.SettingsAsync(SiteSettings.Section))!["SiteName"]);
        Assert.Equal(("About", null), ((await site.LatestAsync("about"))!.DisplayText, await site.LatestAsync("rest")));
        Assert.Equal(["a.txt"], Directory.EnumerateFiles(Path.Combine(site.Cms.Folder, "Sites"), "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_ran_already_would_change_nothing()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Content(About));

        var preview = await PreviewAsync(site, TestSite.ArticleDefinitions, RecipeText.Content(About));

        Assert.Empty(preview.Lines);
    }

    [Fact]
    public async Task A_dry_run_is_refused_as_the_run_would_be()
    {
        await using var site = await TestSite.OpenAsync();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => PreviewAsync(site, """{"name":"settings","SiteName":"After"}""", RecipeText.Content("{}")));

        Assert.Equal("test.recipe.json, step 2 (content): item 1 (no name): it has no ContentType.", refusal.Message);
        Assert.Null(await site.SettingsAsync(SiteSettings.Section));
    }

    private static async Task<RecipePreview> PreviewAsync(TestSite site, params string[] steps)
    {
        var file = Path.Combine(site.Cms.Folder, "test.recipe.json");
        await File.WriteAllTextAsync(file, RecipeText.Of(steps), Cancel);
        var recipe = await Recipe.ReadAsync(file, Cancel);
        return await site.Cms.RunAsync<RecipeRunner, RecipePreview>(runner => runner.PreviewAsync(recipe, Cancel));
    }
}
