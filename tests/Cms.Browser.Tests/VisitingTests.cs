using System.Net;
using System.Text.Json;
using Cms.Site.Tests;
using Cms.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningSite))]

namespace Cms.Browser.Tests;

/// <summary>The kinds of page that a visitor of a guide site can see.</summary>
public enum SitePage
{
    Home,
    Article,
    Keyword,
    NotFound,
}

/// <summary>Opens pages of the running site as a visitor. Its tests are skipped on a machine without Chromium.</summary>
public abstract class VisitingTests
{
    /// <summary>The least width that WCAG 2.2 asks for (1.4.10), a phone's and a desk's.</summary>
    public const int Narrowest = 320, Phone = 360, Desk = 1440;

    private readonly Chromium _chromium;

    protected VisitingTests(Chromium chromium, RunningSite site)
    {
        chromium.SkipWithoutIt();
        (_chromium, Site) = (chromium, site);
    }

    protected RunningSite Site { get; }

    protected Uri Root => Site.Client.BaseAddress!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected async Task<OpenedPage> OpenAsync(SitePage page, int width = Desk, ColorScheme colors = ColorScheme.Light) =>
        await OpenAsync(await PathOfAsync(page), width, colors);

    protected Task<OpenedPage> OpenAsync(string path, int width = Desk, ColorScheme colors = ColorScheme.Light) =>
        OpenAsync(new Uri(Root, path), width, colors);

    protected Task<OpenedPage> OpenAsync(Uri address, int width = Desk, ColorScheme colors = ColorScheme.Light) => _chromium.OpenAsync(address, width, colors);

    /// <summary>Fills in the form of the sign-in that is shown, and sends it.</summary>
    protected static async Task SignInAsync(IPage page, string name)
    {
        await page.GetByLabel("User name or e-mail").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(RunningSite.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>The guide of <see cref="SitePage.Article"/>, as partner apps read it.</summary>
    protected async Task<JsonElement> GetGuideAsync()
    {
        var data = await Site.QueryAsync("""{ guideArticle(where: {path: "guides/planning-for-a-hard-day"}) { displayText path keywords { terms { path } } } }""");
        return data.GetProperty("guideArticle")[0];
    }

    /// <summary>Makes a tenant from the guides recipe beside the running server and waits until visitors see it under its prefix.</summary>
    protected async Task CreateTenantAsync(string name, string prefix)
    {
        var created = await Site.RunCommandAsync("tenants", "create", name, "--prefix", prefix, "--recipe", "guides");
        Assert.True(created.ExitCode == 0, created.Error);
        await Eventually.AsyncTrue(() => IsFoundAsync($"/{prefix}/"));
    }

    protected async Task<bool> IsFoundAsync(string path)
    {
        using var answer = await Site.Client.GetAsync(path, Cancel);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Fails with everything that was found in full, which Assert.Empty shortens.</summary>
    protected static void AssertNone(IReadOnlyCollection<string> found) => Assert.True(found.Count == 0, string.Join('\n', found));

    private async Task<string> PathOfAsync(SitePage page) => page switch
    {
        SitePage.Home => "/",
        SitePage.Article => "/" + (await GetGuideAsync()).GetProperty("path").GetString(),
        SitePage.Keyword => "/" + (await GetGuideAsync()).GetProperty("keywords").GetProperty("terms")[0].GetProperty("path").GetString(),
        _ => "/no-such-page",
    };
}
