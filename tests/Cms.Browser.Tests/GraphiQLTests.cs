using System.Net;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

/// <summary>The page <c>/graphiql</c> as a developer meets it, in a tenant that lies at a path. Skipped where the program was built without Node.</summary>
public sealed class GraphiQLTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    [Fact]
    public async Task A_developer_picks_an_example_asks_it_and_reads_the_schema()
    {
        await SkipWithoutBundleAsync();
        await CreateTenantAsync("Tools", "tools");
        await Site.RunRecipeAsync(
            """{ "name": "Queries", "Queries": [{ "Source": "GraphQL", "Name": "Newest", "Template": "query Newest { guideArticle(first: 2) { path } } # </script>" }] }""", "Tools");
        await using var opened = await OpenAsync("/tools/graphiql");
        var page = opened.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Show Examples" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Newest" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Execute query" }).ClickAsync();

        await Assertions.Expect(page.Locator(".result-window")).ToContainTextAsync("\"path\"");
        await opened.KeepScreenshotAsync("graphiql-1440-answer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show History" }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-history")).ToContainTextAsync("Newest");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Documentation Explorer" }).ClickAsync();
        await page.Locator(".graphiql-doc-explorer").GetByRole(AriaRole.Link, new() { Name = "Query" }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("guideArticle");
        await opened.KeepScreenshotAsync("graphiql-1440-schema");
        Assert.All(opened.Requests, address => Assert.StartsWith(Root.ToString(), address.Replace("blob:", "", StringComparison.Ordinal), StringComparison.Ordinal));
        AssertNone(opened.Errors);
    }

    [Theory]
    [InlineData(Desk, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    public async Task It_fits_a_desk_and_a_phone(int width, ColorScheme colors)
    {
        await SkipWithoutBundleAsync();
        await using var opened = await OpenAsync("/graphiql", width, colors);

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Execute query" })).ToBeInViewportAsync();
        await Assertions.Expect(opened.Page.Locator(".graphiql-query-editor")).ToContainTextAsync("siteName");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Execute query" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".result-window")).ToContainTextAsync("\"siteName\"");

        await opened.KeepScreenshotAsync($"graphiql-{width}");
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
        AssertNone(opened.Errors);
    }

    private async Task SkipWithoutBundleAsync()
    {
        using var bundle = await Site.GetAsync("/graphiql/page.js");
        Assert.SkipUnless(bundle.StatusCode == HttpStatusCode.OK, "The program was built without Node.js, or without its packages, so GraphiQL is not part of it.");
    }
}
