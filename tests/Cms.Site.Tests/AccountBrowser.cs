using System.Net;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

/// <summary>A browser with cookies of its own on the pages of <c>/account</c> of one tenant; redirects are not followed.</summary>
public sealed partial class AccountBrowser : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _prefix;

    public AccountBrowser(Uri address, string prefix = "")
    {
        _prefix = prefix;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
    }

    public AccountBrowser(RunningSite site, string prefix = "")
        : this(site.Client.BaseAddress!, prefix)
    {
    }

    /// <summary>The browser's cookies.</summary>
    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    /// <summary>Opens a page of the tenant.</summary>
    public async Task<PageAnswer> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(_prefix + path, Cancel);
        return await PageAnswer.OfAsync(answer);
    }

    /// <summary>Opens the page of a form and sends the form with these fields; its hidden ones go along.</summary>
    public async Task<PageAnswer> SendAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        var html = (await GetAsync(page)).Html;
        if (html.IndexOf($"<form method=\"post\" action=\"{_prefix}{form}\"", StringComparison.Ordinal) is > 0 and var start)
            html = html[start..html.IndexOf("</form>", start, StringComparison.Ordinal)];
        var hidden = Hidden().Matches(html).Select(match => (Name: match.Groups[1].Value, Value: WebUtility.HtmlDecode(match.Groups[2].Value)));
        return await PostAsync(form, [.. hidden, .. fields]);
    }

    /// <summary>Sends a form without looking at its page.</summary>
    public async Task<PageAnswer> PostAsync(string form, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _client.PostAsync(_prefix + form, content, Cancel);
        return await PageAnswer.OfAsync(answer);
    }

    /// <summary>Signs in.</summary>
    public Task<PageAnswer> SignInAsync(string name, string password = RunningSite.AdminPassword, string query = "") =>
        SendAsync("/account/sign-in" + query, "/account/sign-in", ("name", name), ("password", password));

    /// <summary>Asks GraphQL; gives back the answer as it is.</summary>
    /// <param name="query">The document.</param>
    /// <param name="origin">The site whose page asks; null for no page.</param>
    public async Task<string> AskAsync(string query, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _prefix + "/api/graphql") { Content = System.Net.Http.Json.JsonContent.Create(new { query }) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await _client.SendAsync(request, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>The name that the account page shows, or null for nobody signed in.</summary>
    public async Task<string?> NameAsync() => SignedInAs().Match((await GetAsync("/account")).Html) is { Success: true } name ? name.Groups[1].Value : null;

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();

    [GeneratedRegex("<h1>Signed in as ([^<]+)</h1>")]
    private static partial Regex SignedInAs();
}

/// <summary>What came back.</summary>
public sealed record PageAnswer(HttpStatusCode Status, string? Location, string Html, IReadOnlyList<string> SetCookies, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<PageAnswer> OfAsync(HttpResponseMessage answer) => new(
        answer.StatusCode,
        answer.Headers.Location?.OriginalString,
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
