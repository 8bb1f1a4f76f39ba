using System.Text.Json.Nodes;
using Cms.Recipes;
using Cms.Recipes.Scripts;
using Cms.Settings;
using Cms.Tests.Memory;

namespace Cms.Tests.Recipes.Scripts;

public sealed class RecipeScriptsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("[js: 'a' + 1]", "a1")]
    [InlineData("[JS:1 / 4]", "0.25")]
    [InlineData("[js: true]", "true")]
    [InlineData("[js: null]", "")]
    [InlineData("[js: [1, 2, 3].map(one => one * 2).join()]", "2,4,6")]
    [InlineData("[js: variables('brand')]", "Ground")]
    [InlineData("[js: variables('twice')]", "Ground Ground")]
    [InlineData("[js: variables('count')]", "3")]
    [InlineData("[js: parameters('SiteName') + ' of ' + parameters('adminusername')]", "Cms of admin")]
    [InlineData("[js: base64('aGVsbG8=')]", "hello")]
    [InlineData("[js: html('a &lt; b')]", "a < b")]
    [InlineData("[js: gzip('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==')]", "hello")]
    [InlineData("[localization: Good morning]", "Good morning")]
    [InlineData("[js: '[js: 1 + 1]']", "[js: 1 + 1]")]
    [InlineData("[Thames: a river]", "[Thames: a river]")]
    [InlineData("see [js: 1]", "see [js: 1]")]
    public async Task A_text_that_is_a_script_becomes_what_the_script_gives(string text, string value)
    {
        await using var cms = new MemoryCms();

        Assert.Equal(value, await SiteNameAsync(cms, text));
    }

    [Theory]
    [InlineData("[js: while (true) {}]", "does not work: The maximum number of statements executed have been reached.")]
    [InlineData("[js: (function f() { return 1 + f(); })()]", "does not work: The recursion is forbidden by script host.")]
    [InlineData("[js: let a = 'a'; for (;;) a += a;]", "does not work: Script has allocated ")]
    [InlineData("[js: 'a'.repeat(1e9)]", "does not work: a text may have 1000000 letters at most.")]
    [InlineData("[js: 'a'.padStart(1e9)]", "does not work: a text may have 1000000 letters at most.")]
    [InlineData("[js: new Array(1e9).fill(0)]", "does not work: The array size 1000000000 is larger than maximum allowed (100000).")]
    [InlineData("[js: new ArrayBuffer(1e9)]", "does not work: ArrayBuffer is not defined.")]
    [InlineData("[js: 'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e5))]", "makes a text that is too long.")]
    [InlineData("[js: /(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')]", "ran longer than 2 s.")]
    [InlineData("[js: eval('1')]", "does not work: String compilation has been disabled in engine options.")]
    [InlineData("[js: System.IO.File.ReadAllText('/etc/hostname')]", "does not work: System is not defined.")]
    [InlineData("[js: ({ a: 1 })]", "gives an object; it must give a text, a number or a boolean.")]
    [InlineData("[js: missing]", "does not work: missing is not defined.")]
    public async Task A_script_that_fails_or_takes_too_much_stops_the_recipe(string text, string message)
    {
        await using var cms = new MemoryCms();

        Assert.Contains(message, await RefusalAsync(cms, text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[js: variables('none')]", "there is no variable \"none\"; the recipe has brand, twice, count, loop, id.")]
    [InlineData("[js: variables('loop')]", "the variable \"loop\" asks for itself.")]
    [InlineData("[js: parameters('AdminPassword')]", "there is no parameter \"AdminPassword\"; known are SiteName, TenantName, AdminUserId, AdminUsername, AdminEmail. Commands give more with --parameter AdminPassword=VALUE.")]
    [InlineData("[js: base64('%')]", "a text for base64() or gzip() is no base64.")]
    [InlineData("[js: gzip('aGVsbG8=')]", "a text for gzip() must be gzip data in base64.")]
    [InlineData("[file: read('a.txt')]", "\"read('a.txt')\" must be text('FILE') or base64('FILE').")]
    [InlineData("[file: text('../a.txt')]", "the file ../a.txt must be in the recipe's folder.")]
    [InlineData("[file: text('a.txt')]", "recipes may not read the file a.txt; the operator would allow it with Cms:Recipes:AllowedFiles=a.txt.")]
    [InlineData("[env: PATH]", "recipes may not read the environment variable PATH; the operator would allow it with Cms:Recipes:AllowedEnvironment=PATH.")]
    [InlineData("[appsettings: Site:Brand]", "recipes may not read the configuration Site:Brand; the operator would allow it with Cms:Recipes:AllowedConfiguration=Site:Brand.")]
    [InlineData("[js: configuration('Site:Brand', 'x')]", "recipes may not read the configuration Site:Brand; the operator would allow it with Cms:Recipes:AllowedConfiguration=Site:Brand.")]
    public async Task What_a_script_may_not_or_cannot_have_is_named(string text, string message)
    {
        await using var cms = new MemoryCms();

        Assert.Equal($"test.recipe.json, step 1 (settings): {message}", await RefusalAsync(cms, text));
    }

    [Theory]
    [InlineData("[file:text('texts/a.txt')]", "from a file")]
    [InlineData("[file: base64(\"texts/a.txt\")]", "ZnJvbSBhIGZpbGU=")]
    [InlineData("[env:BRAND]", "from outside")]
    [InlineData("[appsettings: Site:Brand]", "configured")]
    [InlineData("[js: configuration('site:brand')]", "configured")]
    [InlineData("[js: configuration('Site:Other', 'otherwise')]", "otherwise")]
    public async Task What_the_operator_allows_is_read(string text, string value)
    {
        await using var cms = new MemoryCms(Allowing("texts/*", "BRAND", "Site:*"));
        Directory.CreateDirectory(Path.Combine(cms.Folder, "texts"));
        await File.WriteAllTextAsync(Path.Combine(cms.Folder, "texts", "a.txt"), "from a file", Cancel);

        Assert.Equal(value, await SiteNameAsync(cms, text));
    }

    [Theory]
    [InlineData("[file:text('texts/none.txt')]", "there is no file texts/none.txt in the recipe's folder.")]
    [InlineData("[env:NONE]", "there is no environment variable NONE.")]
    [InlineData("[appsettings:Site:None]", "the configuration has no value Site:None.")]
    [InlineData("[appsettings:Cms:Database:ConnectionString]", "the configuration Cms:Database:ConnectionString is a secret, which no recipe may read.")]
    [InlineData("[js: configuration('Cms:Setup:AdminPassword')]", "the configuration Cms:Setup:AdminPassword is a secret, which no recipe may read.")]
    public async Task What_is_allowed_but_missing_or_secret_is_named(string text, string message)
    {
        await using var cms = new MemoryCms(Allowing("*", "*", "*"));

        Assert.Equal($"test.recipe.json, step 1 (settings): {message}", await RefusalAsync(cms, text));
    }

    [Fact]
    public async Task A_variable_with_a_new_id_is_the_same_wherever_and_whenever_it_is_asked()
    {
        await using var cms = new MemoryCms();

        var first = await SiteNameAsync(cms, "[js: variables('id') + variables('id')]");
        var again = await SiteNameAsync(cms, "[js: variables('id') + variables('id')]");
        var other = await SiteNameAsync(cms, "[js: variables('id')]", name: "other");

        Assert.Equal((first, 52), (again, first.Length));
        Assert.Equal(first[..26], first[26..]);
        Assert.NotEqual(first[..26], other);
    }

    [Fact]
    public async Task A_quoted_script_gives_itself()
    {
        await using var cms = new MemoryCms();
        var quoted = RecipeScripts.Quote(new JsonObject { ["a"] = "[js: 1 + '\"' + \"'\"]", ["b"] = "plain" })!;

        Assert.Equal("plain", (string?)quoted["b"]);
        Assert.Equal("[js: 1 + '\"' + \"'\"]", await SiteNameAsync(cms, (string)quoted["a"]!));
    }

    private static RecipeSurroundings Allowing(string files, string environment, string configuration) => new()
    {
        Files = AllowedNames.Parse("Cms:Recipes:AllowedFiles", files),
        Environment = AllowedNames.Parse("Cms:Recipes:AllowedEnvironment", environment),
        Configuration = AllowedNames.Parse("Cms:Recipes:AllowedConfiguration", configuration),
        FindEnvironment = name => name == "BRAND" ? "from outside" : null,
        FindConfiguration = key => key.Equals("Site:Brand", StringComparison.OrdinalIgnoreCase) ? "configured" : null,
    };

    // Whatever text a script gives ends up as the name of the site.
    private static async Task<string> SiteNameAsync(MemoryCms cms, string text, string name = "test")
    {
        var recipe = new JsonObject
        {
            ["name"] = name,
            ["variables"] = new JsonObject
            {
                ["brand"] = "Ground",
                ["twice"] = "[js: variables('brand') + ' ' + variables('brand')]",
                ["count"] = 3,
                ["loop"] = "[js: variables('loop')]",
                ["id"] = "[js: uuid()]",
            },
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "settings", ["SiteName"] = text }),
        };
        await cms.RunRecipeAsync(recipe.ToJsonString());
        return (string)(await cms.RunAsync<SettingsStore, JsonObject?>(store => store.FindAsync(SiteSettings.Section, Cancel)))![nameof(SiteSettings.SiteName)]!;
    }

    private static async Task<string> RefusalAsync(MemoryCms cms, string text) =>
        (await Assert.ThrowsAsync<RecipeException>(() => SiteNameAsync(cms, text))).Message;
}
