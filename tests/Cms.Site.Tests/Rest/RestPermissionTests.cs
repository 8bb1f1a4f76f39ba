using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests.Rest;

/// <summary>Two tenants with the same content and different visitors.</summary>
public sealed class RestTenants : RunningSite
{
    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Other", "other");
        await CreateTenantAsync("Closed", "closed");
        await this.LetVisitorsAsync("Other", "SiteOwner");
    }
}

/// <summary>Who may do what over REST.</summary>
public sealed class RestPermissionTests(RestTenants site) : IClassFixture<RestTenants>
{
    private const string Article = """{ "ContentType": "GuideArticle", "TitlePart": { "Title": "Theirs" }, "GuideArticle": { "Introduction": { "Text": "Intro." }, "DateCreated": { "Value": "2026-01-02T00:00:00Z" } } }""";

    [Fact]
    public async Task No_address_says_anything_to_a_visitor_without_the_permission()
    {
        var addresses = site.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(pattern => pattern.StartsWith("/api/content", StringComparison.Ordinal)).Distinct().ToList();

        foreach (var address in addresses)
        {
            foreach (var method in new[] { "GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS" })
            {
                var path = "/closed" + address.Replace("{contentItemId}", "x", StringComparison.Ordinal).Replace("{contentItemVersionId}", "x", StringComparison.Ordinal).Replace("{**unknown}", "x/y/z/u", StringComparison.Ordinal);

                var answer = await site.RestAsync(method, path, method is "POST" or "PATCH" ? Article : null);

                Assert.Equal((method, path, HttpStatusCode.Unauthorized, "application/problem+json"), (method, path, answer.Status, answer.MediaType));
                Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
                Assert.False(answer.Headers.ContainsKey("Allow"));
            }
        }

        Assert.True(addresses.Count >= 11, string.Join(' ', addresses));
    }

    [Fact]
    public async Task Drafts_and_versions_are_not_there_for_those_who_may_only_see_what_is_published()
    {
        var draft = await CreateAsync("/other", draft: true);
        var published = await CreateAsync("/other", draft: false);
        await site.PatchAsync($"/other/api/content/{published}?draft=true", """{"GuideArticle":{"Introduction":{"Text":"secret"}}}""");
        await site.LetVisitorsAsync("Other", "AccessContentApi", "ViewContent");

        var answers = new[]
        {
            await site.RestAsync("GET", $"/other/api/content/{draft}"),
            await site.RestAsync("GET", $"/other/api/content/{draft}?status=latest"),
            await site.RestAsync("GET", $"/other/api/content/{draft}/versions"),
            await site.RestAsync("POST", $"/other/api/content/{draft}/publish"),
            await site.RestAsync("DELETE", $"/other/api/content/{draft}", headers: ("If-Match", "\"x\"")),
            await site.PatchAsync($"/other/api/content/{draft}", "{}", ("If-Match", "\"x\"")),
            await site.RestAsync("POST", "/other/api/content", $$"""{"ContentItemId":"{{draft}}"}""", headers: ("If-Match", "\"x\"")),
            await site.RestAsync("GET", $"/other/api/content/{published}?status=latest"),
            await site.RestAsync("GET", $"/other/api/content/{published}?status=draft"),
        };
        var list = await site.RestAsync("GET", "/other/api/content?type=GuideArticle&status=latest");
        var versions = await site.RestAsync("GET", $"/other/api/content/{published}/versions");
        var seen = await site.RestAsync("GET", $"/other/api/content/{published}");
        await site.LetVisitorsAsync("Other", "SiteOwner");

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.NotFound, true), (answer.Status, answer.Detail.StartsWith("There is no content item ", StringComparison.Ordinal))));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (list.Status, versions.Status));
        Assert.Equal("Intro.", seen["GuideArticle.Introduction.Text"]);
    }

    [Fact]
    public async Task A_permission_for_one_type_opens_no_other()
    {
        var article = await CreateAsync("/other", draft: false);
        await site.LetVisitorsAsync("Other", "AccessContentApi", "Edit_GuideSite", "View_Taxonomy", "View_GuideArticle");

        var changed = await site.PatchAsync($"/other/api/content/{article}?draft=true", "{}");
        var made = await site.RestAsync("POST", "/other/api/content?draft=true", Article);
        var listed = await site.RestAsync("GET", "/other/api/content?type=Taxonomy");
        var refused = await site.RestAsync("GET", "/other/api/content?type=GuideSection");
        await site.LetVisitorsAsync("Other", "AccessContentApi", "Edit_GuideArticle");
        var saved = await site.PatchAsync($"/other/api/content/{article}?draft=true", """{"GuideArticle":{"Introduction":{"Text":"New."}}}""");
        var published = await site.PatchAsync($"/other/api/content/{article}", "{}");
        var removed = await site.RestAsync("DELETE", $"/other/api/content/{article}");
        await site.LetVisitorsAsync("Other", "SiteOwner");

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden], new[] { changed.Status, made.Status, listed.Status, refused.Status });
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], new[] { saved.Status, published.Status, removed.Status });
    }

    [Fact]
    public async Task An_item_of_another_tenant_is_not_there()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var theirs = await CreateAsync("/other", draft: false);

        var answers = new[]
        {
            await site.RestAsync("GET", $"/api/content/{theirs}?status=latest"),
            await site.PatchAsync($"/api/content/{theirs}", "{}"),
            await site.RestAsync("DELETE", $"/api/content/{theirs}"),
            await site.RestAsync("GET", $"/api/content/{theirs}/versions"),
            await site.RestAsync("POST", $"/api/content/{theirs}/clone"),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.Equal(HttpStatusCode.OK, (await site.RestAsync("GET", $"/other/api/content/{theirs}")).Status);
    }

    [Fact]
    public async Task A_tenant_without_the_feature_has_no_such_addresses()
    {
        await site.CreateTenantAsync("Off", "off");
        await site.LetVisitorsAsync("Off", "SiteOwner");
        await site.RunRecipeAsync("""{ "name": "feature", "disable": ["OrchardCore.Contents"] }""", "Off");

        Assert.Equal(HttpStatusCode.NotFound, (await site.RestAsync("GET", "/off/api/content?type=GuideArticle")).Status);
    }

    private async Task<string> CreateAsync(string prefix, bool draft)
    {
        var made = await site.RestAsync("POST", $"{prefix}/api/content?draft={draft}", Article);
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        return made["ContentItemId"]!;
    }
}
