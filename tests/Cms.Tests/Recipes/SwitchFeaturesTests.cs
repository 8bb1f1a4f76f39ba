using Cms.Definitions;
using Cms.Features;
using Cms.Recipes;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Recipes;

public sealed class SwitchFeaturesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Features_go_on_and_off_and_bring_their_content_types_once()
    {
        await using var site = await TestSite.OpenAsync();

        var on = await SwitchAsync(site, ["OrchardCore.Menu", Feature.Media], []);
        var again = await SwitchAsync(site, [Feature.Media], ["OrchardCore.Menu", "OrchardCore.Unknown"]);

        Assert.Equal(["OrchardCore.Menu", Feature.Media], on.Value);
        Assert.Equal([Feature.Media], again.Value);
        Assert.Equal([Feature.Media], await site.Cms.RunAsync<SettingsStore, string[]>(async settings => [.. TenantFeatures.NamesIn(await settings.FindAsync(TenantFeatures.Section, Cancel))]));
        Assert.NotNull(await site.Cms.RunAsync<TenantDefinitions, ContentType?>(async definitions => (await definitions.GetAsync(Cancel)).FindType("LinkMenuItem")));
    }

    [Fact]
    public async Task What_is_not_there_or_not_allowed_is_not_switched()
    {
        await using var site = await TestSite.OpenAsync();

        var unknown = await SwitchAsync(site, ["OrchardCore.Forms"], []);
        var editor = await SwitchAsync(site, [Feature.Media], [], Caller.SignedIn("e", "emil", [Permission.EditContent]));
        var withTypes = await SwitchAsync(site, ["OrchardCore.Menu"], [], Caller.SignedIn("f", "fred", [Permission.ManageFeatures]));

        Assert.Equal((ProblemKind.NotFound, ProblemKind.Forbidden, ProblemKind.Forbidden), (unknown.Problem?.Kind, editor.Problem?.Kind, withTypes.Problem?.Kind));
        Assert.Empty(await site.Cms.RunAsync<SettingsStore, string[]>(async settings => [.. TenantFeatures.NamesIn(await settings.FindAsync(TenantFeatures.Section, Cancel))]));
    }

    [Fact]
    public async Task A_run_tells_of_each_step_as_it_begins()
    {
        await using var site = await TestSite.OpenAsync();
        var recipe = Recipe.Parse(System.Text.Encoding.UTF8.GetBytes(RecipeText.Of("""{"name":"feature","enable":[]}""", """{"name":"settings","SiteName":"Mine"}""")), "/nowhere/test.recipe.json");
        var reached = new List<int>();

        await site.Cms.RunAsync<RecipeRunner, IReadOnlyList<string>>(runner => runner.RunAsync(recipe, Cancel, reached.Add));

        Assert.Equal([1, 2], reached);
    }

    private static Task<Outcome<IReadOnlyList<string>>> SwitchAsync(TestSite site, string[] enable, string[] disable, Caller? by = null) => site.Cms.InScopeAsync(services =>
    {
        if (by is not null)
            services.GetRequiredService<CurrentCaller>().Caller = by;
        return services.GetRequiredService<SwitchFeatures>().RunAsync(enable, disable, Cancel);
    });
}
