using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

/// <summary>A browser that came by HTTPS to a proxy of this machine, which tells the site so. Holds its cookies as they are called.</summary>
public sealed partial class EncryptedBrowser(RunningSite site, string prefix = "", string scheme = "https")
{
    private readonly HttpClient _client = site.Client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Its cookies; tests may put some there.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens a page of the tenant.</summary>
    public Task<PageAnswer> GetAsync(string path, string? origin = null) => SendAsync(HttpMethod.Get, path, null, origin);

    /// <summary>Signs in by the form of the page.</summary>
    public Task<PageAnswer> SignInAsync(string name) => PostAsync("/account/sign-in", ("name", name), ("password", RunningSite.AdminPassword));

    /// <summary>Sends a form with the token of the page of the sign-in.</summary>
    public async Task<PageAnswer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync("/account/sign-in")).Html).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("form-token", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await SendAsync(HttpMethod.Post, path, form, origin: null);
    }

    private async Task<PageAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, string? origin)
    {
        using var request = new HttpRequestMessage(method, prefix + path) { Content = content };
        request.Headers.Add("X-Forwarded-Proto", scheme);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await _client.SendAsync(request, Cancel);
        var answer = await PageAnswer.OfAsync(response);
        foreach (var cookie in answer.SetCookies.Select(cookie => cookie[..cookie.IndexOf(';', StringComparison.Ordinal)].Split('=', 2)))
        {
            if (cookie[1].Length == 0)
                Cookies.Remove(cookie[0]);
            else
                Cookies[cookie[0]] = cookie[1];
        }

        return answer;
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
