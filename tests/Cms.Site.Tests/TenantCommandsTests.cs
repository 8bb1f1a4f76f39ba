using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cms.Recipes;
using Cms.Setup;
using Cms.Tenants;
using Cms.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

public abstract class TenantCommandsTests(RunningSite site)
{
    private const string Guide = "/guides/building-a-steady-sleep-routine";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_made_beside_the_running_server_answers_under_its_prefix()
    {
        var made = await site.RunCommandAsync("tenants", "create", "Second", "--prefix", "two", "--recipe", "guides");

        Assert.Contains("Tenant Second was made", made.Succeeded().Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/two/") == HttpStatusCode.OK);
        var list = await site.RunCommandAsync("tenants", "list");
        Assert.Matches(@"Second\s+Running\s+\(any\)\s+/two\s+guides", list.Succeeded().Output);
    }

    [Fact]
    public async Task A_tenant_made_beside_the_running_server_answers_under_its_host_and_an_unknown_host_falls_to_the_one_without()
    {
        var made = await site.RunCommandAsync("tenants", "create", "ByHost", "--host", "a.example", "--recipe", "guides", "--site-name", "Host A");
        await site.RunRecipeAsync("""{ "name": "settings", "SiteName": "Any host" }""");

        made.Succeeded();
        await Eventually.AsyncTrue(async () => await SiteNameAsync("a.example") == "Host A");
        Assert.Equal("Any host", await SiteNameAsync("b.example"));
    }

    [Fact]
    public async Task A_disabled_tenant_is_not_found_until_it_is_enabled_again()
    {
        await site.CreateTenantAsync("Resting", "resting");
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/resting/"));

        (await site.RunCommandAsync("tenants", "disable", "resting")).Succeeded();
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/resting/") == HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/resting/api/graphql?query={__typename}"));

        (await site.RunCommandAsync("tenants", "enable", "Resting")).Succeeded();
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/resting/") == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_running_tenant_is_not_removed()
    {
        var refused = await site.RunCommandAsync("tenants", "remove", "Default");

        Assert.Equal("Tenant Default is running; disable it first.", refused.Refused());
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/"));
    }

    [Fact]
    public async Task A_removed_tenant_leaves_nothing_and_a_new_one_of_its_name_starts_afresh()
    {
        await site.CreateTenantAsync("Passing", "passing");
        var old = await site.ImportAsync(Articles.Brief("Only in the old one"), "Passing");
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/passing" + old));
        await DisableAsync("Passing");

        var removed = await site.RunCommandAsync("tenants", "remove", "Passing");

        Assert.Equal("Tenant Passing and everything it stored are gone.", removed.Succeeded().Output.Trim());
        Assert.False(Directory.Exists(Path.Combine(site.DataDirectory, "Sites", "Passing")));
        await Eventually.AsyncTrue(() => site.Services.GetRequiredService<TenantRegistry>().Find("Passing") is null);
        (await site.RunCommandAsync("tenants", "create", "Passing", "--prefix", "passing", "--recipe", "guides")).Succeeded();
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/passing/") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/passing" + old));
        Assert.Equal(8, (await site.QueryAsync("{ guideArticle { path } }", "/passing")).GetProperty("guideArticle").GetArrayLength());
    }

    [Fact]
    public async Task A_tenant_with_a_broken_recipe_leaves_nothing()
    {
        var recipe = site.WriteRecipe("broken", """{ "name": "settings", "SiteName": "Half" }, { "name": "bake" }""", setsUp: true);

        var refused = await site.RunCommandAsync("tenants", "create", "Half", "--prefix", "half", "--recipe", recipe);

        Assert.StartsWith("broken.recipe.json, step 2 is called \"bake\". Known steps: ", refused.Refused(), StringComparison.Ordinal);
        Assert.DoesNotContain(await site.Services.GetRequiredService<TenantStore>().ListAsync(Cancel), tenant => tenant.Name == "Half");
        Assert.False(Directory.Exists(Path.Combine(site.DataDirectory, "Sites", "Half")));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        var refused = await site.RunCommandAsync("tenants", "create", "default", "--prefix", "other", "--recipe", "blank");

        Assert.Equal("There is a tenant Default already (Running).", refused.Refused());
    }

    [Theory]
    [InlineData("Tenant Default answers at this address already; give Rival another host or prefix.", "", null)]
    [InlineData("Tenant Taken answers at this address already; give Rival another host or prefix.", "Taken/", "TAKEN.example")]
    [InlineData("A prefix must not begin with media, which every site answers itself.", "media/x", null)]
    [InlineData("A prefix has letters, digits, _ and - in segments parted by /; \"a//b\" does not.", "a//b", null)]
    [InlineData("\"http://a.example\" is no host name; it is written without scheme and port, such as guides.example.org or *.example.org.", "", "http://a.example")]
    public async Task An_address_that_cannot_be_given_out_is_refused(string message, string prefix, string? host)
    {
        if (site.Services.GetRequiredService<TenantRegistry>().Find("Taken") is null)
            await site.CreateTenantAsync("Taken", "taken", ["taken.example"]);
        var recipe = await site.Services.GetRequiredService<RecipeFolder>().GetAsync("blank", Cancel);

        var refused = await site.Services.GetRequiredService<CreateTenant>().RunAsync(new NewTenant("Rival", recipe) { Prefix = prefix, Hosts = host is null ? [] : [host] }, Cancel);

        Assert.Equal(message, refused.Problem?.Message);
    }

    [Fact]
    public async Task Where_no_tenant_takes_every_host_an_unknown_one_is_not_found()
    {
        await site.CreateTenantAsync("OnlyHere", "", ["here.example"]);
        await DisableAsync(Tenant.DefaultName);

        var here = await site.StatusAsync(Guide, "here.example");
        var elsewhere = await site.StatusAsync(Guide, "elsewhere.example");
        var health = await site.StatusAsync("/health/ready", "elsewhere.example");
        await site.Services.GetRequiredService<SetTenantState>().RunAsync(Tenant.DefaultName, TenantState.Running, Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK), (here, elsewhere, health));
    }

    private async Task DisableAsync(string name) => await site.Services.GetRequiredService<SetTenantState>().RunAsync(name, TenantState.Disabled, Cancel);

    // Null while the host's tenant is still being set up: it answers 404 then.
    private async Task<string?> SiteNameAsync(string host)
    {
        using var response = await site.GetAsync("/api/graphql?query={site{siteName}}", host);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("data").GetProperty("site").GetProperty("siteName").GetString()
            : null;
    }
}
