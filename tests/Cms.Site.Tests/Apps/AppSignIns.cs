using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests.Apps;

/// <summary>Signs users in for the apps of <see cref="SiteWithUsersAndApps"/>, as a browser and the app do it together.</summary>
internal static partial class AppSignIns
{
    private const string Scope = "openid profile email offline_access content.preview";

    /// <summary>Where the app sends a user.</summary>
    public static string Address(string? challenge, string clientId = "spa", string scope = Scope, string redirectUri = SiteWithUsersAndApps.Back) =>
        $"/connect/authorize?response_type=code&client_id={clientId}&redirect_uri={Uri.EscapeDataString(redirectUri)}&scope={Uri.EscapeDataString(scope)}&state=a%20state&nonce=a%20nonce"
        + (challenge is null ? "" : $"&code_challenge={challenge}&code_challenge_method=S256");

    /// <summary>A browser in which the user is signed in.</summary>
    public static async Task<AccountBrowser> SignedInAsync(this RunningSite site, string name, string prefix = "")
    {
        var browser = new AccountBrowser(site, prefix);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(name)).Status);
        return browser;
    }

    /// <summary>The tokens that the app gets for the user, who agrees where need be.</summary>
    public static async Task<JsonObject> TokensAsync(this RunningSite site, string name, string prefix = "")
    {
        using var browser = await site.SignedInAsync(name, prefix);
        var (verifier, challenge) = AppRequests.NewProof();
        return (await site.ExchangeAsync(QueryOf((await AnswerOrGoOnAsync(browser, Address(challenge))).Location!)["code"], verifier, prefix)).Json;
    }

    /// <summary>Sends the user there, who agrees where need be.</summary>
    public static async Task<PageAnswer> AnswerOrGoOnAsync(AccountBrowser browser, string address)
    {
        var page = await browser.GetAsync(address);
        return page.Location is null ? await AnswerAsync(browser, page, "Allow") : page;
    }

    /// <summary>Answers a page with this button.</summary>
    public static Task<PageAnswer> AnswerAsync(AccountBrowser browser, PageAnswer page, string button, string form = "/connect/authorize") => browser.PostAsync(form, [.. FormOf(page, button)]);

    /// <summary>What the form with this button sends along.</summary>
    public static List<(string Name, string Value)> FormOf(PageAnswer page, string button)
    {
        var form = page.Html.Split("<form").Single(form => form.Contains($">{button}</button>", StringComparison.Ordinal));
        return [.. Hidden().Matches(form).Select(match => (WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))];
    }

    /// <summary>Tokens for a code.</summary>
    public static Task<AppAnswer> ExchangeAsync(this RunningSite site, string code, string verifier, string prefix = "", string clientId = "spa") => site.PostFormAsync(
        prefix + "/connect/token", ("grant_type", "authorization_code"), ("client_id", clientId), ("code", code), ("redirect_uri", SiteWithUsersAndApps.Back), ("code_verifier", verifier));

    /// <summary>New tokens for a refresh token.</summary>
    public static Task<AppAnswer> RefreshAsync(this RunningSite site, string token, string prefix = "") =>
        site.PostFormAsync(prefix + "/connect/token", ("grant_type", "refresh_token"), ("client_id", "spa"), ("refresh_token", token));

    /// <summary>What an address says behind its question mark.</summary>
    public static Dictionary<string, string> QueryOf(string location) => new Uri(location).Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
