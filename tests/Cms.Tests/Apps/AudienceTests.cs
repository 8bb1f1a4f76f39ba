using Cms.Apps;
using Cms.Settings;
using Cms.Users;

namespace Cms.Tests.Apps;

/// <summary>Whom a token is for.</summary>
public sealed class AudienceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "oct:Default")]
    [InlineData("openid roles", "oct:Default")]
    [InlineData("content.read", "oct:Default")]
    [InlineData("orders", "orders.example")]
    [InlineData("orders openid roles", "orders.example")]
    [InlineData("orders content.read", "oct:Default orders.example")]
    [InlineData("both", "oct:Default orders.example")]
    [InlineData("nothing", "oct:Default")]
    [InlineData("gone", "oct:Default")]
    public async Task A_token_is_for_the_tenant_unless_all_that_it_allows_is_elsewhere(string scopes, string audiences)
    {
        await using var site = new AppSite();
        foreach (var scope in new[]
        {
            new Scope("orders") { Resources = ["orders.example"] },
            new Scope("both") { Resources = ["orders.example"], Permissions = [Permission.ViewContent] },
            new Scope("nothing"),
        })
        {
            await site.RunAsync<SaveScope, Scope>(verb => verb.RunAsync(scope, Cancel));
        }

        var known = await site.Cms.RunAsync<SettingsStore, Scopes>(settings => Scopes.LoadAsync(settings, Cancel));

        Assert.Equal(audiences, string.Join(' ', known.AudiencesOf(site.Cms.Tenant, scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }
}
