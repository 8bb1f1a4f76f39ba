using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Site.Tests.Apps;
using Cms.Tests.Memory;
using Cms.Users;

namespace Cms.Site.Tests;

/// <summary>The GraphQL requests that a running Orchard Core was asked, with its answers, and what docs/graphql.md says of those that Cms answers otherwise.</summary>
internal sealed partial class RecordedGraphQL
{
    private const string AdminIdThere = "44v14z6vpac34z8zgst8f3m75v";

    private readonly JsonArray _recorded;
    private readonly Dictionary<string, string> _documented;
    private readonly HashSet<string> _missing;
    private readonly HashSet<string> _otherwise;

    private RecordedGraphQL(JsonArray recorded, string documentation)
    {
        _recorded = recorded;
        _documented = Difference().Matches(documentation)
            .SelectMany(row => Name().Matches(row.Groups[1].Value).Select(name => KeyValuePair.Create(name.Groups[1].Value, row.Groups[2].Value)))
            .ToDictionary();
        _missing = NamesIn(Missing(), documentation);
        _otherwise = NamesIn(Otherwise(), documentation);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The recorded requests and the documentation as they stand.</summary>
    public static async Task<RecordedGraphQL> ReadAsync()
    {
        var recorded = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(RecordedSite.Recipe)!, "graphql.json"), Cancel);
        return new RecordedGraphQL(JsonNode.Parse(recorded)!.AsArray(), await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "graphql.md"), Cancel));
    }

    /// <summary>How many requests there are.</summary>
    public int Count => _recorded.Count;

    /// <summary>How many of them the documentation says are answered otherwise.</summary>
    public int Different => _documented.Count;

    /// <summary>What the documentation names and nobody recorded.</summary>
    public IEnumerable<string> Unknown => _documented.Keys.Except(_recorded.Select(one => (string)one!["name"]!))
        .Concat(_missing.Concat(_otherwise).Where(name => !_recorded.Any(one => one!.ToJsonString().Contains(name, StringComparison.Ordinal))));

    /// <summary>Sends all requests in their order; gives back what is neither as recorded nor as documented.</summary>
    public async Task<IReadOnlyList<string>> ReplayAsync(RunningSite site)
    {
        var admin = await site.RunAsync<UserStore, User?>(users => users.FindByNameAsync("ADMIN", Cancel));
        var token = await site.TokenAsync("admin-client", "admin-secret-1!");
        var wrong = new List<string>();
        foreach (var one in _recorded)
        {
            var text = one!.ToJsonString()
                .Replace(AdminIdThere, admin!.Id, StringComparison.Ordinal).Replace("\"admin@example.test\"", JsonValue.Create(admin.Email)?.ToJsonString() ?? "null", StringComparison.Ordinal);
            var request = JsonNode.Parse(text)!.AsObject();
            var (status, answer) = await SendAsync(site, request, token);

            var name = (string)request["name"]!;
            var got = status + " " + answer?.ToJsonString();
            var isSame = IsSame(request, status, answer);
            var isDocumented = _documented.TryGetValue(name, out var kind);
            if (isSame ? isDocumented : !isDocumented || kind != Kind(status, answer))
                wrong.Add($"{name}: {(isSame ? "the same, though docs/graphql.md says otherwise" : $"recorded {request["data"]?.ToJsonString() ?? "a failure"}, got {got}")}");
        }

        return wrong;
    }

    /// <summary>What the recorded schema names and the site's does not have, though the documentation does not say so.</summary>
    public async Task<IReadOnlyList<string>> MissingNamesAsync(RunningSite site)
    {
        const string type = "type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }", members = "{ name args { name " + type + " } " + type + " }";
        var schema = await site.QueryAsync("{ __schema { types { name fields " + members + " inputFields { name " + type + " } } } }");
        var ours = JsonNode.Parse(schema.GetRawText())!["__schema"]!["types"]!.AsArray().ToDictionary(
            one => (string)one!["name"]!,
            one => (one!["fields"] as JsonArray ?? one["inputFields"] as JsonArray ?? []).ToDictionary(member => (string)member!["name"]!, member => (Type: TypeOf(member!["type"]!), Arguments: ArgumentsOf(member))));

        // A part has one type here, wherever it is attached.
        var recorded = (await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(RecordedSite.Recipe)!, "schema.json"), Cancel))
            .Replace("FirstNote", "Reusable", StringComparison.Ordinal).Replace("SecondNote", "Reusable", StringComparison.Ordinal);
        return
        [
            .. from one in JsonNode.Parse(recorded)!.AsObject()
               from member in one.Value!.AsArray()
               let written = Written().Match((string)member!)
               let name = written.Groups[1].Value
               where !_missing.Contains(name)
               let here = ours.GetValueOrDefault(one.Key)?.GetValueOrDefault(name) ?? default
               where here.Type != written.Groups[3].Value || written.Groups[2].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Except(here.Arguments).Any()
               select $"{one.Key}.{member} is {here.Type ?? "not there"}",
        ];
    }

    private static string TypeOf(JsonNode type) => (string?)type["kind"] switch
    {
        "LIST" => $"[{TypeOf(type["ofType"]!)}]",
        "NON_NULL" => $"{TypeOf(type["ofType"]!)}!",
        _ => (string)type["name"]!,
    };

    private static string[] ArgumentsOf(JsonNode member) => [.. (member["args"] as JsonArray ?? []).Select(argument => $"{argument!["name"]}: {TypeOf(argument["type"]!)}")];

    private async Task<(HttpStatusCode Status, JsonNode? Answer)> SendAsync(RunningSite site, JsonObject recorded, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod((string?)recorded["method"] ?? "POST"), (string?)recorded["path"] ?? "/api/graphql");
        var body = recorded["query"] is { } query
            ? new JsonObject { ["query"] = _documented.ContainsKey((string)recorded["name"]!) ? (string)query! : Without((string)query!) }.ToJsonString()
            : (string?)recorded["body"];
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = (string?)recorded["contentType"] is not { } type ? new MediaTypeHeaderValue("application/json") : type.Length == 0 ? null : new MediaTypeHeaderValue(type);
        }

        foreach (var (name, value) in recorded["headers"] as JsonObject ?? [])
            request.Headers.TryAddWithoutValidation(name, (string)value!);
        if (recorded["by"] is { } by)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)by! == "nobody" ? "not-a-token" : token);

        using var response = await site.Client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    private bool IsSame(JsonObject recorded, HttpStatusCode status, JsonNode? answer)
    {
        var fails = answer?["errors"] is not null || (int)status >= 400;
        if (recorded["fails"] is not null || recorded["data"] is null)
            return fails == recorded["fails"] is not null;

        var data = Without(recorded["data"]!, members: _otherwise, named: _missing);
        return !fails && (data["__type"] is null ? JsonNode.DeepEquals(data, Without(answer!["data"]!, members: _otherwise, named: [])) : Says(answer!["data"], data));
    }

    // What introspection tells may be more than it was there, but not less.
    private static bool Says(JsonNode? ours, JsonNode? theirs) => (ours, theirs) switch
    {
        (JsonObject some, JsonObject all) => all.All(member => Says(some[member.Key], member.Value)),
        (JsonArray some, JsonArray all) => all.All(one => some.Any(other => Says(other, one))),
        _ => JsonNode.DeepEquals(ours, theirs),
    };

    private static string Kind(HttpStatusCode status, JsonNode? answer) =>
        answer?["errors"]?[0]?["extensions"]?["code"] is { } code ? (string)code! : (int)status < 400 ? "data" : ((int)status).ToString(CultureInfo.InvariantCulture);

    // A selection without the fields that Cms does not have.
    private string Without(string query) => _missing.Aggregate(query, (text, name) => Regex.Replace(
        text, $$"""(?<=[{}\s])\b{{name}}\b(\([^()]*\))?\s*(\{(?>[^{}]+|(?<open>\{)|(?<-open>\}))*(?(open)(?!))\})?(?!\s*:)""", " "));

    // Members by name, and what introspection calls so.
    private JsonNode Without(JsonNode data, HashSet<string> members, HashSet<string> named) => data switch
    {
        JsonObject all => new JsonObject(all
            .Where(member => !members.Contains(member.Key) && !_missing.Contains(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Without(member.Value, members, named)))),
        JsonArray list => new JsonArray([.. list
            .Where(one => one is not JsonObject described || (string?)(described["name"] as JsonValue) is not { } name || !named.Contains(name))
            .Select(one => one is null ? null : Without(one, members, named))]),
        _ => data.DeepClone(),
    };

    private static HashSet<string> NamesIn(Regex rows, string documentation) => rows.Matches(documentation).SelectMany(row => Name().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value).ToHashSet();

    [GeneratedRegex(@"^\| ((?:`[\w-]+`(?:, )?)+) \| `?([A-Z_]+|data|\d{3})`? \|", RegexOptions.Multiline)]
    private static partial Regex Difference();

    [GeneratedRegex(@"^\| ((?:`[\w-]+`(?:, )?)+) \| not there \|", RegexOptions.Multiline)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^\| ((?:`[\w-]+`(?:, )?)+) \| otherwise \|", RegexOptions.Multiline)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"^(\w+)(?:\((.*)\))?: (.+)$")]
    private static partial Regex Written();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
