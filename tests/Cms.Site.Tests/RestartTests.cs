using System.Net;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Recipes;
using Cms.Settings;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

public abstract class RestartTests(RunningSite site)
{
    [Fact]
    public async Task A_second_start_keeps_everything_and_sets_up_nothing()
    {
        var path = await site.ImportAsync(Articles.Brief("Still here"));
        await site.RunRecipeAsync("""{ "name": "settings", "SiteName": "Renamed" }""");
        await site.CreateTenantAsync("Beside", "beside");
        var before = await AskAsync();

        await site.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(path));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/beside/"));
        Assert.Equal(before, await AskAsync());
        Assert.Contains("Renamed", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_waited_for_a_part_of_Cms_runs_after_the_update_that_brings_it()
    {
        await site.CreateTenantAsync("Waited", "waited");
        await using (var scope = site.Services.GetRequiredService<TenantScopes>().Open(site.Services.GetRequiredService<TenantRegistry>().Find("Waited")!))
        {
            await using var transaction = await scope.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<SettingsStore>().SaveAsync(
                WaitingStep.Section,
                JsonNode.Parse("""
                    { "Steps": [
                      { "Recipe": "older", "Name": "settings", "Reason": "not built yet", "Step": { "name": "settings", "PageSize": -1 } },
                      { "Recipe": "older", "Name": "settings", "Reason": "not built yet", "Step": { "name": "settings", "SiteName": "Waited long" } }] }
                    """)!.AsObject(),
                new SettingsChanged(WaitingStep.Section),
                TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        await site.RestartAsync();

        await Cms.Tests.Eventually.AsyncTrue(async () => (await site.QueryAsync("{ site { siteName } }", "/waited")).GetRawText().Contains("Waited long", StringComparison.Ordinal));
        var waiting = (await site.RunCommandAsync("recipes", "waiting", "--tenant", "Waited")).Succeeded().Output;
        Assert.Matches("settings +older", waiting);
    }

    private async Task<string> AskAsync()
    {
        var data = await site.QueryAsync("{ site { siteName } guideArticle(orderBy: {createdUtc: DESC}) { contentItemId contentItemVersionId path modifiedUtc createdUtc } }");
        return data.GetRawText();
    }
}
