using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Cms.Site.Tests.Apps;

/// <summary>Asks a running site for tokens, and with them.</summary>
internal static class AppRequests
{
    /// <summary>What only somebody who may see drafts gets an answer to.</summary>
    public const string Drafts = "{ guideArticle(status: DRAFT) { displayText } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Posts a form.</summary>
    public static async Task<AppAnswer> PostFormAsync(this RunningSite site, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await site.Client.PostAsync(path, content, Cancel);
        return await AppAnswer.OfAsync(response);
    }

    /// <summary>An access token of the app for itself.</summary>
    public static async Task<string> TokenAsync(this RunningSite site, string clientId, string secret, string prefix = "", string scope = "")
    {
        var answer = await site.PostFormAsync(prefix + "/connect/token", ("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret), ("scope", scope));
        return (string?)answer.Json["access_token"] ?? throw new InvalidOperationException(answer.Text);
    }

    /// <summary>Sends a request with this Authorization header.</summary>
    public static async Task<AppAnswer> SendAsync(this RunningSite site, string path, string? bearer, string? query = null, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(query is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (query is not null)
            request.Content = new StringContent(new JsonObject { ["query"] = query }.ToJsonString(), Encoding.UTF8, "application/json");
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (header is var (name, value))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await site.Client.SendAsync(request, Cancel);
        return await AppAnswer.OfAsync(response);
    }

    /// <summary>The status of a GraphQL request with this token.</summary>
    public static async Task<HttpStatusCode> AskStatusAsync(this RunningSite site, string? bearer, string prefix = "") =>
        (await site.SendAsync(prefix + "/api/graphql", bearer, "{ __typename }")).Status;

    /// <summary>The ids of the keys that the tenant shows.</summary>
    public static async Task<IReadOnlyList<string>> KeyIdsAsync(this RunningSite site, string prefix = "") =>
        [.. (await site.SendAsync(prefix + "/.well-known/jwks", bearer: null)).Json["keys"]!.AsArray().Select(key => (string)key!["kid"]!)];

    /// <summary>The id of the key with which a token was made.</summary>
    public static string KeyIdOf(string token) => (string)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!;

    /// <summary>What an unencrypted token says.</summary>
    public static JsonNode Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;

    /// <summary>A proof for a code and what is sent before it (RFC 7636).</summary>
    public static (string Verifier, string Challenge) NewProof()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }
}

/// <summary>An answer to an app.</summary>
internal sealed record AppAnswer(HttpStatusCode Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Text) as JsonObject ?? throw new InvalidOperationException($"No JSON object: {Text}");

    public static async Task<AppAnswer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
