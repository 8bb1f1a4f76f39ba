using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Recipes;
using Cms.Tests.Memory;

namespace Cms.Tests.Recipes;

public sealed class ExportRecipeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_set_up_from_an_export_is_exported_the_same()
    {
        await using var site = await TestSite.OpenAsync(
            """{"name":"feature","enable":["OrchardCore.Taxonomies","OrchardCore.Media"]}""",
            """{"name":"settings","SiteName":"[js: '[js: uuid()]']","TimeZoneId":"Europe/Berlin"}""",
            """{"name":"themes","site":"guide","admin":"TheAdmin"}""",
            """{"name":"Roles","Roles":[{"Name":"Editor","Description":"Edits.","Permissions":["EditContent"]}]}""",
            """{"name":"media","Files":[{"TargetPath":"b/a.txt","Base64":"YQ=="}]}""",
            """{"name":"OpenIdApplication","ClientId":"reader"}""",
            """{"name":"queries","Queries":[{"Source":"Sql","Name":"Old","Template":"[js: '[env: SQL]']"},{"source":"graphql","name":"Zoo","template":"{ zoo }"},{"Source":"GraphQL","Name":"Ant","Template":"{ ant }"}]}""",
            """{"name":"Queries","Queries":[{"Source":"Lucene","Name":"Found","Template":"{}"}]}""",
            """{"name":"Layers","Layers":[{"Name":"[js: '[env: HOME]']"}]}""");
        var published = (await site.PublishAsync(TestSite.Article("Sleep", """ "Article":{"Tags":{"TaxonomyContentItemId":"tags0000000000000000000000","TermContentItemIds":["sea"]},"Summary":{"Text":"[env: PATH]"} } """))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(published, "Sleep more"));
        var unpublished = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.UnpublishAsync(unpublished.ContentItemId);
        await site.SaveDraftAsync(TestSite.Article("Never published"));

        var (json, media) = await ExportAsync(site.Cms);
        await using var again = await SetUpAsync(json, site.Cms);
        var (second, _) = await ExportAsync(again);

        Assert.Equal(json, second);
        Assert.Equal(["b/a.txt"], media);
        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(again.Folder, "Sites", "Default", "Media", "b", "a.txt"), Cancel));
        await AreEqualAsync(site.Cms, again);
        Assert.Equal(["Sleep more", "Sleep"], (await ItemsAsync(again)).Where(item => (string?)item["ContentItemId"] == published.ContentItemId).Select(item => (string?)item["DisplayText"]));
    }

    [Fact]
    public async Task Queries_go_out_as_one_step_those_that_run_first_and_in_order_of_name()
    {
        await using var cms = new MemoryCms();
        await cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"Queries","Queries":[{"Source":"Sql","Name":"Old","Template":"SELECT 1","ReturnContentItems":true},{"Source":"GraphQL","Name":"Zoo","Template":"{ zoo }"}]}""",
            """{"name":"Layers","Layers":[]}""",
            """{"name":"Queries","Queries":[{"Source":"GraphQL","Name":"Ant","Template":"{ ant }"},{"Source":"Lucene","Name":"Found","Template":"{}"}]}"""));

        var exported = await RunAsync(cms);

        Assert.Equal(
            [
                """{"name":"Queries","Queries":[{"Source":"GraphQL","Name":"Ant","Template":"{ ant }"},{"Source":"GraphQL","Name":"Zoo","Template":"{ zoo }"},{"Source":"Sql","Name":"Old","Template":"SELECT 1","ReturnContentItems":true},{"Source":"Lucene","Name":"Found","Template":"{}"}]}""",
                """{"name":"Layers","Layers":[]}""",
            ],
            exported.Recipe["steps"]!.AsArray().TakeLast(2).Select(step => step!.ToJsonString()));
    }

    [Fact]
    public async Task The_guides_come_back_from_their_export()
    {
        await using var cms = new MemoryCms();
        await cms.RunRecipeFileAsync(Repository.GuidesRecipe);

        var (json, _) = await ExportAsync(cms);
        await using var again = await SetUpAsync(json, cms);

        Assert.Equal(json, (await ExportAsync(again)).Json);
        await AreEqualAsync(cms, again);
    }

    [Fact]
    public async Task Secrets_are_left_out_and_named()
    {
        await using var site = await TestSite.WithAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"settings","SmtpSettings":{"Host":"mail","Password":"hidden-1"},"ReCaptchaSettings":{"SecretKey":"hidden-2"}}"""));

        var exported = await RunAsync(site.Cms);

        Assert.DoesNotContain("hidden", exported.Recipe.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"Host\":\"mail\"", exported.Recipe.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["settings: SmtpSettings.Password, ReCaptchaSettings.SecretKey left out, as secrets are not exported."], exported.Remarks);
    }

    private static Task<ExportedRecipe> RunAsync(MemoryCms cms) => cms.RunAsync<ExportRecipe, ExportedRecipe>(verb => verb.RunAsync("export", "files", Cancel));

    private static async Task<(string Json, IReadOnlyList<string> Media)> ExportAsync(MemoryCms cms)
    {
        var exported = await RunAsync(cms);
        return (exported.Recipe.ToJsonString(ContentItemJson.Options), exported.MediaFiles);
    }

    private static async Task<MemoryCms> SetUpAsync(string json, MemoryCms from)
    {
        var cms = new MemoryCms();
        var media = new DirectoryInfo(Path.Combine(from.Folder, "Sites", "Default", "Media"));
        foreach (var file in media.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(cms.Folder, "files", Path.GetRelativePath(media.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        await cms.RunRecipeAsync(json);
        return cms;
    }

    // Down to ids, dates and states.
    private static async Task AreEqualAsync(MemoryCms expected, MemoryCms actual)
    {
        var (before, after) = (await ItemsAsync(expected), await ItemsAsync(actual));
        Assert.True(before.Count > 3);
        Assert.Equal(before.Count, after.Count);
        foreach (var (was, now) in before.Zip(after))
            Assert.Empty(JsonChange.List(was, now).Select(change => change.ToString()));
    }

    private static async Task<IReadOnlyList<JsonObject>> ItemsAsync(MemoryCms cms) => await cms.RunAsync<ContentStore, IReadOnlyList<JsonObject>>(async store =>
    {
        var items = new List<ContentItem>();
        foreach (var type in cms.Data.ContentTypes)
            items.AddRange(await store.ListAsync(new ContentQuery { ContentType = type, Status = ContentStatus.All, First = 1000 }, Cancel));
        return [.. items.OrderBy(item => item.ContentItemId, StringComparer.Ordinal).ThenByDescending(item => item.Latest).Select(ContentItemJson.Write)];
    });
}
