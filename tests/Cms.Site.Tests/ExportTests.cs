using System.Net;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>A site goes out as a recipe and comes back as an equal one.</summary>
public abstract class ExportTests(SiteWithArticle site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_set_up_from_an_export_has_equal_content()
    {
        await site.RunRecipeAsync("""
            { "name": "content", "data": [
              { "ContentItemId": "exp0rted1", "ContentType": "GuideArticle", "Published": true, "DisplayText": "Exported", "TitlePart": { "Title": "Exported" } },
              { "ContentItemId": "exp0rted1", "ContentType": "GuideArticle", "Published": false, "DisplayText": "[js: '[env: PATH]']", "TitlePart": { "Title": "[js: '[env: PATH]']" } } ] },
            { "name": "Queries", "Queries": [
              { "Source": "Sql", "Name": "Old", "Template": "SELECT 1", "Schema": "{}", "ReturnContentItems": true },
              { "Source": "GraphQL", "Name": "Paths", "Template": "{ guideArticle { path } }" } ] }
            """);
        var first = Path.Combine(site.DataDirectory, "out", "site.recipe.json");
        (await site.RunCommandAsync("recipes", "export", first)).Succeeded();

        (await site.RunCommandAsync("tenants", "create", "Again", "--prefix", "again", "--recipe", first)).Succeeded();
        var second = Path.Combine(site.DataDirectory, "again", "site.recipe.json");
        (await site.RunCommandAsync("recipes", "export", second, "--tenant", "Again")).Succeeded();

        Assert.Equal(await File.ReadAllTextAsync(first, Cancel), await File.ReadAllTextAsync(second, Cancel));
        Assert.Contains("SELECT 1", await File.ReadAllTextAsync(second, Cancel), StringComparison.Ordinal);
        Assert.Contains("[env: PATH]", await File.ReadAllTextAsync(first, Cancel), StringComparison.Ordinal);
        Assert.Equal(MediaOf(first), MediaOf(second));
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/again/") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/again/api/graphql?documentId=Paths"));
        const string Guides = "{ guideArticle(first: 1000, orderBy: { createdUtc: ASC }) { contentItemId contentItemVersionId displayText path publishedUtc keywords { termContentItemIds } sections { heading bullets { label text } } } }";
        Assert.Equal((await site.QueryAsync(Guides)).GetRawText(), (await site.QueryAsync(Guides, prefix: "/again")).GetRawText());
    }

    [Fact]
    public async Task An_export_replaces_a_file_only_when_told()
    {
        var file = Path.Combine(site.DataDirectory, "mine.recipe.json");
        await File.WriteAllTextAsync(file, "mine", Cancel);

        var refused = await site.RunCommandAsync("recipes", "export", file);
        var kept = await File.ReadAllTextAsync(file, Cancel);
        (await site.RunCommandAsync("recipes", "export", file, "--overwrite")).Succeeded();

        Assert.Equal($"{file} is there already; give --overwrite to replace it.", refused.Refused());
        Assert.Equal("mine", kept);
        Assert.StartsWith("{", await File.ReadAllTextAsync(file, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_prints_a_diff_and_keeps_nothing()
    {
        var recipe = site.WriteRecipe("diff", """{ "name": "settings", "SiteName": "Never" }, { "name": "media", "Files": [ { "TargetPath": "never.txt", "Base64": "YQ==" } ] }""");

        var output = (await site.RunCommandAsync("recipes", "run", recipe, "--dry-run")).Succeeded().Output;

        Assert.Contains("-> \"Never\"", output, StringComparison.Ordinal);
        Assert.Contains("+ never.txt: 1 bytes", output, StringComparison.Ordinal);
        Assert.Contains("Dry run: recipe diff would change this in tenant Default; nothing was kept.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Never", await site.ReadHtmlAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/media/never.txt"));
    }

    private static IEnumerable<(string Path, long Length)> MediaOf(string recipe)
    {
        var folder = Path.Combine(Path.GetDirectoryName(recipe)!, "site");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        return files.Select(file => (Path.GetRelativePath(folder, file), new FileInfo(file).Length));
    }
}
