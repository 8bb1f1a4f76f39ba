using System.Text.Json.Nodes;
using Cms.Recipes;
using Cms.Settings;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Recipes;

/// <summary>Steps of Orchard Core that Cms does not run.</summary>
public sealed class WaitingStepTests
{
    private const string Client = """
        {"name":"openidclientsettings","ClientId":"reader","ClientSecret":"hidden-1","RoleEntries":[{"Name":"[js: 'Api' + 'Reader']"}],"Flow":"[env: PATH"}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_that_waits_is_kept_with_its_reason_and_without_secrets()
    {
        await using var cms = new MemoryCms();

        var remarks = await cms.RunRecipeAsync(RecipeText.Of("""{"name":"settings"}""", Client));

        Assert.Equal(
            [
                "Step 2 (OpenIdClientSettings) waits: sign-in with accounts of other sites is not built yet.",
                "Step 2 (OpenIdClientSettings): ClientSecret left out, as secrets are not kept; run the recipe again when Cms runs this step.",
            ],
            remarks);
        var step = Assert.Single(await ListAsync(cms));
        Assert.Equal(("test", "OpenIdClientSettings", "sign-in with accounts of other sites is not built yet"), (step.Recipe, step.Name, step.Reason));
        Assert.Equal("""{"name":"openidclientsettings","ClientId":"reader","RoleEntries":[{"Name":"ApiReader"}],"Flow":"[env: PATH"}""", step.Step.ToJsonString());
    }

    [Fact]
    public async Task Password_hashes_of_users_are_not_kept_however_deep()
    {
        await using var cms = new MemoryCms();

        await cms.RunRecipeAsync(RecipeText.Of("""
            {"name":"custom-user-settings","Users":[{"UserName":"anna","PasswordHash":"AQAAAA","SecurityStamp":"X","ResetToken":"","IsLockoutEnabled":true,"RoleNames":["Editor"]}]}
            """));

        Assert.Equal(
            """{"name":"custom-user-settings","Users":[{"UserName":"anna","IsLockoutEnabled":true,"RoleNames":["Editor"]}]}""",
            Assert.Single(await ListAsync(cms)).Step.ToJsonString());
    }

    [Fact]
    public async Task A_second_run_keeps_no_step_twice_and_the_order_is_that_of_the_last_run()
    {
        await using var cms = new MemoryCms();
        const string Layers = """{"name":"Layers","Layers":[]}""";
        await cms.RunRecipeAsync(RecipeText.Of(Client, Layers));
        var told = cms.Data.Events.Count;

        await cms.RunRecipeAsync(RecipeText.Of(Client, Layers));
        var same = cms.Data.Events.Count;
        await cms.RunRecipeAsync(RecipeText.Of(Client));

        Assert.Equal(told, same);
        Assert.Equal(["Layers", "OpenIdClientSettings"], (await ListAsync(cms)).Select(step => step.Name));
    }

    [Fact]
    public async Task A_failing_step_after_it_leaves_nothing_kept()
    {
        await using var cms = new MemoryCms();

        await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(RecipeText.Of(Client, """{"name":"feature","enable":5}""")));

        Assert.Empty(await ListAsync(cms));
    }

    [Fact]
    public async Task A_step_with_nothing_to_do_is_reported_and_forgotten()
    {
        await using var cms = new MemoryCms();

        var remarks = await cms.RunRecipeAsync(RecipeText.Of("""{"name":"ReloadTenant"}"""));

        Assert.Equal(["Step 1 (ReloadTenant) was skipped: a tenant of Cms sees every change at once."], remarks);
        Assert.Empty(await ListAsync(cms));
    }

    [Fact]
    public async Task Commands_are_refused_before_anything_is_done()
    {
        await using var cms = new MemoryCms();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"settings","SiteName":"After"}""", """{"name":"command","Commands":["createUser /UserName:root"]}""")));

        Assert.Equal("test.recipe.json, step 2 (Command) is refused: it would run commands of the server; use cms's own commands instead.", refusal.Message);
        Assert.Empty(cms.Data.Events);
    }

    [Fact]
    public async Task A_waiting_step_is_run_once_Cms_runs_it_and_is_then_off_the_list()
    {
        var ran = new List<string>();
        await using var cms = new MemoryCms();
        await cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"Sitemaps","Title":"[js: '[js: 1]']"}""", """{"name":"Layers"}""", """{"name":"Sitemaps","Fails":true}"""));
        await using var later = new MemoryCms(services => services.AddScoped<RecipeStep>(_ => new SitemapsStep(ran)), cms.Data);

        var report = await later.RunAsync<RunWaitingSteps, IReadOnlyList<WaitedStep>>(verb => verb.RunAsync(Cancel));

        Assert.Equal([null, "test (waiting), step 1 (Sitemaps): it cannot be."], report.Select(step => step.Failure));
        Assert.Equal(["[js: 1]"], ran);
        Assert.Equal(["Layers", "Sitemaps"], (await ListAsync(later)).Select(step => step.Name));
    }

    private static Task<IReadOnlyList<WaitingStep>> ListAsync(MemoryCms cms) =>
        cms.RunAsync<SettingsStore, IReadOnlyList<WaitingStep>>(settings => WaitingStep.ListAsync(settings, Cancel));

    /// <summary>What a later Cms might have.</summary>
    private sealed class SitemapsStep(List<string> ran) : RecipeStep
    {
        public override string Name => "Sitemaps";

        public override Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
        {
            if (step["Fails"] is not null)
                throw new RecipeException("it cannot be.");
            ran.Add((string)step["Title"]!);
            return Task.CompletedTask;
        }
    }
}
