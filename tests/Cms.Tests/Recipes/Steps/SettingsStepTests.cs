using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Features;
using Cms.Recipes;
using Cms.Recipes.Steps;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Recipes.Steps;

/// <summary>The steps that write settings: <c>settings</c>, <c>custom-settings</c>, <c>themes</c>, <c>feature</c> and <c>Roles</c>.</summary>
public sealed class SettingsStepTests
{
    private const string Site = """
        {"name":"custom-settings","SiteTexts":{"ContentItemId":"texts","ContentType":"SiteTexts","SiteTexts":{"Brand":{"Text":"Ground"},"Link":{"Url":"/a","Text":"A"}}}}
        """;

    [Fact]
    public async Task Settings_that_a_step_does_not_name_stay()
    {
        await using var site = await TestSite.WithAsync();
        await RunAsync(site, """{"name":"settings","SiteName":"Guides","TimeZoneId":"Europe/Berlin","LocalizationSettings":{"DefaultCulture":"de-DE"}}""");

        await RunAsync(site, """{"name":"settings","sitename":"Ratgeber"}""");

        var stored = new SiteSettings((await site.SettingsAsync(SiteSettings.Section))!);
        Assert.Equal(("Ratgeber", "de-DE", "Europe/Berlin"), (stored.SiteName, stored.Culture, (string?)stored.Json["TimeZoneId"]));
        Assert.Null(stored.Json["name"]);
    }

    [Fact]
    public async Task Custom_settings_keep_the_fields_that_a_step_does_not_name()
    {
        await using var site = await SiteTextsAsync();
        await RunAsync(site, Site);

        await RunAsync(site, """{"name":"custom-settings","SiteTexts":{"SiteTexts":{"Link":{"Url":"/b"},"Motto":{"Text":"Slow"}}}}""");

        var item = (await site.Cms.RunAsync<SettingsStore, ContentItem?>(store => CustomSettings.FindAsync(store, "SiteTexts", TestContext.Current.CancellationToken)))!;
        Assert.Equal(
            ("texts", """{"SiteTexts":{"Brand":{"Text":"Ground"},"Link":{"Url":"/b"},"Motto":{"Text":"Slow"}}}"""),
            (item.ContentItemId, item.PartsJson));
    }

    [Fact]
    public async Task Custom_settings_set_twice_tell_nothing_the_second_time()
    {
        await using var site = await SiteTextsAsync();
        await RunAsync(site, Site);
        var told = site.Cms.Data.Events.Count;

        await RunAsync(site, Site);

        Assert.Empty(site.EventsAfter(told));
    }

    [Fact]
    public async Task Custom_settings_that_editors_changed_stay_and_the_others_follow_the_recipe()
    {
        await using var site = await SiteTextsAsync();
        await RunAsync(site, Site);
        await EditAsync(site, """{"Text":"Mine"}""");

        var remarks = await RunAsync(site, """{"name":"Custom-Settings","sitetexts":{"SiteTexts":{"Brand":{"Text":"New"},"Link":{"Url":"/new"},"Motto":{"Text":"Slow"}}}}""");
        var again = await RunAsync(site, Site);

        Assert.Equal(["SiteTexts: SiteTexts.Brand changed since a recipe wrote it, or written by no recipe; left as it is."], remarks);
        Assert.Equal(remarks, again);
        Assert.Equal("""{"Brand":{"Text":"Mine"},"Link":{"Url":"/a","Text":"A"},"Motto":{"Text":"Slow"}}""", (await site.SettingsAsync("custom-settings/SiteTexts"))!["SiteTexts"]!.ToJsonString());
    }

    [Fact]
    public async Task Custom_settings_that_an_editor_wrote_as_the_recipe_has_them_are_the_recipes_again()
    {
        await using var site = await SiteTextsAsync();
        await RunAsync(site, Site);
        await EditAsync(site, """{"Text":"Mine"}""");
        await RunAsync(site, """{"name":"custom-settings","SiteTexts":{"SiteTexts":{"Brand":{"Text":"Mine"}}}}""");

        var remarks = await RunAsync(site, Site);

        Assert.Empty(remarks);
        Assert.Equal("Ground", (string?)(await site.SettingsAsync("custom-settings/SiteTexts"))!["SiteTexts"]!["Brand"]!["Text"]);
    }

    [Theory]
    [InlineData("""{"name":"custom-settings","SiteTexts":{"SiteTexts":{"Brand":{"Text":5}}}}""", "SiteTexts was not saved: Brand must have a text as Text, not 5.")]
    [InlineData("""{"name":"custom-settings","SiteTexts":{"SiteTexts":{"Brand":null}}}""", "SiteTexts was not saved: Brand is required.")]
    [InlineData("""{"name":"custom-settings","SiteTexts":5}""", "\"SiteTexts\" must be a content item.")]
    [InlineData("""{"name":"custom-settings","Note":{}}""", "\"Note\" is no content type with the stereotype CustomSettings. There are: SiteTexts.")]
    public async Task Custom_settings_that_are_wrong_are_refused(string step, string message)
    {
        await using var site = await SiteTextsAsync();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(site, step));

        Assert.Equal("test.recipe.json, step 1 (custom-settings): " + message, refusal.Message);
    }

    [Fact]
    public async Task An_unknown_theme_is_a_remark_and_the_site_has_none()
    {
        await using var site = await TestSite.WithAsync();
        await RunAsync(site, """{"name":"themes","site":"guide"}""");

        var remarks = await RunAsync(site, """{"name":"Themes","Site":"TheBlogTheme","admin":"TheAdmin"}""");

        Assert.Equal(["There is no theme \"TheBlogTheme\"; the site has no pages. Themes: guide."], remarks);
        Assert.Equal("""{"site":"","admin":"TheAdmin"}""", (await site.SettingsAsync(ThemesStep.Section))!.ToJsonString());
    }

    [Fact]
    public async Task An_unknown_feature_is_a_remark_and_the_known_ones_are_switched()
    {
        await using var site = await TestSite.WithAsync();
        await RunAsync(site, """{"name":"feature","enable":["OrchardCore.Media","OrchardCore.Themes"]}""");

        var remarks = await RunAsync(site, """{"name":"feature","enable":["TheAdmin","OrchardCore.Media"],"disable":["OrchardCore.Themes","Nothing"]}""");

        Assert.Equal(["Features that Cms does not have were left out: TheAdmin."], remarks);
        Assert.Equal(["OrchardCore.Media"], TenantFeatures.NamesIn(await site.SettingsAsync(TenantFeatures.Section)));
    }

    [Fact]
    public async Task Taxonomies_bring_their_content_type_along_unless_it_is_there()
    {
        await using var without = await TestSite.WithAsync();
        await using var with = await TestSite.OpenAsync();
        await using var defining = await TestSite.WithAsync();
        const string Enable = """{"name":"Feature","Enable":["OrchardCore.Taxonomies"]}""";

        await RunAsync(without, Enable);
        await RunAsync(with, Enable);
        await defining.Cms.RunRecipeAsync(RecipeText.Of(Enable, RecipeText.Definitions(RecipeText.Type("Taxonomy", "", RecipeText.Attach("TaxonomyPart")))));

        Assert.Equal(["TitlePart", "AliasPart", "AutoroutePart", "TaxonomyPart"], await PartsAsync(without));
        Assert.Equal(["TitlePart", "TaxonomyPart"], await PartsAsync(with));
        Assert.Equal(["TaxonomyPart"], await PartsAsync(defining));

        static async Task<IEnumerable<string>> PartsAsync(TestSite site) => (await site.DefinitionsAsync()).FindType("Taxonomy")!.Parts.Select(part => part.Name);
    }

    [Theory]
    [InlineData("""{"name":"feature","enable":"OrchardCore.Media"}""", "(feature): \"enable\" must be a list of feature names.")]
    [InlineData("""{"name":"settings","LocalizationSettings":{"DefaultCulture":"xx-Nowhere"}}""", "(settings): LocalizationSettings.DefaultCulture must be the name of a culture such as en-US, not \"xx-Nowhere\".")]
    [InlineData("""{"name":"settings","PageSize":0,"BaseUrl":"x"}""",
        "(settings): BaseUrl must be the public address of the site's home page such as https://guides.example.org, without user, ? and #, not \"x\". PageSize must be a whole number from 1 to 100, not 0.")]
    [InlineData("""{"name":"Roles"}""", "(Roles): it needs \"Roles\": a list of objects.")]
    [InlineData("""{"name":"Roles","Roles":[{"Permissions":[]}]}""", "(Roles): a role has no Name.")]
    [InlineData("""{"name":"Roles","Roles":[{"Name":"Editor","Permissions":"all"}]}""", "(Roles): Permissions of role Editor must be a list of names.")]
    [InlineData("""{"name":"Roles","Roles":[{"Name":"Editor","Permissions":[5]}]}""", "(Roles): Permissions of role Editor must be a list of names.")]
    [InlineData("""{"name":"Roles","Roles":[{"Name":"Editor","PermissionBehavior":"Merge"}]}""", "(Roles): PermissionBehavior of role Editor must be Replace, Add or Remove, not \"Merge\".")]
    public async Task A_step_that_is_wrong_says_what_would_be_right(string step, string message)
    {
        await using var site = await TestSite.WithAsync();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(site, step));

        Assert.Equal("test.recipe.json, step 1 " + message, refusal.Message);
    }

    [Theory]
    [InlineData("Replace", "c")]
    [InlineData("Add", "a", "b", "c")]
    [InlineData("Remove", "a", "b")]
    public async Task Permissions_are_replaced_added_or_removed(string behavior, params string[] expected)
    {
        await using var site = await TestSite.WithAsync();
        await RunAsync(site, """{"name":"Roles","Roles":[{"Name":"Editor","Description":"Edits.","Permissions":["a","b"]}]}""");

        await RunAsync(site, $$"""{"name":"Roles","Roles":[{"Name":"EDITOR","Permissions":["c"],"PermissionBehavior":"{{behavior}}"}]}""");

        var roles = (await site.SettingsAsync(RolePermissions.Section))!;
        Assert.Equal(expected, roles["Editor"]!["Permissions"]!.AsArray().Select(permission => (string?)permission));
        Assert.Equal("Edits.", (string?)roles["Editor"]!["Description"]);
        Assert.Null(roles["EDITOR"]);
    }

    private static Task<IReadOnlyList<string>> RunAsync(TestSite site, string step) => site.Cms.RunRecipeAsync(RecipeText.Of(step));

    private static async Task EditAsync(TestSite site, string brand)
    {
        var item = (await site.SettingsAsync("custom-settings/SiteTexts"))!;
        item["SiteTexts"]!["Brand"] = JsonNode.Parse(brand);
        await site.Cms.InScopeAsync(async services =>
        {
            await CustomSettings.SaveAsync(services.GetRequiredService<SettingsStore>(), "SiteTexts", item, TestContext.Current.CancellationToken);
            return true;
        });
    }

    private static Task<TestSite> SiteTextsAsync() => TestSite.WithAsync(
        RecipeText.Type("SiteTexts", "\"Stereotype\":\"CustomSettings\"", RecipeText.Attach("SiteTexts")),
        RecipeText.Part(
            "SiteTexts",
            RecipeText.Field("TextField", "Brand", "\"Required\":true"),
            RecipeText.Field("TextField", "Motto"),
            RecipeText.Field("LinkField", "Link")),
        RecipeText.Type("Note", ""));
}
