using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Content;
using Cms.Recipes;
using Cms.Settings;
using Cms.Tenants;
using Cms.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests.Rest;

/// <summary>Tenants over REST, beyond what Orchard Core's clients were recorded asking.</summary>
public abstract class TenantsApiTests(RunningSite site)
{
    private const string Recipe = """{ "name": "sent", "issetuprecipe": true, "steps": [{ "name": "settings", "SiteName": "From the recipe" }] }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_set_up_that_fails_leaves_the_tenant_for_another_try()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        await site.RestAsync("POST", "/api/tenants/create", Body("Again", prefix: "again"));

        var broken = await site.RestAsync("POST", "/api/tenants/setup", Setup("Again", """{ "name": "sent", "issetuprecipe": true, "steps": [{ "name": "settings", "SiteName": "Half" }, { "name": "settings", "PageSize": 0 }] }"""));
        var between = await site.RestAsync("GET", "/api/tenants/status/again");
        var second = await site.RestAsync("POST", "/api/tenants/setup", Setup("Again", Recipe));
        var third = await site.RestAsync("POST", "/api/tenants/setup", Setup("Again", Recipe));
        var after = await site.RestAsync("GET", "/api/tenants/status/Again");

        Assert.Equal(HttpStatusCode.BadRequest, broken.Status);
        Assert.Contains("step 2 (settings): PageSize must be", broken.Detail, StringComparison.Ordinal);
        Assert.Equal(("Uninitialized", "Again"), (between["state"], between["name"]));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (second.Status, third.Status));
        Assert.Equal(("Running", "sent", true), (after["state"], after["recipeName"], (bool)after.Json["hasAdministrator"]!));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/again/account/sign-in"));
        var settings = await site.RunAsync<SettingsStore, SiteSettings>(store => SiteSettings.LoadAsync(store, Cancel), "Again");
        Assert.Equal(("My [js: 1] site", "Europe/Prague"), (settings.SiteName, settings.TimeZoneId));
    }

    [Fact]
    public async Task The_administrator_of_the_set_up_signs_in_to_that_tenant_alone()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        await site.RestAsync("POST", "/api/tenants/create", Body("Theirs", prefix: "theirs"));
        Assert.Equal(HttpStatusCode.OK, (await site.RestAsync("POST", "/api/tenants/setup", Setup("Theirs", Recipe))).Status);

        using var there = new AccountBrowser(site, "/theirs");
        using var here = new AccountBrowser(site);
        await there.SignInAsync("boss", "four-quiet-green-boats");
        await here.SignInAsync("boss", "four-quiet-green-boats");

        Assert.Equal(("boss", null), (await there.NameAsync(), await here.NameAsync()));
    }

    [Fact]
    public async Task A_sent_recipe_reads_no_file_of_this_machine()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        await site.RestAsync("POST", "/api/tenants/create", Body("Curious", prefix: "curious"));

        var media = await site.RestAsync("POST", "/api/tenants/setup", Setup("Curious", """{ "name": "sent", "issetuprecipe": true, "steps": [{ "name": "media", "Files": [{ "TargetPath": "x.json", "SourcePath": "../guides.recipe.json" }] }] }"""));
        var named = await site.RestAsync("POST", "/api/tenants/setup", Setup("Curious", recipe: null, "../recipes/guides.recipe.json"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (media.Status, named.Status));
        Assert.Contains("There is no recipe ../recipes/guides.recipe.json", named.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_tenants_page_by_page_and_nothing_of_what_they_hold()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        await site.RestAsync("POST", "/api/tenants/create", Body("Listed", prefix: "listed", host: "b.example, A.example"));

        var names = new List<string>();
        string? after = null;
        for (var hasNext = true; hasNext;)
        {
            var page = await site.RestAsync("GET", $"/api/tenants?first=1&after={after}");
            names.Add((string)page.Json["items"]!.AsArray().Single()!["name"]!);
            (after, hasNext) = (page["pageInfo.endCursor"], (bool)page.Json["pageInfo"]!["hasNextPage"]!);
        }

        var listed = await site.RestAsync("GET", "/api/tenants/status/listed");
        Assert.Equal(site.Services.GetRequiredService<TenantRegistry>().Tenants.Select(tenant => tenant.Name).Order(StringComparer.OrdinalIgnoreCase), names);
        Assert.Equal(("a.example,b.example", "listed", "text", "shelf"), (listed["requestUrlHost"], listed["requestUrlPrefix"], listed["description"], listed["category"]));
        Assert.Equal(["address", "category", "createdUtc", "description", "hasAdministrator", "name", "recipeName", "requestUrlHost", "requestUrlPrefix", "state"], listed.Json.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.StartsWith("http://a.example:", listed["address"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.RestAsync("GET", "/api/tenants/status/nobody")).Status);
    }

    [Fact]
    public async Task A_tenant_that_another_node_made_is_there_as_the_request_says()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        var elsewhere = new Tenant { Id = ContentId.New(), Name = "Elsewhere", Prefix = "elsewhere", State = TenantState.Uninitialized, RecipeName = "" };
        Assert.True(await site.Services.GetRequiredService<TenantStore>().AddAsync(elsewhere, Cancel));

        var same = await site.RestAsync("POST", "/api/tenants/create", Body("Elsewhere", prefix: "elsewhere"));

        Assert.Equal(HttpStatusCode.Created, same.Status);
        Assert.EndsWith("/elsewhere", same.Headers["Location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_tenant_moves_with_its_content_and_keeps_what_the_edit_does_not_name()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants", "ViewContent", "ExecuteGraphQL");
        await site.CreateTenantAsync("Moving", "old-place");
        await site.CreateTenantAsync("Neighbour", "neighbour");

        var taken = await site.RestAsync("POST", "/api/tenants/edit", Body("Moving", prefix: "neighbour"));
        var moved = await site.RestAsync("POST", "/api/tenants/edit", """{ "name": "moving", "requestUrlPrefix": "new-place" }""");
        var described = await site.RestAsync("POST", "/api/tenants/edit", """{ "Name": "Moving", "Description": "here now" }""");
        var status = await site.RestAsync("GET", "/api/tenants/status/Moving");

        Assert.Equal((HttpStatusCode.BadRequest, "RequestUrlPrefix"), (taken.Status, taken.Json["errors"]!.AsObject().Single().Key));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (moved.Status, described.Status));
        Assert.Equal(("new-place", "here now", "guides"), (status["requestUrlPrefix"], status["description"], status["recipeName"]));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (await site.StatusAsync("/new-place/api/content"), await site.StatusAsync("/old-place/api/content")));
    }

    [Theory]
    [InlineData("edit", "Changed")]
    [InlineData("remove", "Removed")]
    public async Task Whoever_hangs_up_keeps_no_change_out_of_the_trail(string verb, string happened)
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        var (name, prefix) = ($"Hurried-{verb}", $"hurried-{verb}");
        await site.RestAsync("POST", "/api/tenants/create", Body(name, prefix));
        var id = site.TenantId(name);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var requests = site.Services.GetRequiredService<IHttpContextAccessor>();

        site.Services.GetRequiredService<TenantChanges>().Retired += HangUp;
        using var request = new HttpRequestMessage(HttpMethod.Post, verb == "edit" ? "/api/tenants/edit" : $"/api/tenants/{verb}/{name}");
        request.Content = verb == "edit" ? new StringContent(Body(name, prefix + "-on"), Encoding.UTF8, "application/json") : null;
        _ = await Record.ExceptionAsync(() => site.Client.SendAsync(request, call.Token));
        site.Services.GetRequiredService<TenantChanges>().Retired -= HangUp;

        await Eventually.AsyncTrue(async () =>
            (await site.RunAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(new AuditQuery { SubjectId = id }, Cancel))).Any(entry => entry.Event == happened));

        // The change is written by now, and its entry is not.
        void HangUp(Tenant tenant)
        {
            // Whoever else looks at the list of tenants may find that this one was made, before the request has begun.
            if (tenant.Id != id || requests.HttpContext is not { } context)
                return;

            call.Cancel();
            context.RequestAborted.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        }
    }

    [Theory]
    [InlineData("create", """{ "name": "x", "connectionString": "Data Source=/etc" }""", "ConnectionString")]
    [InlineData("create", """{ "name": "x", "tablePrefix": "t" }""", "TablePrefix")]
    [InlineData("create", """{ "name": "x", "featureProfiles": ["a"] }""", "FeatureProfiles")]
    [InlineData("create", """{ "name": "x", "prefix": "t" }""", "Prefix")]
    [InlineData("create", """{ "name": 5 }""", "Name")]
    [InlineData("create", """{ "name": "x", "NAME": "y" }""", "NAME")]
    [InlineData("create", """{ "name": "x", "requestUrlPrefix": "api" }""", "RequestUrlPrefix")]
    [InlineData("create", """{ "name": "x", "requestUrlHost": "http://a" }""", "RequestUrlHost")]
    [InlineData("create", """{ "name": "x", "recipeName": "../guides" }""", "RecipeName")]
    [InlineData("create", """{ "name": "Default", "requestUrlPrefix": "elsewhere" }""", "Name")]
    [InlineData("setup", """{ "name": "Default", "siteName": "x", "userName": "a b", "email": "a@b.example", "password": "four-quiet-green-boats" }""", "UserName")]
    public async Task What_makes_no_sense_is_refused_with_the_member(string verb, string body, string member)
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");

        var answer = await site.RestAsync("POST", $"/api/tenants/{verb}", body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json", member), (answer.Status, answer.MediaType, answer.Json["errors"]!.AsObject().Single().Key));
    }

    [Fact]
    public async Task Nobody_asks_without_the_permission_and_no_other_tenant_answers()
    {
        await site.LetVisitorsAsync("Default", "AccessContentApi", "EditContent", "ManageUsers");
        await site.CreateTenantAsync("Curtained", "curtained");
        await site.LetVisitorsAsync("Curtained", "SiteOwner");

        foreach (var (method, path) in new[] { ("GET", ""), ("GET", "/status/Default"), ("POST", "/create"), ("POST", "/setup"), ("POST", "/edit"), ("POST", "/enable/Curtained"), ("POST", "/disable/Curtained"), ("POST", "/remove/Curtained"), ("GET", "/x/y") })
        {
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await site.RestAsync(method, "/api/tenants" + path, method == "POST" ? "{}" : null)).Status));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await site.RestAsync(method, "/curtained/api/tenants" + path, method == "POST" ? "{}" : null)).Status));
        }

        await site.LetVisitorsAsync("Default", "ManageTenants");
        var own = await site.RestAsync("POST", "/api/tenants/disable/default");
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (own.Status, await site.StatusAsync("/account/sign-in")));
        Assert.Equal("POST", (await site.RestAsync("GET", "/api/tenants/create")).Headers["Allow"]);
    }

    private static string Body(string name, string prefix, string? host = null) =>
        new JsonObject { ["name"] = name, ["requestUrlPrefix"] = prefix, ["requestUrlHost"] = host, ["description"] = "text", ["category"] = "shelf" }.ToJsonString();

    private static string Setup(string name, string? recipe, string? recipeName = null) => new JsonObject
    {
        ["name"] = name,
        ["siteName"] = "My [js: 1] site",
        ["userName"] = "boss",
        ["email"] = "boss@example.org",
        ["password"] = "four-quiet-green-boats",
        ["recipe"] = recipe,
        ["recipeName"] = recipeName,
        ["siteTimeZone"] = "Europe/Prague",
    }.ToJsonString();
}

public sealed class TenantsApiOnSqliteTests(RunningSite site) : TenantsApiTests(site), IClassFixture<RunningSite>;

public sealed class TenantsApiOnPostgresTests : TenantsApiTests, IClassFixture<RunningSiteOnPostgres>
{
    public TenantsApiOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}
