using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cms.Site.Tests.Rest;

/// <summary>An answer of the REST content API.</summary>
public sealed record RestAnswer(HttpStatusCode Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON; fails the test when it is none.</summary>
    public JsonObject Json => JsonNode.Parse(Text) as JsonObject ?? throw new InvalidOperationException($"No JSON object: {Text}");

    /// <summary>The entity tag with its quotes.</summary>
    public string Tag => Headers["ETag"];

    /// <summary>What went wrong, for people.</summary>
    public string Detail => (string)Json["detail"]!;

    /// <summary>The text at this path of members.</summary>
    public string? this[string path] => (string?)path.Split('.').Aggregate((JsonNode?)Json, (json, name) => json?[name]);
}

/// <summary>Asks the REST content API of a running site, and says what visitors may do there.</summary>
public static class RestRequests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends a request; the body is JSON unless the media type says otherwise.</summary>
    public static async Task<RestAnswer> RestAsync(
        this RunningSite site, string method, string path, string? body = null, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await site.Client.SendAsync(request, Cancel);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new RestAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(Cancel), all);
    }

    /// <summary>Sends a merge patch.</summary>
    public static Task<RestAnswer> PatchAsync(this RunningSite site, string path, string patch, params (string Name, string Value)[] headers) =>
        site.RestAsync("PATCH", path, patch, "application/merge-patch+json", headers);

    /// <summary>The header by which a browser in which this user of Default signed in is known.</summary>
    public static async Task<(string Name, string Value)> CookieOfAsync(this RunningSite site, string userName)
    {
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync(userName);
        return ("Cookie", browser.Cookies.GetCookieHeader(site.Client.BaseAddress!));
    }

    /// <summary>Visitors may do this from now on, and nothing else.</summary>
    public static Task LetVisitorsAsync(this RunningSite site, string tenant, params string[] permissions) =>
        site.RunRecipeAsync($$"""{ "name": "Roles", "Roles": [{ "Name": "Anonymous", "Permissions": [{{string.Join(',', permissions.Select(permission => $"\"{permission}\""))}}] }] }""", tenant);
}
