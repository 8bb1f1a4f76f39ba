using Cms.Users;

namespace Cms.Site.Tests;

/// <summary>Who sees the pages of content types, and who may change something there.</summary>
public sealed class DefinitionPagesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Content_types_are_shown_changed_and_purged_by_three_permissions()
    {
        using var editor = await SignInAsync("defs-editor", Permission.EditContent);
        using var viewer = await SignInAsync("defs-viewer", Permission.ViewContentTypes);
        using var modeler = await SignInAsync("defs-modeler", Permission.EditContentTypes);
        using var purger = await SignInAsync("defs-purger", Permission.EditContentTypes, Permission.PurgeContent);

        foreach (var path in new[] { "", "/types/GuideArticle", "/new-type", "/new-part", "/leftovers" })
            Assert.Contains("You may not see this page", (await editor.GetAsync($"/admin/definitions{path}")).Html, StringComparison.Ordinal);

        var read = (await viewer.GetAsync("/admin/definitions/types/GuideArticle")).Html;
        Assert.Contains("value=\"GuideArticle\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Look at what happens", read, StringComparison.Ordinal);
        Assert.DoesNotContain("New type", (await viewer.GetAsync("/admin/definitions")).Html, StringComparison.Ordinal);
        Assert.Contains("You may not make content types and parts; it needs the permission EditContentTypes.", (await viewer.GetAsync("/admin/definitions/new-type")).Html, StringComparison.Ordinal);

        Assert.Contains("Look at what happens", (await modeler.GetAsync("/admin/definitions/types/GuideArticle")).Html, StringComparison.Ordinal);
        Assert.Contains("You may not see this page", (await modeler.GetAsync("/admin/definitions/leftovers")).Html, StringComparison.Ordinal);
        Assert.Contains("Look through all items", (await purger.GetAsync("/admin/definitions/leftovers")).Html, StringComparison.Ordinal);
        Assert.Contains("There is no content type Nothing", (await modeler.GetAsync("/admin/definitions/types/Nothing")).Html, StringComparison.Ordinal);
    }

    private async Task<AccountBrowser> SignInAsync(string name, params string[] permissions)
    {
        await site.RunAsync<SaveRole, Outcome<Role>>(verb => verb.RunAsync(new Role(name, "", [Permission.AccessAdminPanel, .. permissions]), seen: null, Cancel));
        await site.AddUserAsync(name, [name]);
        var browser = new AccountBrowser(site);
        await browser.SignInAsync(name);
        return browser;
    }
}
