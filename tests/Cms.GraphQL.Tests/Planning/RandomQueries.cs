using System.Text;
using System.Text.Json.Nodes;

namespace Cms.GraphQL.Tests.Planning;

/// <summary>Documents that ask a schema for lists with anything that their items have, and stored items whose JSON is not what their definitions say.</summary>
internal sealed class RandomQueries(JsonNode schema)
{
    private const int MaxDepth = 5;

    private readonly Dictionary<string, JsonNode> _types = schema["types"]!.AsArray().ToDictionary(type => (string)type!["name"]!, type => type!, StringComparer.Ordinal);

    /// <summary>What <see cref="RandomQueries"/> needs to know of a schema.</summary>
    public const string Introspection = "{ __schema { types { name kind possibleTypes { name } fields(includeDeprecated: true) { name args { name } type { ...T } } } } } fragment T on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }";

    /// <summary>A document with one or two lists of the root.</summary>
    public string Next(Random random, IReadOnlyList<string> lists)
    {
        var document = new StringBuilder();
        for (var index = 0; index <= random.Next(2); index++)
        {
            var list = lists[random.Next(lists.Count)];
            document.Append('l').Append(index).Append(": ").Append(list).Append('(')
                .Append(random.Next(3) switch { 0 => "first: $count", 1 => $"first: {random.Next(6)}", _ => "" })
                .Append(random.Next(3) switch { 0 => " where: {displayText_not: $other}", 1 => " where: {displayText_contains: \"e\", OR: [{displayText_contains: \"a\"}, {owner: \"admin\"}]}", _ => " where: {displayText_not: $other, displayText_not_in: [\"x\"]}" })
                .Append(random.Next(3) switch { 0 => " orderBy: {displayText: DESC}", 1 => " orderBy: {createdUtc: ASC}", _ => "" })
                .Append(") ");
            Select(document, random, NameOf(FieldsOf("Query").Single(field => (string)field["name"]! == list)["type"]!), 1);
        }

        // A variable that nothing uses is refused.
        string[] variables = [.. new[] { "$other: String", "$count: Int = 3" }.Where(variable => document.ToString().Contains(variable[..6], StringComparison.Ordinal))];
        return $"query Q{(variables.Length > 0 ? $"({string.Join(", ", variables)})" : "")} {{ {document}}}";
    }

    /// <summary>The JSON with some of its values replaced by others of any kind.</summary>
    public static string Spoil(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = random.Next(4); times > 0; times--)
        {
            var node = root;
            while (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            {
                if (node is JsonObject parent)
                {
                    var name = parent.Select(member => member.Key).ElementAt(random.Next(parent.Count));
                    if (parent[name] is not (JsonObject or JsonArray) || random.Next(5) == 0)
                    {
                        parent[name] = Any(random);
                        break;
                    }

                    node = parent[name];
                }
                else if (node is JsonArray list)
                {
                    var index = random.Next(list.Count);
                    if (list[index] is not (JsonObject or JsonArray) || random.Next(5) == 0)
                    {
                        list[index] = Any(random);
                        break;
                    }

                    node = list[index];
                }
            }
        }

        return root.ToJsonString();
    }

    private static JsonNode? Any(Random random) => random.Next(9) switch
    {
        0 => null,
        1 => "a \"text\" <b>with</b> \u00fcmlaut, \ud83c\udf19 and \u2028",
        2 => 12.50m,
        3 => 9_007_199_254_740_993,
        4 => true,
        5 => new JsonObject(),
        6 => new JsonArray(null, "x", 1),
        7 => "2025-02-30T25:00:00Z",
        _ => "",
    };

    private void Select(StringBuilder document, Random random, string type, int depth)
    {
        document.Append("{ ").Append(random.Next(6) == 0 ? "__typename " : "");
        var fields = FieldsOf(type).Where(field => depth < MaxDepth || !IsObject(NameOf(field["type"]!))).ToList();
        var isEmpty = true;
        for (var index = 0; index < 1 + random.Next(6) && fields.Count > 0; index++)
        {
            var field = fields[random.Next(fields.Count)];
            if (Needs(field))
                continue;

            // Aliases, as equal names with other arguments are refused.
            document.Append('f').Append(depth).Append(index).Append(": ").Append((string)field["name"]!);
            if (field["args"]!.AsArray().Any(argument => (string)argument!["name"]! == "skip") && random.Next(2) == 0)
                document.Append(random.Next(3) switch { 0 => "(first: 1)", 1 => "(skip: 1)", _ => "(first: 2, skip: 1)" });
            document.Append(' ');
            if (IsObject(NameOf(field["type"]!)))
                Select(document, random, NameOf(field["type"]!), depth + 1);
            isEmpty = false;
        }

        if (_types[type]["possibleTypes"] is JsonArray possible && depth < MaxDepth)
        {
            var one = (string)possible[random.Next(possible.Count)]!["name"]!;
            document.Append("... on ").Append(one).Append(' ');
            Select(document, random, one, depth + 1);
            isEmpty = false;
        }

        document.Append(isEmpty ? "__typename } " : "} ");
    }

    // What has an argument without a default is asked for elsewhere.
    private static bool Needs(JsonNode field) => (string)field["name"]! is "contentItem";

    private IEnumerable<JsonNode> FieldsOf(string type) => _types[type]["fields"]?.AsArray().Select(field => field!) ?? [];

    private bool IsObject(string type) => (string)_types[type]["kind"]! is "OBJECT" or "INTERFACE";

    private static string NameOf(JsonNode type) => (string?)type["name"] ?? NameOf(type["ofType"]!);
}
