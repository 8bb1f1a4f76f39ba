using Cms.Apps;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Apps;

public sealed class ApiKeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_and_only_its_beginning_and_hash_are_stored()
    {
        await using var site = new AppSite();

        var made = (await site.MakeKeyAsync(new NewApiKey("kiosk") { ScopeNames = ["content.read"] })).Value;

        var stored = Assert.Single(await ListAsync(site));
        Assert.Matches("^cms_[A-Za-z0-9_-]{43}$", made.Key);
        Assert.Equal(made.Key[..12], stored.Prefix);
        Assert.Equal(SecretText.HashOf(made.Key), stored.Hash);
        Assert.DoesNotContain(made.Key[12..], System.Text.Json.JsonSerializer.Serialize(stored), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.7", true)]
    [InlineData("203.0.114.7", false)]
    [InlineData("2001:db8:5::1", true)]
    [InlineData("2001:db9::1", false)]
    [InlineData("198.51.100.1", true)]
    [InlineData(null, false)]
    public async Task A_key_is_taken_only_from_its_addresses(string? from, bool isTaken)
    {
        await using var site = new AppSite();
        var made = (await site.MakeKeyAsync(new NewApiKey("kiosk") { ScopeNames = ["content.read"], Addresses = ["203.0.113.0/24", "2001:db8::/32", "198.51.100.1"] })).Value;

        var caller = await site.CallerOfKeyAsync(made.Key, from);

        Assert.Equal(isTaken, caller.Problem is null);
    }

    [Fact]
    public async Task A_key_that_has_expired_is_revoked_or_unknown_is_refused_in_one_sentence()
    {
        await using var site = new AppSite();
        var brief = (await site.MakeKeyAsync(new NewApiKey("brief") { ScopeNames = ["content.read"], ExpiresUtc = site.Cms.Clock.GetUtcNow().UtcDateTime.AddHours(1) })).Value.Key;
        var revoked = (await site.MakeKeyAsync(new NewApiKey("revoked") { ScopeNames = ["content.read"] })).Value.Key;
        var good = await site.CallerOfKeyAsync(brief);
        site.Cms.Clock.Advance(TimeSpan.FromHours(1));
        await site.RunAsync<RevokeApiKey, ApiKey>(verb => verb.RunAsync("REVOKED", Cancel));

        var problems = new[] { await site.CallerOfKeyAsync(brief), await site.CallerOfKeyAsync(revoked), await site.CallerOfKeyAsync("cms_guess") };

        Assert.Null(good.Problem);
        Assert.Equal(["The API key is unknown, has expired, or may not be used from this address."], problems.Select(outcome => outcome.Problem!.Message).Distinct());
    }

    [Fact]
    public async Task When_a_key_was_used_last_is_written_down_together_and_tells_nobody()
    {
        await using var site = new AppSite();
        var key = (await site.MakeKeyAsync(new NewApiKey("kiosk") { ScopeNames = ["content.read"] })).Value.Key;
        await site.Cms.Tenants.AddAsync(site.Cms.Tenant, Cancel);
        await site.Cms.Services.GetRequiredService<Cms.Tenants.TenantRegistry>().LoadAsync(Cancel);
        await site.CallerOfKeyAsync(key);
        var before = Assert.Single(await ListAsync(site)).LastUsedUtc;
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(5));
        await site.CallerOfKeyAsync(key);
        var (told, now) = (site.Cms.Data.Events.Count, site.Cms.Clock.GetUtcNow().UtcDateTime);

        await site.Cms.Services.GetRequiredService<KeyUses>().WriteAsync(Cancel);

        Assert.Null(before);
        Assert.Equal(now, Assert.Single(await ListAsync(site)).LastUsedUtc!.Value, TimeSpan.FromMinutes(1));
        Assert.Equal(told, site.Cms.Data.Events.Count);
    }

    public static TheoryData<NewApiKey, string> Impossible => new()
    {
        { new NewApiKey(" kiosk"), "The name of an API key has 1 to 100 characters, none of them a space at the ends; \" kiosk\" does not." },
        { new NewApiKey("kiosk"), "kiosk needs a role or a scope such as content.read, or it could do no more than a visitor." },
        { new NewApiKey("kiosk") { ScopeNames = ["content.read"], ExpiresUtc = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) }, "kiosk would have expired before it is made." },
        {
            new NewApiKey("kiosk") { ScopeNames = ["content.read"], Addresses = ["203.0.113.0/33"] },
            "\"203.0.113.0/33\" is neither an address such as 203.0.113.7 or 2001:db8::7 nor a network such as 203.0.113.0/24 or 2001:db8::/32."
        },
        { new NewApiKey("kiosk") { RoleNames = ["Nobody"] }, "There is no role \"Nobody\" that users can be given. Roles: Administrator, Author, Contributor, Editor, Moderator." },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_is_refused_with_what_would_be_right(NewApiKey wanted, string message)
    {
        await using var site = new AppSite();

        Assert.Equal(message, (await site.MakeKeyAsync(wanted)).Problem?.Message);
    }

    [Fact]
    public async Task Nobody_makes_a_key_that_may_do_more_than_they_may_and_a_name_is_taken_once()
    {
        await using var site = new AppSite();
        var clerk = Caller.SignedIn("u1", "clerk", [Permission.ManageApplications]);
        await site.MakeKeyAsync(new NewApiKey("kiosk") { ScopeNames = ["content.read"] });

        var more = await site.MakeKeyAsync(new NewApiKey("other") { ScopeNames = ["content.read"] }, clerk);
        var again = await site.MakeKeyAsync(new NewApiKey("Kiosk") { ScopeNames = ["content.read"] });

        Assert.Equal(ProblemKind.Forbidden, more.Problem?.Kind);
        Assert.Equal("There is an API key Kiosk already; revoke it first or take another name.", again.Problem?.Message);
    }

    private static Task<IReadOnlyList<ApiKey>> ListAsync(AppSite site) => site.Cms.RunAsync<ApiKeyStore, IReadOnlyList<ApiKey>>(store => store.ListAsync(Cancel));
}
