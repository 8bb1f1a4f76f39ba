using Cms.Recipes;
using Cms.Setup;
using Cms.Tenants;
using Cms.Tests.Memory;

namespace Cms.Tests.Setup;

public sealed class SetUpTenantTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_that_was_only_added_has_a_name_and_an_address_and_does_not_answer()
    {
        await using var cms = new MemoryCms();

        var added = await AddAsync(cms, new TenantDetails("Site") { Prefix = "/two/", Description = "for two" });
        var again = await AddAsync(cms, new TenantDetails("site"));
        var neighbour = await AddAsync(cms, new TenantDetails("Other") { Prefix = "TWO" });

        Assert.Equal((TenantState.Uninitialized, "two", "for two", ""), (added.Value.State, added.Value.Prefix, added.Value.Description, added.Value.RecipeName));
        Assert.Equal("There is a tenant Site already (Uninitialized).", again.Problem?.Message);
        Assert.Equal("Tenant Site answers at this address already; give Other another host or prefix.", neighbour.Problem?.Message);
        Assert.Empty(cms.TenantStorage.Places);
    }

    [Fact]
    public async Task What_is_wrong_with_the_details_is_said_of_each_member()
    {
        await using var cms = new MemoryCms();

        var refused = await AddAsync(cms, new TenantDetails("7") { Hosts = ["http://x"], Prefix = "api", Description = new string('x', 1001), Category = new string('x', 1001) });

        Assert.Equal(["Name", "Hosts", "Prefix", "Description", "Category"], refused.Problem!.Complaints.Select(complaint => complaint.Path));
    }

    [Fact]
    public async Task A_set_up_that_fails_empties_the_tenant_and_may_be_tried_again()
    {
        await using var cms = new MemoryCms();
        await AddAsync(cms, new TenantDetails("Site"));

        await Assert.ThrowsAsync<RecipeException>(() => SetUpAsync(cms, """{"name":"settings","SiteName":5}"""));
        var between = Assert.Single(await cms.Tenants.ListAsync(Cancel)).State;
        var placesBetween = cms.TenantStorage.Places.Count;
        var done = await SetUpAsync(cms, """{"name":"settings","SiteName":"Fine"}""");
        var again = await SetUpAsync(cms, """{"name":"settings","SiteName":"Other"}""");

        Assert.Equal((TenantState.Uninitialized, 0), (between, placesBetween));
        Assert.Equal((TenantState.Running, "test", true), (done.Value.Tenant.State, done.Value.Tenant.RecipeName, done.Value.Tenant.HasAdministrator));
        Assert.Equal((ProblemKind.Conflict, "Tenant Site is set up already."), (again.Problem?.Kind, again.Problem?.Message));
    }

    [Fact]
    public async Task Whoever_hangs_up_once_the_tenant_runs_takes_nothing_from_it()
    {
        await using var cms = new MemoryCms();
        await AddAsync(cms, new TenantDetails("Site"));
        using var call = new CancellationTokenSource();
        cms.Tenants.AfterState = _ => call.Cancel();

        var done = await SetUpAsync(cms, """{"name":"settings","SiteName":"Fine"}""", call.Token);

        Assert.Equal((TenantState.Running, "test", true), (done.Value.Tenant.State, done.Value.Tenant.RecipeName, done.Value.Tenant.HasAdministrator));
        Assert.Equal(TenantState.Running, Assert.Single(await cms.Tenants.ListAsync(Cancel)).State);
        Assert.Equal(["Site"], cms.TenantStorage.Places);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_once_the_tenant_runs_takes_nothing_from_it()
    {
        await using var cms = new MemoryCms();
        await AddAsync(cms, new TenantDetails("Site"));
        cms.Tenants.AfterState = _ => cms.Tenants.BeforeList = () => throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => SetUpAsync(cms, """{"name":"settings","SiteName":"Fine"}"""));

        cms.Tenants.BeforeList = () => { };
        Assert.Equal(TenantState.Running, Assert.Single(await cms.Tenants.ListAsync(Cancel)).State);
        Assert.Equal(["Site"], cms.TenantStorage.Places);
    }

    [Fact]
    public async Task Nobody_edits_a_tenant_while_it_is_set_up()
    {
        await using var cms = new MemoryCms();
        var tenant = (await AddAsync(cms, new TenantDetails("Site") { Prefix = "two" })).Value;
        await cms.Tenants.ChangeStateAsync(tenant, TenantState.Uninitialized, TenantState.Initializing, Cancel);

        var refused = await EditAsync(cms, new TenantDetails("Site") { Prefix = "three", Description = "new" });

        Assert.Equal((ProblemKind.Conflict, "Tenant Site is being set up, or its set-up was cut off; wait, or remove it and create it again."), (refused.Problem?.Kind, refused.Problem?.Message));
        var kept = Assert.Single(await cms.Tenants.ListAsync(Cancel));
        Assert.Equal(("two", ""), (kept.Prefix, kept.Description));
    }

    [Fact]
    public async Task Of_two_set_ups_at_once_one_is_told_to_wait()
    {
        await using var cms = new MemoryCms();
        var tenant = (await AddAsync(cms, new TenantDetails("Site"))).Value;
        await cms.Tenants.ChangeStateAsync(tenant, TenantState.Uninitialized, TenantState.Initializing, Cancel);

        var second = await SetUpAsync(cms, """{"name":"settings","SiteName":"Fine"}""");

        Assert.Equal((ProblemKind.Conflict, "Tenant Site is being set up, or its set-up was cut off; wait, or remove it and create it again."), (second.Problem?.Kind, second.Problem?.Message));
        Assert.Equal(TenantState.Initializing, Assert.Single(await cms.Tenants.ListAsync(Cancel)).State);
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_the_recipe_only_before_the_set_up()
    {
        await using var cms = new MemoryCms();
        await AddAsync(cms, new TenantDetails("Site") { Prefix = "two", Hosts = ["a.example"], Category = "c" });

        var before = await EditAsync(cms, new TenantDetails("SITE") { RecipeName = "wanted", Hosts = ["b.example", "B.example"] });
        await SetUpAsync(cms, """{"name":"settings","SiteName":"Fine"}""");
        var after = await EditAsync(cms, new TenantDetails("Site") { RecipeName = "other", Prefix = "" });
        var unknown = await EditAsync(cms, new TenantDetails("Nobody"));

        Assert.Equal(("wanted", "two", "b.example", "c"), (before.Value.RecipeName, before.Value.Prefix, Assert.Single(before.Value.Hosts), before.Value.Category));
        var kept = Assert.Single(await cms.Tenants.ListAsync(Cancel));
        Assert.Equal(("test", "", "b.example"), (kept.RecipeName, kept.Prefix, Assert.Single(kept.Hosts)));
        Assert.Equal(TenantState.Running, after.Value.State);
        Assert.Equal(ProblemKind.NotFound, unknown.Problem?.Kind);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_else_changed_meanwhile_is_refused()
    {
        await using var cms = new MemoryCms();
        var seen = (await AddAsync(cms, new TenantDetails("Site") { Prefix = "two", Hosts = ["a.example"] })).Value;
        await EditAsync(cms, new TenantDetails("Site") { Hosts = ["b.example"] });

        var late = await cms.RunAsync<EditTenant, Outcome<Tenant>>(verb => verb.RunAsync(new TenantDetails("Site") { Description = "Mine" }, seen, Cancel));
        var again = await cms.RunAsync<EditTenant, Outcome<Tenant>>(verb => verb.RunAsync(new TenantDetails("Site") { Description = "Mine" }, seen with { Hosts = ["b.example"] }, Cancel));

        Assert.Equal(ProblemKind.Conflict, late.Problem?.Kind);
        Assert.StartsWith("Tenant Site was changed by somebody else", late.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(("Mine", "two"), (again.Value.Description, again.Value.Prefix));
    }

    private static Task<Outcome<Tenant>> AddAsync(MemoryCms cms, TenantDetails details) => cms.RunAsync<AddTenant, Outcome<Tenant>>(verb => verb.RunAsync(details, Cancel));

    private static Task<Outcome<Tenant>> EditAsync(MemoryCms cms, TenantDetails details) => cms.RunAsync<EditTenant, Outcome<Tenant>>(verb => verb.RunAsync(details, Cancel));

    private static async Task<Outcome<CreatedTenant>> SetUpAsync(MemoryCms cms, string steps, CancellationToken? cancel = null)
    {
        var recipe = Recipe.Parse(System.Text.Encoding.UTF8.GetBytes(RecipeText.Of(steps)), Path.Combine(cms.Folder, "test.recipe.json"));
        return await cms.RunAsync<SetUpTenant, Outcome<CreatedTenant>>(verb => verb.RunAsync("Site", new TenantSetup(recipe) { Administrator = new FirstAdministrator("boss", "", "quiet-harbour-lantern") }, cancel ?? Cancel));
    }
}
