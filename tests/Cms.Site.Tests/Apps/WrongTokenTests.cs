using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Site.Tests.Rest;
using Cms.Users;

namespace Cms.Site.Tests.Apps;

/// <summary>A site of old ways: readable tokens, and an app that asks for users' passwords.</summary>
public sealed class SiteOfOldWays : RunningSite
{
    public const string Secret = "what the app has always known";

    public static string Settings(string more) => $$"""
        { "name": "OpenIdServerSettings", "EnableTokenEndpoint": true, "EnableUserInfoEndpoint": true, "AllowPasswordFlow": true, "AllowClientCredentialsFlow": true, "AllowRefreshTokenFlow": true, "AccessTokenFormat": "JsonWebToken", "DisableAccessTokenEncryption": true, {{more}} }
        """;

    protected override async Task PrepareAsync()
    {
        await RunRecipeAsync($$"""
            {{Settings("\"KeyRotationDays\": 90")}},
            { "name": "OpenIdScope", "ScopeName": "orders", "DisplayName": "Order things", "Resources": "orders.example" },
            { "name": "OpenIdApplication", "ClientId": "old", "ClientSecret": "{{Secret}}", "AllowPasswordFlow": true, "AllowRefreshTokenFlow": true, "ScopeEntries": [{ "Name": "content.preview" }, { "Name": "orders" }] },
            { "name": "OpenIdApplication", "ClientId": "rare", "ClientSecret": "{{Secret}}", "AllowClientCredentialsFlow": true, "ScopeEntries": [{ "Name": "content.preview" }], "RequestsAMinute": 2 },
            { "name": "OpenIdApplication", "ClientId": "frequent", "ClientSecret": "{{Secret}}", "AllowClientCredentialsFlow": true, "ScopeEntries": [{ "Name": "content.preview" }] }
            """);
        await AddUserAsync("anna", ["Editor"]);
    }
}

/// <summary>Tokens that are something else, or come another way, and passwords that are not enough.</summary>
public sealed class WrongTokenTests(SiteOfOldWays site) : IClassFixture<SiteOfOldWays>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_an_access_token_lets_anybody_in_and_no_other_token_that_came_with_it()
    {
        var tokens = (await AskForTokenAsync("anna", "openid offline_access content.preview")).Json;

        var answers = new Dictionary<string, HttpStatusCode>();
        foreach (var kind in (string[])["access_token", "id_token", "refresh_token"])
            answers[kind] = await site.AskStatusAsync((string?)tokens[kind] ?? throw new InvalidOperationException($"No {kind}: {tokens}"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (answers["access_token"], answers["id_token"], answers["refresh_token"]));
    }

    [Theory]
    [InlineData("none", "")]
    [InlineData("None", "")]
    [InlineData("none", "the one of before")]
    [InlineData("HS256", "by the public key")]
    public async Task A_token_that_says_how_it_is_to_be_believed_is_not_believed(string algorithm, string signature)
    {
        var parts = (await site.TokenAsync("frequent", SiteOfOldWays.Secret)).Split('.');
        var header = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]))!.AsObject();
        header["alg"] = algorithm;
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{parts[1]}";
        var key = (string)(await site.SendAsync("/.well-known/jwks", bearer: null)).Json["keys"]![0]!["n"]!;

        var forged = $"{signed}.{signature switch { "" => "", "the one of before" => parts[2], _ => Encode(System.Security.Cryptography.HMACSHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(key), Encoding.ASCII.GetBytes(signed))) }}";

        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(string.Join('.', parts)));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.AskStatusAsync(forged));
    }

    [Theory]
    [InlineData("content.preview", "oct:Default", HttpStatusCode.OK)]
    [InlineData("openid", "oct:Default", HttpStatusCode.OK)]
    [InlineData("content.preview orders", "oct:Default orders.example", HttpStatusCode.OK)]
    [InlineData("orders", "orders.example", HttpStatusCode.Unauthorized)]
    [InlineData("openid orders", "orders.example", HttpStatusCode.Unauthorized)]
    public async Task A_token_names_whom_it_is_for_and_one_for_another_server_alone_lets_nobody_in(string scope, string audience, HttpStatusCode status)
    {
        var token = (string)(await AskForTokenAsync("anna", scope)).Json["access_token"]!;

        var answers = (await site.AskStatusAsync(token), (await site.SendAsync("/api/content?type=GuideArticle", token)).Status == HttpStatusCode.Unauthorized, (await site.SendAsync("/", token)).Status);

        Assert.Equal(audience, AudienceOf(token));
        Assert.Equal((status, status == HttpStatusCode.Unauthorized, status), answers);
    }

    [Fact]
    public async Task An_app_that_renews_a_token_for_another_server_alone_gets_one_that_lets_nobody_in_here()
    {
        var refresh = (string)(await AskForTokenAsync("anna", "offline_access content.preview orders")).Json["refresh_token"]!;

        var narrow = (await RenewAsync(refresh, "orders")).Json;
        var wide = (await RenewAsync((string)narrow["refresh_token"]!)).Json;

        Assert.Equal(("orders.example", "oct:Default orders.example"), (AudienceOf((string)narrow["access_token"]!), AudienceOf((string)wide["access_token"]!)));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await site.AskStatusAsync((string)narrow["access_token"]!), await site.AskStatusAsync((string)wide["access_token"]!)));
    }

    [Fact]
    public async Task Refresh_tokens_of_before_end_too_when_the_tenant_lets_them_end_sooner()
    {
        var refresh = (string)(await AskForTokenAsync("anna", "offline_access content.preview")).Json["refresh_token"]!;
        site.Clock.Advance(TimeSpan.FromDays(3));
        var good = await RenewAsync(refresh);

        await site.RunRecipeAsync(SiteOfOldWays.Settings("\"RefreshTokenTotalLifetimeDays\": 2"));
        var ended = await RenewAsync((string)good.Json["refresh_token"]!);
        await site.RunRecipeAsync(SiteOfOldWays.Settings("\"RefreshTokenTotalLifetimeDays\": 90"));

        Assert.Equal((HttpStatusCode.OK, "invalid_grant"), (good.Status, (string?)ended.Json["error"]));
        Assert.Contains("signed in too long ago", (string?)ended.Json["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_gives_a_token_only_to_an_app_that_is_registered_for_that()
    {
        var answer = await site.PostFormAsync(
            "/connect/token", ("grant_type", "password"), ("client_id", "frequent"), ("client_secret", SiteOfOldWays.Secret), ("username", "anna"), ("password", RunningSite.AdminPassword));

        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (answer.Status, (string?)answer.Json["error"]));
    }

    [Fact]
    public async Task A_token_in_an_address_or_a_form_lets_nobody_in()
    {
        var token = await site.TokenAsync("frequent", SiteOfOldWays.Secret);
        var (asked, sent) = ($"/api/graphql?query={Uri.EscapeDataString(AppRequests.Drafts)}", $"access_token={token}");

        var inHeader = await site.SendAsync(asked, token);
        var inAddress = await site.SendAsync($"{asked}&{sent}", bearer: null);
        var content = await site.SendAsync($"/api/content?type=GuideArticle&{sent}", bearer: null);
        var inForm = await site.RestAsync("POST", "/api/content", sent, "application/x-www-form-urlencoded");
        var ofUser = (string)(await AskForTokenAsync("anna", "openid content.preview")).Json["access_token"]!;
        var user = await site.SendAsync("/connect/userinfo", ofUser);
        var userInAddress = await site.SendAsync($"/connect/userinfo?access_token={ofUser}", bearer: null);
        var userInForm = await site.PostFormAsync("/connect/userinfo", ("access_token", ofUser));

        Assert.DoesNotContain("FORBIDDEN", inHeader.Text, StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", inAddress.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (content.Status, inForm.Status));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (user.Status, userInAddress.Status, userInForm.Status));
        Assert.Contains("invalid_request", userInForm.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_made_up_password_gives_no_token()
    {
        await site.AddUserAsync("newcomer", ["Editor"]);
        await site.RunAsync<SetPassword, Outcome<User>>(verb => verb.RunAsync("newcomer", "made-up-for-somebody-7", isMadeUp: true, Cancel));

        var answer = await AskForTokenAsync("newcomer", password: "made-up-for-somebody-7");

        Assert.Equal(("invalid_grant", null), ((string?)answer.Json["error"], answer.Json["access_token"]));
        Assert.StartsWith("This user has to sign in at the site first", (string?)answer.Json["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_alone_gives_no_token_for_a_user_with_a_second_factor()
    {
        var cautious = await site.AddUserAsync("cautious", ["Editor"]);
        var before = await AskForTokenAsync("cautious");

        await site.RunAsync<UserStore, Microsoft.AspNetCore.Identity.IdentityResult>(async store =>
        {
            var user = (await store.FindByIdAsync(cautious.Id, Cancel))!;
            user.TwoFactorEnabled = true;
            return await store.UpdateAsync(user, Cancel);
        });
        var after = await AskForTokenAsync("cautious");
        var wrong = await AskForTokenAsync("cautious", password: "wrong");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (before.Status, after.Status));
        Assert.Equal(("invalid_grant", "invalid_grant"), ((string?)after.Json["error"], (string?)wrong.Json["error"]));
        Assert.Contains("second factor", (string?)after.Json["error_description"], StringComparison.Ordinal);
        Assert.DoesNotContain("second factor", (string?)wrong.Json["error_description"], StringComparison.Ordinal);
        Assert.False(after.Json.ContainsKey("access_token"));
    }

    [Fact]
    public async Task An_app_asks_as_often_as_its_own_number_says_with_all_its_tokens_together()
    {
        var (one, other, frequent) = (await RareAsync(), await RareAsync(), await site.TokenAsync("frequent", SiteOfOldWays.Secret));

        var answers = new[] { await AskAsync(one), await AskAsync(other), await AskAsync(one) };
        var neighbour = await AskAsync(frequent);
        site.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.Status));
        Assert.InRange(int.Parse(answers[2].Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal("LIMIT_EXCEEDED", (string?)answers[2].Json["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(HttpStatusCode.OK, neighbour.Status);

        Task<string> RareAsync() => site.TokenAsync("rare", SiteOfOldWays.Secret);
        Task<AppAnswer> AskAsync(string token) => site.SendAsync("/api/graphql", token, "{ __typename }");
    }

    [Fact]
    public async Task Tokens_that_were_given_and_refused_stand_in_the_trail_with_the_app_and_without_secrets()
    {
        var signingIn = await site.AddUserAsync("signing-in", []);
        await AskForTokenAsync("signing-in");
        await AskForTokenAsync("signing-in", password: "not the password");
        await site.PostFormAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "a secret by mistake"), ("client_secret", "another"));

        var trail = await site.RunAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(new AuditQuery { Category = AuditCategory.SignIn, First = 1000 }, Cancel));

        var given = Assert.Single(trail, entry => entry.Event == "TokenGiven" && entry.SubjectId == signingIn.Id);
        Assert.Equal(("signing-in", "password", "old"), (given.Subject, (string?)given.Details!["with"], (string?)given.Details["app"]));
        Assert.Contains(trail, entry => entry is { Event: "TokenRefused", Subject: "old" } && (string?)entry.Details!["with"] == "password" && (string?)entry.Details["error"] == "invalid_grant");
        Assert.Contains(trail, entry => entry is { Event: "TokenRefused", Subject: "nobody" } && (string?)entry.Details!["error"] == "invalid_client");
        Assert.All(trail, entry => Assert.DoesNotMatch("not the password|a secret by mistake|another|always known", $"{entry} {entry.Details?.ToJsonString()}"));
    }

    private Task<AppAnswer> AskForTokenAsync(string user, string scope = "content.preview", string password = RunningSite.AdminPassword) => site.PostFormAsync(
        "/connect/token", ("grant_type", "password"), ("client_id", "old"), ("client_secret", SiteOfOldWays.Secret), ("username", user), ("password", password), ("scope", scope));

    private Task<AppAnswer> RenewAsync(string refresh, string scope = "") => site.PostFormAsync(
        "/connect/token", ("grant_type", "refresh_token"), ("client_id", "old"), ("client_secret", SiteOfOldWays.Secret), ("refresh_token", refresh), ("scope", scope));

    private static string AudienceOf(string token) => AppRequests.Claims(token)["aud"] is JsonArray several ? string.Join(' ', several.Select(one => (string)one!)) : (string)AppRequests.Claims(token)["aud"]!;

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
