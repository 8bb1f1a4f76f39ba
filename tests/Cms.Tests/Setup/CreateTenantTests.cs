using Cms.Recipes;
using Cms.Settings;
using Cms.Setup;
using Cms.Tenants;
using Cms.Tests.Memory;
using Cms.Users;

namespace Cms.Tests.Setup;

public sealed class CreateTenantTests
{
    private const string Steps = """{"name":"settings","SiteName":"From the recipe"},{"name":"feature","enable":["TheAdmin"]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_is_set_up_by_its_recipe_and_runs()
    {
        await using var cms = new MemoryCms();

        var created = await CreateAsync(cms, await NewAsync(cms, Steps) with { Hosts = ["Guides.Example.org", "guides.example.org"], Prefix = "/two/" });

        var tenant = Assert.Single(await cms.Tenants.ListAsync(Cancel));
        Assert.Equal((tenant.Id, TenantState.Running), (created.Value.Tenant.Id, tenant.State));
        Assert.Equal(("guides.example.org", "two", "test"), (Assert.Single(tenant.Hosts), tenant.Prefix, tenant.RecipeName));
        Assert.Equal(["Features that Cms does not have were left out: TheAdmin."], created.Value.Remarks);
        Assert.Equal(["Site"], cms.TenantStorage.Places);
    }

    [Theory]
    [InlineData("Bücher.example", "xn--bcher-kva.example")]
    [InlineData("*.bücher.example", "*.xn--bcher-kva.example")]
    public async Task A_host_with_letters_beyond_ascii_is_found_by_what_browsers_send(string host, string sent)
    {
        await using var cms = new MemoryCms();

        var created = await CreateAsync(cms, await NewAsync(cms, Steps) with { Hosts = [host] });

        Assert.Equal([sent], created.Value.Tenant.Hosts);
    }

    [Theory]
    [InlineData(null, "From the recipe")]
    [InlineData("My own", "My own")]
    public async Task A_name_that_is_given_wins_over_the_recipes(string? siteName, string expected)
    {
        await using var cms = new MemoryCms();

        await CreateAsync(cms, await NewAsync(cms, Steps) with { SiteName = siteName });

        var settings = await cms.RunAsync<SettingsStore, SiteSettings>(store => SiteSettings.LoadAsync(store, Cancel));
        Assert.Equal(expected, settings.SiteName);
    }

    [Fact]
    public async Task A_recipe_that_fails_leaves_nothing()
    {
        await using var cms = new MemoryCms();
        var wanted = await NewAsync(cms, Steps + """,{"name":"settings","SiteName":5}""");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => CreateAsync(cms, wanted));

        Assert.Equal("test.recipe.json, step 3 (settings): SiteName must be a text, not 5.", refusal.Message);
        Assert.Empty(await cms.Tenants.ListAsync(Cancel));
        Assert.Empty(cms.TenantStorage.Places);
        Assert.Empty(cms.Data.Events);
    }

    [Fact]
    public async Task Whoever_gives_up_once_the_tenant_runs_takes_nothing_from_it()
    {
        await using var cms = new MemoryCms();
        var wanted = await NewAsync(cms, Steps);
        using var call = new CancellationTokenSource();
        cms.Tenants.AfterState = _ => call.Cancel();

        var created = await cms.RunAsync<CreateTenant, Outcome<CreatedTenant>>(verb => verb.RunAsync(wanted, call.Token));

        Assert.Equal((TenantState.Running, "test"), (created.Value.Tenant.State, created.Value.Tenant.RecipeName));
        Assert.Equal(created.Value.Tenant.Id, Assert.Single(await cms.Tenants.ListAsync(Cancel)).Id);
        Assert.Equal(["Site"], cms.TenantStorage.Places);
    }

    [Fact]
    public async Task A_name_or_address_that_is_taken_is_refused_and_the_owner_named()
    {
        await using var cms = new MemoryCms();
        var wanted = await NewAsync(cms, Steps);
        await CreateAsync(cms, wanted with { Prefix = "two" });
        await CreateAsync(cms, wanted with { Name = "Hosted", Hosts = ["a.example", "b.example"] });

        var name = await CreateAsync(cms, wanted with { Name = "SITE" });
        var prefix = await CreateAsync(cms, wanted with { Name = "Other", Prefix = "TWO" });
        var host = await CreateAsync(cms, wanted with { Name = "Other", Hosts = ["c.example", "B.example"] });
        var free = await CreateAsync(cms, wanted with { Name = "Other", Hosts = ["b.example"], Prefix = "two" });

        Assert.Equal((ProblemKind.Conflict, "There is a tenant Site already (Running)."), (name.Problem?.Kind, name.Problem?.Message));
        Assert.Equal("Tenant Site answers at this address already; give Other another host or prefix.", prefix.Problem?.Message);
        Assert.Equal("Tenant Hosted answers at this address already; give Other another host or prefix.", host.Problem?.Message);
        Assert.Null(free.Problem);
        Assert.Equal(["Hosted", "Other", "Site"], cms.TenantStorage.Places.Order());
    }

    [Theory]
    [InlineData("", "", "", "A tenant's name begins with a letter and has at most 60 letters, digits, _ and -; \"\" does not.")]
    [InlineData("7up", "", "", "A tenant's name begins with a letter")]
    [InlineData("../x", "", "", "A tenant's name begins with a letter")]
    [InlineData("Ümit", "", "", "A tenant's name begins with a letter")]
    [InlineData("Site", "https://example.org", "", "\"https://example.org\" is no host name; it is written without scheme and port, such as guides.example.org or *.example.org.")]
    [InlineData("Site", "example.org:8080", "", "\"example.org:8080\" is no host name")]
    [InlineData("Site", "*", "", "\"*\" is no host name")]
    [InlineData("Site", "a.*.org", "", "\"a.*.org\" is no host name")]
    [InlineData("Site", "", "a//b", "A prefix has letters, digits, _ and - in segments parted by /; \"a//b\" does not.")]
    [InlineData("Site", "", "a b", "A prefix has letters")]
    [InlineData("Site", "", "../x", "A prefix has letters")]
    [InlineData("Site", "", "api", "A prefix must not begin with api, which every site answers itself.")]
    [InlineData("Site", "", "account", "A prefix must not begin with account, which every site answers itself.")]
    [InlineData("Site", "", "/Media/x", "A prefix must not begin with Media, which every site answers itself.")]
    public async Task What_cannot_be_a_tenant_is_refused(string name, string host, string prefix, string message)
    {
        await using var cms = new MemoryCms();
        var wanted = await NewAsync(cms, Steps) with { Name = name, Hosts = host.Length == 0 ? [] : [host], Prefix = prefix };

        var outcome = await CreateAsync(cms, wanted);

        Assert.Equal(ProblemKind.Invalid, outcome.Problem?.Kind);
        Assert.StartsWith(message, outcome.Problem!.Message, StringComparison.Ordinal);
        Assert.Empty(await cms.Tenants.ListAsync(Cancel));
    }

    [Fact]
    public async Task Only_a_set_up_recipe_makes_a_tenant()
    {
        await using var cms = new MemoryCms();
        var wanted = await NewAsync(cms, Steps);

        var outcome = await CreateAsync(cms, wanted with { Recipe = wanted.Recipe with { IsSetupRecipe = false } });

        Assert.Equal("Recipe test is no set-up recipe (\"issetuprecipe\": true); run it in a tenant that exists.", outcome.Problem?.Message);
    }

    [Fact]
    public async Task The_administrator_has_the_id_that_the_recipe_sees()
    {
        await using var cms = new MemoryCms();
        const string Owned = """{"name":"settings","SiteName":"[js: parameters('AdminUserId')]"}""";

        var created = (await CreateAsync(cms, await NewAsync(cms, Owned) with { Administrator = new FirstAdministrator("boss", "boss@example.org", null) })).Value;

        var boss = Assert.Single(await ListUsersAsync(cms));
        Assert.Equal((true, "boss@example.org"), (boss.IsAdministrator, boss.Email));
        Assert.Equal(boss.Id, (await cms.RunAsync<SettingsStore, SiteSettings>(settings => SiteSettings.LoadAsync(settings, Cancel))).SiteName);
        Assert.Null((await cms.RunAsync<SignIn, Outcome<User>>(verb => verb.RunAsync("boss", created.Administrator!.GeneratedPassword!, Cancel))).Problem);
        Assert.True(Assert.Single(await cms.Tenants.ListAsync(Cancel)).HasAdministrator);
    }

    [Fact]
    public async Task A_user_of_the_administrators_name_whom_the_recipe_brings_becomes_it()
    {
        await using var cms = new MemoryCms();
        const string Users = """{"name":"Users","Users":[{"UserName":"Admin","UserId":"4admin0000000000000000user","RoleNames":["Editor"],"IsEnabled":false}]}""";

        var created = await CreateAsync(cms, await NewAsync(cms, Users) with { Administrator = new FirstAdministrator("admin", "", "quiet-harbour-lantern") });

        Assert.Equal(("Admin", null), (created.Value.Administrator!.UserName, created.Value.Administrator.GeneratedPassword));
        var admin = Assert.Single(await ListUsersAsync(cms));
        Assert.Equal(("4admin0000000000000000user", true, true), (admin.Id, admin.IsAdministrator, admin.IsEnabled));
        Assert.Null((await cms.RunAsync<SignIn, Outcome<User>>(verb => verb.RunAsync("admin", "quiet-harbour-lantern", Cancel))).Problem);
    }

    [Theory]
    [InlineData("admin", "", "short", "A password has 12 to 256 characters; this one has 5.")]
    [InlineData("admin", "", "administrator", "This password is easy to guess")]
    [InlineData("the boss", "", null, "A user name has 1 to 128 letters")]
    [InlineData("boss", "boss", null, "\"boss\" is no e-mail address")]
    public async Task An_administrator_who_breaks_a_rule_is_refused_before_anything_is_made(string name, string email, string? password, string message)
    {
        await using var cms = new MemoryCms();

        var outcome = await CreateAsync(cms, await NewAsync(cms, Steps) with { Administrator = new FirstAdministrator(name, email, password) });

        Assert.StartsWith(message, outcome.Problem?.Message, StringComparison.Ordinal);
        Assert.Empty(await cms.Tenants.ListAsync(Cancel));
        Assert.Empty(cms.TenantStorage.Places);
    }

    [Fact]
    public async Task An_email_that_a_user_of_the_recipe_has_leaves_nothing_of_the_tenant()
    {
        await using var cms = new MemoryCms();
        const string Users = """{"name":"Users","Users":[{"UserName":"anna","Email":"boss@example.org"}]}""";

        var outcome = await CreateAsync(cms, await NewAsync(cms, Users) with { Administrator = new FirstAdministrator("boss", "boss@example.org", null) });

        Assert.Equal("There is a user anna already who signs in with \"boss@example.org\"; take another one.", outcome.Problem?.Message);
        Assert.Empty(await cms.Tenants.ListAsync(Cancel));
        Assert.Empty(cms.TenantStorage.Places);
    }

    [Fact]
    public void What_is_known_of_an_administrator_does_not_show_the_password() =>
        Assert.DoesNotContain("quiet", new FirstAdministrator("boss", "", "quiet-harbour-lantern").ToString(), StringComparison.Ordinal);

    private static Task<IReadOnlyList<User>> ListUsersAsync(MemoryCms cms) => cms.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel));

    private static Task<Outcome<CreatedTenant>> CreateAsync(MemoryCms cms, NewTenant wanted) =>
        cms.RunAsync<CreateTenant, Outcome<CreatedTenant>>(verb => verb.RunAsync(wanted, Cancel));

    private static async Task<NewTenant> NewAsync(MemoryCms cms, string steps)
    {
        var file = Path.Combine(cms.Folder, "test.recipe.json");
        await File.WriteAllTextAsync(file, RecipeText.Of(steps), Cancel);
        return new NewTenant("Site", await Recipe.ReadAsync(file, Cancel));
    }
}
