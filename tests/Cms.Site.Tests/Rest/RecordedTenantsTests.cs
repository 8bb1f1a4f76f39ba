using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Tests.Memory;

namespace Cms.Site.Tests.Rest;

/// <summary>
/// The recorded requests to Orchard Core's tenants API, in their order. Where Cms answers otherwise, docs/rest.md says so and why; whatever else differs
/// fails here.
/// </summary>
public sealed partial class RecordedTenantsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recorded_requests_are_answered_as_Orchard_Core_answered_them_or_as_the_documentation_says()
    {
        var documented = Difference().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "rest.md"), Cancel))
            .ToDictionary(row => row.Groups[1].Value, row => int.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(RecordedSite.Recipe)!, "tenants.json"), Cancel))!.AsArray();
        await site.AddUserAsync("reader", []);
        var actors = new Dictionary<string, (string, string)[]>
        {
            ["Anonymous"] = [],
            ["ApiReader"] = [await site.CookieOfAsync("reader")],
            ["Administrator"] = [await site.CookieOfAsync("admin")],
        };

        var differences = new List<string>();
        foreach (var one in recorded)
        {
            var name = (string)one!["name"]!;
            var answer = await site.RestAsync((string)one["method"]!, (string)one["path"]!, (string?)one["body"], headers: actors[(string)one["by"]!]);

            if ((int)answer.Status >= 400 && ((string)one["path"]!).StartsWith("/api/", StringComparison.Ordinal))
                Assert.Equal((name, "application/problem+json"), (name, answer.MediaType));
            var isSame = (int)one["status"]! == (int)answer.Status && IsSame(one, answer);
            if (isSame ? documented.ContainsKey(name) : documented.GetValueOrDefault(name) != (int)answer.Status)
                differences.Add($"{name}: {(isSame ? "the same, though docs/rest.md says otherwise" : $"recorded {one.ToJsonString()}, got {(int)answer.Status} {answer.Text}")}");
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.Equal([], documented.Keys.Except(recorded.Select(one => (string)one!["name"]!)));
    }

    private bool IsSame(JsonNode recorded, RestAnswer answer)
    {
        var root = site.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        if ((string?)recorded["location"] is { } location)
            return answer.Headers.GetValueOrDefault("Location") == root + location && answer.Text.Length == 0;

        if (recorded["errors"] is JsonArray errors)
            return errors.Select(error => (string)error!).SequenceEqual(answer.Json["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));

        return (string?)recorded["text"] switch
        {
            null => true,
            "id" => answer.MediaType == "text/plain" && answer.Text.Length > 0 && answer.Text.All(char.IsAsciiLetterOrDigit),
            "" => answer.MediaType is null && answer.Text.Length == 0,
            var text => answer.MediaType == "text/plain" && answer.Text == text.Replace("address:", root, StringComparison.Ordinal),
        };
    }

    [GeneratedRegex(@"^\| `((?:second-)?tenant-[a-z0-9-]+)` \| (\d{3})", RegexOptions.Multiline)]
    private static partial Regex Difference();
}
