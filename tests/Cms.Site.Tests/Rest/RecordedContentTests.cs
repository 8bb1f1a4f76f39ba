using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Tests.Memory;

namespace Cms.Site.Tests.Rest;

/// <summary>
/// The recorded requests to Orchard Core's content API, in their order. Where Cms answers otherwise, docs/rest.md says so and why; whatever else differs
/// fails here.
/// </summary>
public sealed partial class RecordedContentTests(RecordedSite site) : IClassFixture<RecordedSite>
{
    // Made anew by every site, or by the caller; docs/rest.md says the same under "Everywhere".
    private static readonly HashSet<string> Generated = ["ContentItemId", "ContentItemVersionId", "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Owner", "Author"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recorded_requests_are_answered_as_Orchard_Core_answered_them_or_as_the_documentation_says()
    {
        var documented = Difference().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "rest.md"), Cancel))
            .ToDictionary(row => row.Groups[1].Value, row => int.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));
        var folder = Path.GetDirectoryName(RecordedSite.Recipe)!;
        var roles = RolesOf(JsonNode.Parse(await File.ReadAllTextAsync(RecordedSite.Recipe, Cancel))!);
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "content.json"), Cancel))!.AsArray();
        var ids = new Dictionary<string, string>();
        string? actor = null;

        var differences = new List<string>();
        foreach (var one in recorded)
        {
            var (name, by) = ((string)one!["name"]!, (string)one["by"]!);
            if (by != actor)
                await site.LetVisitorsAsync("Default", roles[actor = by]);
            var text = (string)one["path"]! + "\n" + (string?)one["body"];
            foreach (var (theirs, ours) in ids)
                text = text.Replace(theirs, ours, StringComparison.Ordinal);
            var (path, body) = (text.Split('\n')[0], one["body"] is null ? null : text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);

            var answer = await site.RestAsync((string)one["method"]!, path, body, (string?)one["contentType"] ?? "application/json");

            if ((int)answer.Status < 300 && one["answer"] is { } item)
                ids.TryAdd((string)item["ContentItemId"]!, (string)answer.Json["ContentItemId"]!);
            var isSame = (int)one["status"]! == (int)answer.Status
                && ((int)answer.Status < 300 ? JsonNode.DeepEquals(Compared(one["answer"]!), Compared(answer.Json)) && KeepsId(one["body"], one["answer"]!) == KeepsId(body, answer.Json) : one["errors"] is null);
            if ((int)answer.Status >= 300)
                Assert.Equal((name, "application/problem+json"), (name, answer.MediaType));
            if (isSame ? documented.ContainsKey(name) : documented.GetValueOrDefault(name) != (int)answer.Status)
                differences.Add($"{name}: {(isSame ? "the same, though docs/rest.md says otherwise" : $"recorded {one["status"]} {one["answer"]?.ToJsonString()}, got {(int)answer.Status} {answer.Text}")}");
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.Equal([], documented.Keys.Except(recorded.Select(one => (string)one!["name"]!)));
    }

    private static Dictionary<string, string[]> RolesOf(JsonNode recipe) => recipe["steps"]!.AsArray()
        .Where(step => (string?)step!["name"] == "Roles").SelectMany(step => step!["Roles"]!.AsArray())
        .ToDictionary(role => (string)role!["Name"]!, role => role!["Permissions"]!.AsArray().Select(permission => (string)permission!).ToArray())
        .Append(KeyValuePair.Create("Administrator", (string[])["SiteOwner"])).ToDictionary();

    private static bool KeepsId(JsonNode? body, JsonNode answer) =>
        body is not null && JsonNode.Parse((string)body!)?["ContentItemId"] is { } asked && JsonNode.DeepEquals(asked, answer["ContentItemId"]);

    // Without what every site makes itself, and without what says nothing: parts and fields without values, empty lists, switches that are off.
    private static JsonNode? Compared(JsonNode item) => Compared(item, isInside: false);

    private static JsonNode? Compared(JsonNode? json, bool isInside) => json switch
    {
        JsonObject members => members
            .Where(member => !Generated.Contains(member.Key) && !(isInside && member.Key == "DisplayText"))
            .Select(member => KeyValuePair.Create(member.Key, Compared(member.Value, isInside: true)))
            .Where(member => member.Value is not null and not JsonObject { Count: 0 } && member.Value.ToJsonString() is not ("\"\"" or "false" or "[]"))
            .Aggregate(new JsonObject(), (all, member) =>
            {
                all.Add(member.Key, member.Value);
                return all;
            }),
        JsonArray list => new JsonArray([.. list.Select(one => Compared(one, isInside: true))]),
        _ => json?.DeepClone(),
    };

    [GeneratedRegex(@"^\| `((?:content|cors)-[a-z0-9-]+)` \| (\d{3})", RegexOptions.Multiline)]
    private static partial Regex Difference();
}
