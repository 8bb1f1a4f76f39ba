using System.Net;
using Cms.OpenId.Keys;
using Cms.Tenants;

namespace Cms.Site.Tests.Apps;

/// <summary>Two tenants whose keys for tokens roll over, each by itself. The clock of a test goes on where the one before left it.</summary>
public sealed class KeyRolloverTests(SiteWithApps site) : IClassFixture<SiteWithApps>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_key_is_shown_before_it_signs_the_older_one_is_known_as_long_as_its_tokens_are_good_and_the_other_tenant_sees_nothing_of_it()
    {
        var (before, second) = (await site.KeyIdsAsync(), await site.KeyIdsAsync("/two"));
        var (early, ofSecond) = (await TokenAsync(), await TokenAsync("/two"));
        var signing = AppRequests.KeyIdOf(early);

        var made = await RotateAsync(Tenant.DefaultName, dropsOlder: false);
        var (shown, stillOld) = (await site.KeyIdsAsync(), await TokenAsync());
        site.Clock.Advance(RotateKeys.Lead + TimeSpan.FromSeconds(1));
        var late = await TokenAsync();

        Assert.Equal(before.Append(made).Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.Equal((signing, made), (AppRequests.KeyIdOf(stillOld), AppRequests.KeyIdOf(late)));
        Assert.NotEqual(signing, made);
        foreach (var token in new[] { early, stillOld, late })
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await site.AskStatusAsync(token), await site.AskStatusAsync(token, "/two")));
        Assert.Equal(second, await site.KeyIdsAsync("/two"));
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(ofSecond, "/two"));

        // Refresh tokens live for two weeks.
        site.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal([made], await site.KeyIdsAsync());
    }

    [Fact]
    public async Task A_key_rolls_over_by_itself_once_it_is_old_enough_and_a_restarted_server_knows_all_of_them()
    {
        // A restarted server has another port, and who issues tokens must stay the same.
        await site.RunRecipeAsync("""{ "name": "settings", "BaseUrl": "https://guides.example/two" }""", "Second");
        var before = await site.KeyIdsAsync("/two");
        var signing = AppRequests.KeyIdOf(await TokenAsync("/two"));

        site.Clock.Advance(TimeSpan.FromDays(91));
        var token = await TokenAsync("/two");
        var shown = await site.KeyIdsAsync("/two");
        site.Clock.Advance(RotateKeys.Lead + TimeSpan.FromSeconds(1));
        var later = await TokenAsync("/two");
        await site.RestartAsync();

        Assert.Equal((signing, Assert.Single(shown.Except(before))), (AppRequests.KeyIdOf(token), AppRequests.KeyIdOf(later)));
        Assert.Equal(shown.Order(StringComparer.Ordinal), (await site.KeyIdsAsync("/two")).Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await site.AskStatusAsync(token, "/two"), await site.AskStatusAsync(later, "/two")));
    }

    [Fact]
    public async Task When_older_keys_are_dropped_every_token_of_the_tenant_is_refused_at_once_and_none_of_the_other_one()
    {
        var (token, second) = (await TokenAsync(), await TokenAsync("/two"));

        var made = await RotateAsync(Tenant.DefaultName, dropsOlder: true);

        Assert.Equal([made], await site.KeyIdsAsync());
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await site.AskStatusAsync(token), await site.AskStatusAsync(second, "/two")));
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(await TokenAsync()));
    }

    [Fact]
    public async Task Keys_are_stored_sealed_and_those_of_another_tenant_open_nothing()
    {
        await TokenAsync();
        await TokenAsync("/two");
        var stored = await site.RunAsync<Settings.SettingsStore, System.Text.Json.Nodes.JsonObject?>(settings => settings.FindAsync(TokenKeys.Section, Cancel), "Second");

        var moved = await site.RunAsync<Settings.SettingsStore, bool>(
            async settings =>
            {
                await settings.SaveAsync(TokenKeys.Section, stored!, new Events.SettingsChanged(TokenKeys.Section), Cancel);
                return true;
            },
            "References");
        var opened = await site.RunAsync<TokenKeys, IReadOnlyList<TokenKey>>(keys => keys.ListAsync(Cancel), "References");

        Assert.True(moved);
        Assert.Empty(opened);
        Assert.DoesNotContain("PRIVATE", stored!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(await TokenAsync("/three"), "/three"));
        Assert.DoesNotContain(Assert.Single(await site.KeyIdsAsync("/three")), stored.ToJsonString(), StringComparison.Ordinal);
    }

    private Task<string> TokenAsync(string prefix = "") => site.TokenAsync("reader", SiteWithApps.Secret, prefix);

    private async Task<string> RotateAsync(string tenant, bool dropsOlder) =>
        (await site.RunAsync<RotateKeys, Outcome<TokenKey>>(verb => verb.RunAsync(dropsOlder, Cancel), tenant)).Value.Id;
}
