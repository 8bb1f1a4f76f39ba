using System.Net;
using System.Text.RegularExpressions;
using Cms.Apps;
using Cms.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests.Apps;

/// <summary>API keys and apps as an operator makes them beside the running server.</summary>
public sealed partial class ApiKeyOverHttpTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_made_by_a_command_is_taken_in_both_headers_until_it_is_revoked()
    {
        var made = (await site.RunCommandAsync("apikeys", "create", "kiosk", "--scope", "content.preview", "--expires", "2100-01-31", "--requests-a-minute", "60")).Succeeded().Output;
        var key = Key().Match(made).Value;
        await Eventually.AsyncTrue(async () => await site.AskStatusAsync(key) == HttpStatusCode.OK);

        var asBearer = await site.SendAsync("/api/graphql", key, AppRequests.Drafts);
        var inHeader = await site.SendAsync("/api/graphql", bearer: null, AppRequests.Drafts, ("X-Api-Key", key));
        await site.Services.GetRequiredService<KeyUses>().WriteAsync(Cancel);
        var list = (await site.RunCommandAsync("apikeys", "list")).Succeeded().Output;
        (await site.RunCommandAsync("apikeys", "revoke", key[..12])).Succeeded();
        await Eventually.AsyncTrue(async () => await site.AskStatusAsync(key) == HttpStatusCode.Unauthorized);

        Assert.Contains("shown only now", made, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", asBearer.Text, StringComparison.Ordinal);
        Assert.Equal(asBearer.Text, inHeader.Text);
        Assert.Contains(key[..12], list, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list, StringComparison.Ordinal);
        Assert.Matches(@"2100-01-31 00:00\s+20\d\d-\d\d-\d\d \d\d:\d\d", list);
    }

    [Fact]
    public async Task A_key_is_refused_from_another_address_than_its_own()
    {
        async Task<string> MakeAsync(string name, string address) =>
            (await site.RunAsync<CreateApiKey, Outcome<CreatedApiKey>>(verb => verb.RunAsync(new NewApiKey(name) { ScopeNames = ["content.read"], Addresses = [address] }, Cancel))).Value.Key;

        var (here, elsewhere) = (await MakeAsync("here", "127.0.0.0/8"), await MakeAsync("elsewhere", "203.0.113.0/24"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await site.AskStatusAsync(here), await site.AskStatusAsync(elsewhere)));
    }

    [Fact]
    public async Task An_app_made_by_a_command_gets_tokens_with_the_secret_that_is_shown_until_it_gets_another_one()
    {
        var made = (await site.RunCommandAsync("apps", "add", "partner", "--name", "A partner", "--scope", "content.read", "--requests-a-minute", "30")).Succeeded().Output;
        var secret = Secret().Match(made).Groups[1].Value;
        await Eventually.AsyncTrue(async () => (await AskForTokenAsync(secret)).Status == HttpStatusCode.OK);
        var token = (string)(await AskForTokenAsync(secret)).Json["access_token"]!;
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(token));

        var reset = Secret().Match((await site.RunCommandAsync("apps", "reset-secret", "partner")).Succeeded().Output).Groups[1].Value;
        await Eventually.AsyncTrue(async () => await site.AskStatusAsync(token) == HttpStatusCode.Unauthorized);
        var (old, now) = (await AskForTokenAsync(secret), await AskForTokenAsync(reset));
        var list = (await site.RunCommandAsync("apps", "list")).Succeeded().Output;
        (await site.RunCommandAsync("apps", "remove", "partner")).Succeeded();

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (old.Status, now.Status));
        Assert.Matches(@"partner\s+A partner\s+confidential\s+ClientCredentials\s+content\.read\s+enabled\s+30", list);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Equal("invalid_client", (string?)(await AskForTokenAsync(reset)).Json["error"]);
    }

    [Fact]
    public async Task Keys_of_the_tenant_are_rolled_over_and_listed_by_commands()
    {
        await site.KeyIdsAsync();

        var rotated = (await site.RunCommandAsync("openid", "rotate-keys")).Succeeded().Output;
        var id = Id().Match(rotated).Value;
        var list = (await site.RunCommandAsync("openid", "keys")).Succeeded().Output;

        await Eventually.AsyncTrue(async () => (await site.KeyIdsAsync()).Contains(id));
        Assert.Contains(id, list, StringComparison.Ordinal);
        Assert.Contains("content.read", (await site.RunCommandAsync("apps", "scopes")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_signs_with_3072_bits_and_an_older_one_goes_on_until_it_is_rolled_over()
    {
        var before = await BitsAsync();

        var made = Id().Match((await site.RunCommandAsync("openid", "rotate-keys")).Succeeded().Output).Value;
        await Eventually.AsyncTrue(async () => (await BitsAsync()).ContainsKey(made));
        var after = await BitsAsync();

        Assert.Equal(3072, after[made]);
        Assert.All(before, older => Assert.Equal(older.Value, after[older.Key]));

        async Task<Dictionary<string, int>> BitsAsync() => (await site.SendAsync("/.well-known/jwks", bearer: null)).Json["keys"]!.AsArray()
            .ToDictionary(key => (string)key!["kid"]!, key => System.Buffers.Text.Base64Url.DecodeFromChars((string)key!["n"]!).Length * 8);
    }

    [Theory]
    [InlineData("A public app needs --redirect, the address to which users are sent back.", "apps", "add", "spa", "--public")]
    [InlineData("There is no app \"nobody\" in this site.", "apps", "remove", "nobody")]
    [InlineData("There is no API key \"nobody\" in this site.", "apikeys", "revoke", "nobody")]
    [InlineData("--expires must be a day or moment such as 2027-01-31 or 2027-01-31T12:00Z, not \"soon\".", "apikeys", "create", "soon", "--scope", "content.read", "--expires", "soon")]
    public async Task What_cannot_be_is_refused_with_what_would_be_right(string message, params string[] command)
    {
        Assert.Equal(message, (await site.RunCommandAsync(command)).Refused());
    }

    private Task<AppAnswer> AskForTokenAsync(string secret) => site.PostFormAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "partner"), ("client_secret", secret));

    [GeneratedRegex("cms_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();

    [GeneratedRegex("shown only now: (\\S+)")]
    private static partial Regex Secret();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
