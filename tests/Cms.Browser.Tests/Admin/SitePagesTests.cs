using System.Net;
using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Content;
using Cms.Settings;
using Cms.Site.Tests;
using Cms.Tenants;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An administrator sets a site up and looks after it.</summary>
public sealed class SitePagesTests(Chromium chromium, RunningSite site) : DeskTests(chromium, site)
{
    [Fact]
    public async Task Settings_are_refused_where_they_are_wrong_and_change_only_what_was_changed()
    {
        await using var opened = await OpenInTenantAsync("Settled", "/admin/settings");
        var page = opened.Page;
        await Site.RunRecipeAsync("""{ "name": "settings", "OtherSettings": { "Kept": true }, "HomeRoute": { "Area": "OrchardCore.Admin" } }""", "Settled");
        await GoToAsync(opened, "/settled/admin/settings");

        await page.GetByLabel("Name of the site").FillAsync("Settled Ground");
        await page.GetByLabel("Public address").FillAsync("guides.example.org");
        await page.GetByLabel("Time zone").FillAsync("Europe/Nowhere");
        await page.GetByLabel("Sites", new() { Exact = true }).FillAsync("https://app.example.org/");
        await PressAsync(opened, "Save");
        await SeeAsync(opened, "Nothing was saved. Mend what is marked below (3).");
        await Assertions.Expect(page.Locator("#site-url-complaint")).ToContainTextAsync("Must be the public address of the site");
        await Assertions.Expect(page.Locator("#site-zone")).ToHaveAttributeAsync("aria-invalid", "true");
        await AssertFitAsync(opened, "admin-settings-refused");
        Assert.Equal("Steady Ground Guides", (await LoadAsync()).SiteName);

        await page.GetByLabel("Public address").FillAsync("https://guides.example.org");
        await page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await page.GetByLabel("Sites", new() { Exact = true }).FillAsync("https://app.example.org");
        await page.GetByLabel("Days in the trash").FillAsync("7");
        await page.GetByLabel("Editor", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Entries are kept, days").FillAsync("90");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Home page" }).FillAsync("planning");
        await page.Keyboard.PressAsync("Enter");
        await PressAsync(opened, "Planning for a Hard Day");
        await PressAsync(opened, "Add an address");
        await page.GetByLabel("Content type").SelectOptionAsync("GuideArticle");
        await page.GetByLabel("Name of the front end").FillAsync("Partner");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://app.example.org/preview/{path}?token={token}");
        await PressAsync(opened, "Save");
        await Assertions.Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        var saved = await LoadAsync();

        Assert.Equal(("Settled Ground", "https://guides.example.org", "Europe/Berlin", 7), (saved.SiteName, saved.BaseUrl, saved.TimeZoneId, saved.DaysInTrash));
        Assert.Equal(["Editor"], SignInRules.Of(saved).RolesWithSecondFactor);
        Assert.Equal(["https://app.example.org"], CorsRules.In(saved.Json).Origins);
        Assert.Equal(90, AuditSettings.Of(saved).RetentionDays);
        Assert.NotNull(saved.Home);
        Assert.Equal([new PreviewAddress("GuideArticle", "Partner", "https://app.example.org/preview/{path}?token={token}")], PreviewAddress.In(saved.Json));
        Assert.True((bool?)saved.Json["OtherSettings"]!["Kept"]);
        Assert.False(saved.Json.ContainsKey(ReadLimit.Member));
        AssertNone(opened.Errors);

        Task<SiteSettings> LoadAsync() => Site.RunAsync<SettingsStore, SiteSettings>(settings => SiteSettings.LoadAsync(settings, Cancel), "Settled");
    }

    [Fact]
    public async Task Somebody_with_the_settings_of_one_type_changes_the_words_of_the_site_and_nothing_else()
    {
        await CreateTenantAsync("Worded", "worded");
        await Site.RunAsync<SaveRole, Outcome<Role>>(verb => verb.RunAsync(new Role("Words", "", [Permission.AccessAdminPanel, Permission.ToManageCustomSettings("GuideSite")]), seen: null, Cancel), "Worded");
        await Site.AddUserAsync("wanda", ["Words"], "Worded");
        var before = await StoredAsync();
        await using var opened = await OpenAsync($"/worded/account/sign-in?returnUrl={Uri.EscapeDataString("/worded/admin/settings")}", Phone, ColorScheme.Dark);
        await SignInAsync(opened, "wanda", "/worded/admin/settings");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await Assertions.Expect(page.GetByLabel("Name of the site")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Guide Site" }).ClickAsync();
        await page.GetByLabel("Brand").FillAsync("Firm Footing");
        await page.GetByLabel("Copyright year").FillAsync("2026.5");
        await PressAsync(opened, "Save");
        await Assertions.Expect(page.Locator("#GuideSite-CopyrightYear-complaint")).ToHaveTextAsync("Must be a whole number, not 2026.5.");
        await AssertFitAsync(opened, "admin-custom-settings");
        await page.GetByLabel("Copyright year").FillAsync("2026");
        await PressAsync(opened, "Save");
        await Assertions.Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();

        var after = await StoredAsync();
        Assert.Equal(("Firm Footing", 2026), ((string?)after["GuideSite"]!["Brand"]!["Text"], (int)after["GuideSite"]!["CopyrightYear"]!["Value"]!));
        before["GuideSite"]!["Brand"] = after["GuideSite"]!["Brand"]!.DeepClone();
        before["GuideSite"]!["CopyrightYear"] = after["GuideSite"]!["CopyrightYear"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(before, after));
        Assert.Contains("Firm Footing", await Site.ReadHtmlAsync("/worded/"), StringComparison.Ordinal);
        AssertNone(opened.Errors);

        async Task<JsonObject> StoredAsync() => (await Site.RunAsync<SettingsStore, JsonObject?>(settings => settings.FindAsync(CustomSettings.SectionOf("GuideSite"), Cancel), "Worded"))!;
    }

    [Fact]
    public async Task A_feature_goes_off_after_it_is_said_what_stops_and_comes_back()
    {
        await using var opened = await OpenInTenantAsync("Switched", "/admin/features");
        Assert.Equal(HttpStatusCode.OK, await Site.StatusAsync("/switched/"));

        await PressAsync(opened, "Switch off: Pages of the site theme.");
        await Assertions.Expect(opened.Page.Locator("dialog[open]")).ToContainTextAsync("The pages of the site are gone for visitors.");
        await AnswerAsync(opened, "Cancel");
        Assert.Equal(HttpStatusCode.OK, await Site.StatusAsync("/switched/"));
        await PressAsync(opened, "Switch off: Pages of the site theme.");
        await AnswerAsync(opened, "Switch off");
        await SeeAsync(opened, "Switched off: Pages of the site theme.");
        Assert.Equal(HttpStatusCode.NotFound, await Site.StatusAsync("/switched/"));
        await PressAsync(opened, "Switch on: Pages of the site theme.");
        await SeeAsync(opened, "Switched on: Pages of the site theme.");

        Assert.Equal(HttpStatusCode.OK, await Site.StatusAsync("/switched/"));
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task A_recipe_is_looked_at_run_and_the_site_written_as_one()
    {
        await using var opened = await OpenInTenantAsync("Cooked", "/admin/recipes/run");
        var page = opened.Page;
        await page.GetByLabel("Text of the recipe").FillAsync("""{ "steps": [ { "name": "settings", "SiteName": "[js: parameters('Name')]" """);
        await PressAsync(opened, "Show what would change");
        await SeeAsync(opened, "this is not valid JSON");

        await page.GetByLabel("Text of the recipe").FillAsync("""{ "steps": [ { "name": "settings", "SiteName": "[js: parameters('Name')]" } ] }""");
        await page.GetByLabel("Parameters").FillAsync("Name=Well Cooked");
        await PressAsync(opened, "Show what would change");
        await SeeAsync(opened, "\"Well Cooked\"");
        await AssertFitAsync(opened, "admin-recipe-preview");
        Assert.Equal("Steady Ground Guides", await NameAsync());
        await PressAsync(opened, "Run the recipe");
        await AnswerAsync(opened, "Run the recipe");
        await SeeAsync(opened, "ran: 1 steps.");
        Assert.Equal("Well Cooked", await NameAsync());

        await GoToAsync(opened, "/cooked/admin/recipes");
        var recipe = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Recipe alone (JSON)" }).ClickAsync());
        var json = JsonNode.Parse(await File.ReadAllTextAsync(await recipe.PathAsync(), Cancel))!;
        Assert.Contains("Well Cooked", json.ToJsonString(), StringComparison.Ordinal);
        var packed = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Recipe with media files (ZIP)" }).ClickAsync());
        await using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(await packed.PathAsync(), Cancel);
        Assert.Contains(zip.Entries, entry => entry.FullName == "site.recipe.json");
        Assert.Contains(zip.Entries, entry => entry.FullName == "site/acknowledgement.png");
        AssertNone(opened.Errors);

        Task<string> NameAsync() => Site.RunAsync<SettingsStore, string>(async settings => (await SiteSettings.LoadAsync(settings, Cancel)).SiteName, "Cooked");
    }

    [Fact]
    public async Task A_tenant_is_made_stopped_and_removed_by_its_name_and_the_trail_tells_of_it()
    {
        await using var opened = await OpenAdminAsync("/admin/tenants/new");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Fresh");
        await page.GetByLabel("Path").FillAsync("admin");
        await page.GetByLabel("Recipe").SelectOptionAsync("blank");
        await PressAsync(opened, "Make the tenant");
        await Assertions.Expect(page.Locator("#tenant-prefix-complaint")).ToContainTextAsync("must not begin with admin");
        await AssertFitAsync(opened, "admin-tenant-new");
        await page.GetByLabel("Path").FillAsync("fresh");
        await PressAsync(opened, "Make the tenant");
        var password = await ReadSecretAsync(opened);
        Assert.Null((await Site.RunAsync<SignIn, Outcome<User>>(verb => verb.RunAsync("admin", password, Cancel), "Fresh")).Problem);

        await GoToAsync(opened, "/admin/tenants?q=fresh");
        await page.GetByRole(AriaRole.Link, new() { Name = "Fresh", Exact = true }).ClickAsync();
        // The list that one comes from has a label with a path in it, too.
        await page.GetByLabel("Path", new() { Exact = true }).FillAsync("api");
        await page.GetByLabel("Description").FillAsync("A fresh start");
        await PressAsync(opened, "Save");
        await Assertions.Expect(page.Locator("#tenant-prefix-complaint")).ToContainTextAsync("must not begin with api");
        await AssertFitAsync(opened, "admin-tenant");
        await page.GetByLabel("Path").FillAsync("fresher");
        await PressAsync(opened, "Save");
        await Assertions.Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        var moved = Site.Services.GetRequiredService<TenantRegistry>().Find("Fresh")!;
        Assert.Equal(("fresher", "A fresh start"), (moved.Prefix, moved.Description));

        await GoToAsync(opened, "/admin/tenants?q=fresh");
        await PressAsync(opened, "Disable Fresh");
        await AnswerAsync(opened, "Disable");
        await SeeAsync(opened, "Fresh no longer answers.");
        await PressAsync(opened, "Remove Fresh");
        await AnswerAsync(opened, "Remove the tenant");
        await SeeAsync(opened, "That is not Fresh.");
        await page.GetByLabel("Type Fresh to confirm").FillAsync("Fresh");
        await AnswerAsync(opened, "Remove the tenant");
        await SeeAsync(opened, "Fresh and everything it stored are gone.");
        Assert.Null(Site.Services.GetRequiredService<TenantRegistry>().Find("Fresh"));

        await GoToAsync(opened, "/admin/audit?kind=Tenants&text=Fresh");
        await Assertions.Expect(page.Locator(".trail > li")).ToHaveCountAsync(4);
        await page.GetByText("Details").First.ClickAsync();
        await AssertFitAsync(opened, "admin-audit");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download as JSON lines" }).ClickAsync());
        var events = (await File.ReadAllLinesAsync(await file.PathAsync(), Cancel)).Select(line => (string?)JsonNode.Parse(line)!["event"]);
        Assert.Equal(["Removed", "Disabled", "Changed", "SetUp"], events);
        AssertNone(opened.Errors);
    }
}
