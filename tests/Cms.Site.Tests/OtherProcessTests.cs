using System.Net;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>What a command beside the running server changes is seen by the server without a restart.</summary>
public abstract class OtherProcessTests(RunningSite site)
{
    [Fact]
    public async Task A_field_that_a_recipe_adds_appears_in_GraphQL()
    {
        Assert.DoesNotContain("subtitle", await FieldsAsync(), StringComparison.Ordinal);
        var recipe = site.WriteRecipe("subtitle", """
            { "name": "ContentDefinition", "ContentTypes": [], "ContentParts": [
              { "Name": "GuideArticle", "Settings": {}, "ContentPartFieldDefinitionRecords": [{ "FieldName": "TextField", "Name": "Subtitle", "Settings": {} }] }] }
            """);

        var run = await site.RunProcessAsync("recipes", "run", recipe);

        Assert.Contains("Recipe subtitle ran in tenant Default: 1 steps.", run.Succeeded().Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => (await FieldsAsync()).Contains("\"subtitle\"", StringComparison.Ordinal));
        Assert.Contains("\"introduction\"", await FieldsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/"));
    }

    [Fact]
    public async Task A_changed_setting_appears_on_pages_and_in_GraphQL()
    {
        await site.ReadHtmlAsync("/");
        var recipe = site.WriteRecipe("rename", """
            { "name": "settings", "SiteName": "Name from beside" },
            { "name": "custom-settings", "GuideSite": { "ContentItemId": "gv1des1tesett1ngs000000000", "ContentType": "GuideSite", "GuideSite": { "Brand": { "Text": "" }, "Motto": { "Text": "Motto from beside" } } } }
            """);

        (await site.RunCommandAsync("recipes", "run", recipe)).Succeeded();

        await Eventually.AsyncTrue(async () => (await site.ReadHtmlAsync("/")).Contains("Name from beside", StringComparison.Ordinal));
        Assert.Contains("Motto from beside", await site.ReadHtmlAsync("/"), StringComparison.Ordinal);
        var data = await site.QueryAsync("{ site { siteName guideSite { motto promoHeading } } }");
        Assert.Equal("""{"siteName":"Name from beside","guideSite":{"motto":"Motto from beside","promoHeading":"Free weekly planning sheet"}}""", data.GetProperty("site").GetRawText());
    }

    [Fact]
    public async Task A_recipe_that_fails_half_way_changes_nothing()
    {
        var before = await site.QueryAsync("{ site { siteName } }");
        var recipe = site.WriteRecipe("halfway", """{ "name": "settings", "SiteName": "Never" }, { "name": "Roles", "Roles": [{ "Permissions": [] }] }""");

        var refused = await site.RunCommandAsync("recipes", "run", recipe);

        Assert.Equal("halfway.recipe.json, step 2 (Roles): a role has no Name.", refused.Refused());
        Assert.Equal(before.GetRawText(), (await site.QueryAsync("{ site { siteName } }")).GetRawText());
    }

    [Fact]
    public async Task Seeding_twice_makes_the_same_guides_once_and_home_pages_through_them()
    {
        (await site.RunCommandAsync("content", "seed", "30")).Succeeded();
        (await site.RunCommandAsync("content", "seed", "30")).Succeeded();

        await Eventually.AsyncTrue(async () => await CountAsync() == 38);
        var first = await site.ReadHtmlAsync("/");
        var second = await site.ReadHtmlAsync("/?page=2");
        Assert.Equal((20, 18), (Rows(first), Rows(second)));
        Assert.Contains("href=\"?page=2\"", first, StringComparison.Ordinal);
        Assert.Contains("href=\"?page=1\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"?page=3\"", second, StringComparison.Ordinal);
        foreach (var number in new[] { "3", "0", "-1", "x", "99999999999", "1&page=2" })
            Assert.Equal((number, HttpStatusCode.NotFound), (number, await site.StatusAsync("/?page=" + number)));
    }

    private static int Rows(string html) => html.Split("<article class=\"guide-row\">").Length - 1;

    private async Task<int> CountAsync() => (await site.QueryAsync("{ guideArticle { path } }")).GetProperty("guideArticle").GetArrayLength();

    private async Task<string> FieldsAsync() => (await site.QueryAsync("{ __type(name: \"GuideArticle\") { fields { name } } }")).GetRawText();
}
