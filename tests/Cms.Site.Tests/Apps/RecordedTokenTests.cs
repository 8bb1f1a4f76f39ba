using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Tests.Memory;

namespace Cms.Site.Tests.Apps;

/// <summary>The recorded requests to Orchard Core's token endpoint, on a site that is set up from its recipe as it stands.</summary>
public sealed class RecordedTokenTests(RecordedSite site) : IClassFixture<RecordedSite>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Cms.Site.Tests", "recorded");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_endpoint_answers_as_recorded()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "tokens.json"), Cancel))!.AsArray();
        var token = await site.TokenAsync("admin-client", "admin-secret-1!");
        var differences = new List<string>();
        foreach (var one in recorded)
        {
            using var request = new HttpRequestMessage(new HttpMethod((string)one!["method"]!), (string)one["path"]!);
            if (one["body"] is { } body)
            {
                request.Content = new StringContent(((string)body!).Replace("Passw0rd!", RunningSite.AdminPassword, StringComparison.Ordinal).Replace("TOKEN", token, StringComparison.Ordinal), Encoding.UTF8);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue((string)one["contentType"]!);
            }

            if (one["basic"] is { } basic)
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes((string)basic!)));
            using var response = await site.Client.SendAsync(request, Cancel);
            var answer = await AppAnswer.OfAsync(response);

            var (expected, got) = (Shown(one), Shown(one, answer));
            if (expected != got)
                differences.Add($"{one["name"]}: recorded {expected}, got {got}");
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Equal(14, recorded.Count);
    }

    [Fact]
    public async Task Tokens_of_the_recorded_apps_may_what_their_roles_allow()
    {
        var (reader, writer) = (await site.TokenAsync("reader-client", "reader-secret-1!"), await site.TokenAsync("writer-client", "writer-secret-1!"));

        var read = await site.SendAsync("/api/content/sample00000000000000000001", reader);
        var refused = await PostAsync(reader);
        var written = await PostAsync(writer);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal((HttpStatusCode.OK, "Writer"), (written.Status, (string?)written.Json["Author"]));
    }

    [Fact]
    public async Task Discovery_says_what_was_recorded_where_the_recipe_says_so()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "discovery.json"), Cancel))!.AsObject();

        var discovery = (await site.SendAsync("/.well-known/openid-configuration", bearer: null)).Json;

        var address = site.Client.BaseAddress!.ToString();
        foreach (var name in new[] { "issuer", "token_endpoint", "introspection_endpoint", "revocation_endpoint", "userinfo_endpoint", "jwks_uri" })
            Assert.Equal(((string)recorded[name]!).Replace("http://127.0.0.1:5102/", address, StringComparison.Ordinal), (string?)discovery[name]);
        foreach (var name in new[] { "grant_types_supported", "claims_supported", "id_token_signing_alg_values_supported", "subject_types_supported" })
            Assert.Empty(Texts(recorded[name]).Except(Texts(discovery[name])));

        // A user has no telephone number here, and apps no keys of their own.
        Assert.Equal(["phone"], Texts(recorded["scopes_supported"]).Except(Texts(discovery["scopes_supported"])));
        Assert.Equal(["private_key_jwt"], Texts(recorded["token_endpoint_auth_methods_supported"]).Except(Texts(discovery["token_endpoint_auth_methods_supported"])));
        Assert.Null(discovery["authorization_endpoint"]);
    }

    private Task<Rest.RestAnswer> PostAsync(string bearer) =>
        Rest.RestRequests.RestAsync(site, "POST", "/api/content", """{"ContentType":"Sample","TitlePart":{"Title":"By an app"}}""", headers: ("Authorization", $"Bearer {bearer}"));

    private static string Shown(JsonNode recorded) => (int)recorded["status"]! == 200
        ? $"200 {string.Join(',', Texts(recorded["members"]))} {recorded["tokenType"]} {Headers(recorded, name => (string?)recorded["headers"]![name])}"
        : $"{recorded["status"]} {recorded["error"]} {recorded["errorUri"]} {Headers(recorded, name => (string?)recorded["headers"]![name])} {recorded["challenge"]}";

    private static string Shown(JsonNode recorded, AppAnswer answer)
    {
        var headers = Headers(recorded, name => answer.Headers.GetValueOrDefault(name)?.Replace("; charset", ";charset", StringComparison.Ordinal));
        if (answer.Status == HttpStatusCode.OK)
        {
            Assert.InRange((int)answer.Json["expires_in"]!, 3590, 3600);
            return $"200 {string.Join(',', answer.Json.Select(member => member.Key).Order(StringComparer.Ordinal))} {answer.Json["token_type"]} {headers}";
        }

        var challenge = answer.Headers.GetValueOrDefault("WWW-Authenticate")?.Split(", error_description")[0];
        return $"{((int)answer.Status).ToString(CultureInfo.InvariantCulture)} {answer.Json["error"]} {answer.Json["error_uri"]} {headers} {challenge}";
    }

    private static string Headers(JsonNode recorded, Func<string, string?> find) => string.Join('|', recorded["headers"]!.AsObject().Select(header => $"{header.Key}={find(header.Key)}"));

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);
}
