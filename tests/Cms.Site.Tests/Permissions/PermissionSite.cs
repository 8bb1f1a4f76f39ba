using System.Net;
using System.Text.RegularExpressions;
using Cms.Apps;
using Cms.Site.Tests.Apps;
using Cms.Site.Tests.Rest;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Identity;

namespace Cms.Site.Tests.Permissions;

/// <summary>
/// Two tenants and everybody who asks them. Default is as the guides recipe leaves it, except that whoever is signed in may ask the content API, so that its answers tell the roles
/// apart; in Second visitors and roles may nothing, but for what single types need.
/// </summary>
public sealed partial class PermissionSite : RunningSite
{
    /// <summary>The roles that every tenant has, of which users have one each. Authenticated is a user without roles.</summary>
    private static readonly string[] Roles = ["Administrator", "Editor", "Moderator", "Author", "Contributor", "Authenticated"];

    private const string Secret = "what only the partner knows";

    private static readonly NewApiKey Writing = new("writing") { ScopeNames = ["content.write"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Of the one password that all have, made once: it takes long on purpose.
    private string? _hash;

    /// <summary>The callers of Default in the order of the columns of <see cref="HttpRows"/>.</summary>
    internal IReadOnlyList<PermissionCaller> Callers { get; private set; } = [];

    /// <summary>Who comes from Second and asks Default.</summary>
    internal IReadOnlyList<PermissionCaller> Foreigners { get; private set; } = [];

    /// <summary>The callers of Second in the order of the columns of <see cref="OneTypeRows"/>.</summary>
    internal IReadOnlyList<PermissionCaller> OfSecond { get; private set; } = [];

    /// <summary>An article of Default that is published, and a draft; no request changes them.</summary>
    internal (string Shown, string Draft) Articles { get; private set; }

    /// <summary>The same in Second.</summary>
    internal (string Shown, string Draft) ArticlesOfSecond { get; private set; }

    // All ask from one address, and more often than anybody would.
    protected override string[] MoreArguments =>
    [
        "--Cms:Limits:ResetsPerAddress", "0", "--Cms:Limits:ResetsPerUser", "0", "--Cms:Limits:TokenRequestsPerAddress", "0", "--Cms:Limits:TokenFailuresPerAddress", "0",
    ];

    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Second", "two");
        await RunRecipeAsync(
            $$"""
            { "name": "Roles", "Roles": [{ "Name": "Authenticated", "Permissions": ["ViewContent", "ExecuteGraphQL", "AccessContentApi"] }] },
            { "name": "media", "Files": [{ "TargetPath": "note.txt", "Base64": "bm90ZQ==" }] },
            { "name": "OpenIdApplication", "ClientId": "spa", "Type": "public", "ConsentType": "explicit", "AllowAuthorizationCodeFlow": true, "AllowLogoutEndpoint": true, "RedirectUris": "https://spa.example/back" },
            {{App("content.read")}}
            """);
        await RunRecipeAsync(
            $$"""
            { "name": "Roles", "Roles": [
              { "Name": "Anonymous", "Permissions": [] }, { "Name": "Authenticated", "Permissions": ["ExecuteGraphQL", "AccessContentApi"] },
              { "Name": "Reader", "Permissions": ["View_GuideArticle"] }, { "Name": "Previewer", "Permissions": ["View_GuideArticle", "Preview_GuideArticle"] },
              { "Name": "Writer", "Permissions": ["View_GuideArticle", "EditOwn_GuideArticle"] }, { "Name": "Publisher", "Permissions": ["Publish_GuideArticle"] }] },
            {{App("content.write")}}
            """,
            "Second");

        _hash = (await RunAsync<UserStore, User?>(store => store.FindByNameAsync("ADMIN", Cancel)))!.PasswordHash;
        var visitor = await SignInAsync("visitor", user: null);
        var users = await Task.WhenAll(Roles.Select(role => AddAsync(role)));
        var token = visitor with { Name = "app with the role Editor and the scope content.read", Bearer = await this.TokenAsync("partner", Secret) };
        var key = visitor with { Name = "key with the scope content.write", Bearer = await KeyAsync(Tenant.DefaultName, Writing) };
        Articles = (await MakeAsync(users[0], draft: false), await MakeAsync(users[0], draft: true));
        foreach (var user in users)
            Assert.Equal(HttpStatusCode.SeeOther, (await this.RestAsync("POST", "/account/two-factor/begin", $"form-token={Uri.EscapeDataString(user.FormToken)}", "application/x-www-form-urlencoded", user.Headers)).Status);
        for (var number = 0; number < users.Length; number++)
            users[number] = users[number] with { OwnDraft = await MakeAsync(users[0], draft: true, users[number]) };
        Callers = [visitor, .. users, token, key];

        var stranger = await SignInAsync("visitor", user: null, "/two");
        var owner = await AddAsync("Administrator", "Second", "/two");
        var theirs = new List<PermissionCaller> { await AddAsync("Authenticated", "Second", "/two") };
        foreach (var role in (string[])["Reader", "Previewer", "Writer", "Publisher"])
            theirs.Add(stranger with { Name = role, Bearer = await KeyAsync("Second", new NewApiKey(role) { RoleNames = [role] }) });
        OfSecond = [stranger, .. theirs];
        ArticlesOfSecond = (await MakeAsync(owner, draft: false, prefix: "/two"), await MakeAsync(owner, draft: true, prefix: "/two"));
        Foreigners =
        [
            visitor with { Name = "app of Second", Bearer = await this.TokenAsync("partner", Secret, "/two") },
            visitor with { Name = "key of Second", Bearer = await KeyAsync("Second", Writing) },
            visitor with { Name = "administrator of Second", Cookie = $"{owner.Cookie}; {visitor.Cookie}" },
        ];
    }

    /// <summary>Adds a user of this role, who is signed in in a browser.</summary>
    internal async Task<PermissionCaller> AddAsync(string role, string tenant = Tenant.DefaultName, string prefix = "")
    {
        var name = $"{role.ToLowerInvariant()}-{Guid.NewGuid():N}";
        var added = await RunAsync<AddUser, Outcome<User>>(verb => verb.RunAsync(new NewUser(name) { RoleNames = role == "Authenticated" ? [] : [role] }, Cancel), tenant);
        var user = added.Value;
        user.PasswordHash = _hash;
        await RunAsync<UserStore, IdentityResult>(store => store.UpdateAsync(user, Cancel), tenant);
        return (await SignInAsync(role, name, prefix)) with { UserId = user.Id };
    }

    /// <summary>An article, made by the administrator of the tenant for its owner.</summary>
    internal async Task<string> MakeAsync(PermissionCaller by, bool draft, PermissionCaller? owner = null, string prefix = "")
    {
        var made = await this.RestAsync("POST", $"{prefix}/api/content?draft={(draft ? "true" : "false")}", PermissionRow.Article(owner?.UserId), headers: by.Headers);
        return made.Status == HttpStatusCode.OK ? made["ContentItemId"]! : throw new InvalidOperationException(made.Text);
    }

    private static string App(string scope) => $$"""
        { "name": "OpenIdApplication", "ClientId": "partner", "ClientSecret": "{{Secret}}", "AllowClientCredentialsFlow": true, "AllowIntrospectionEndpoint": true, "AllowRevocationEndpoint": true,
          "RoleEntries": [{ "Name": "Editor" }], "ScopeEntries": [{ "Name": "{{scope}}" }] }
        """;

    private async Task<string> KeyAsync(string tenant, NewApiKey wanted) =>
        (await RunAsync<CreateApiKey, Outcome<CreatedApiKey>>(verb => verb.RunAsync(wanted, Cancel), tenant)).Value.Key;

    // What a browser brings along that was shown a page with a form.
    private async Task<PermissionCaller> SignInAsync(string name, string? user, string prefix = "")
    {
        using var browser = new AccountBrowser(this, prefix);
        if (user is not null)
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(user)).Status);
        var page = await browser.GetAsync(user is null ? "/account/sign-in" : "/account");
        return new PermissionCaller(name, browser.Cookies.GetCookieHeader(new Uri(Client.BaseAddress!, prefix + "/account")), FormToken().Match(page.Html).Groups[1].Value);
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

/// <summary>Who asks.</summary>
/// <param name="Name">How a failure names them: the role of users.</param>
/// <param name="Cookie">The cookies of the browser.</param>
/// <param name="FormToken">What forms of this browser send along.</param>
internal sealed record PermissionCaller(string Name, string Cookie, string FormToken)
{
    /// <summary>Id of the user; null for who is none.</summary>
    public string? UserId { get; init; }

    /// <summary>A draft of theirs that nothing changes; null for who has none.</summary>
    public string? OwnDraft { get; init; }

    /// <summary>The token or key; null for browsers.</summary>
    public string? Bearer { get; init; }

    /// <summary>What their requests are known by.</summary>
    public (string, string)[] Headers => Bearer is null ? [("Cookie", Cookie)] : [("Cookie", Cookie), ("Authorization", $"Bearer {Bearer}")];
}
