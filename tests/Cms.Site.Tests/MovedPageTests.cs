using System.Net;
using Cms.Content;
using Cms.Editing;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

/// <summary>Addresses that visitors have bookmarked and search engines know keep leading to the page, or say that it is gone.</summary>
public abstract class MovedPageTests(RunningSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_moved_twice_is_reached_by_all_its_addresses()
    {
        await PublishAsync("moved", "v1", "moved/first");
        await PublishAsync("moved", "v2", "moved/second");
        await PublishAsync("moved", "v3", "moved/third");

        foreach (var old in new[] { "/moved/first", "/moved/second", "/moved/First/" })
        {
            using var answer = await site.GetAsync(old + "?from=mail");
            Assert.Equal((HttpStatusCode.MovedPermanently, "/moved/third?from=mail"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }

        Assert.Contains("<h1", await site.ReadHtmlAsync("/moved/third"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_page_may_take_an_address_that_was_left()
    {
        await PublishAsync("leaver", "l1", "swap/first");
        await PublishAsync("leaver", "l2", "swap/second");

        await PublishAsync("taker", "t1", "swap/first");

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/swap/first"));
    }

    [Fact]
    public async Task A_removed_page_is_gone_and_one_that_is_only_unpublished_is_not_found()
    {
        await PublishAsync("gone", "g1", "leave/gone");
        await PublishAsync("hidden", "h1", "leave/hidden");

        await InScopeAsync<Remove>(verb => verb.RunAsync("gone", Editor.System, Cancel));
        await InScopeAsync<Unpublish>(verb => verb.RunAsync("hidden", Cancel));

        Assert.Contains("has been removed", await site.ReadHtmlAsync("/leave/gone", status: HttpStatusCode.Gone), StringComparison.Ordinal);
        Assert.DoesNotContain("has been removed", await site.ReadHtmlAsync("/leave/hidden", status: HttpStatusCode.NotFound), StringComparison.Ordinal);
        await InScopeAsync<Publish>(verb => verb.RunAsync("hidden", Cancel));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/leave/hidden"));
    }

    private Task PublishAsync(string id, string version, string path) => site.RunRecipeAsync($$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{version}}", "ContentType": "GuideArticle", "Published": true, "Latest": true,
          "TitlePart": { "Title": "{{id}}" }, "AutoroutePart": { "Path": "{{path}}" } }] }
        """);

    private async Task InScopeAsync<TVerb>(Func<TVerb, Task> run) where TVerb : notnull
    {
        var tenant = site.Services.GetRequiredService<TenantRegistry>().Find(Tenant.DefaultName)!;
        await using var scope = site.Services.GetRequiredService<TenantScopes>().Open(tenant);
        await run(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}
