using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.GraphQL.Tests;

/// <summary>What docs/graphql.md shows is what is answered.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public async Task Every_example_of_the_documentation_is_answered()
    {
        var text = Repository.Read("docs/graphql.md");
        string[] examples = [.. Blocks("graphql").Matches(text).Select(match => match.Groups[1].Value), .. Blocks("json").Matches(text).SelectMany(match => TemplatesIn(match.Groups[1].Value))];
        await using var guides = Site.Guides();
        await using var recorded = Site.Recorded();

        Assert.True(examples.Length > 5, "Examples were not found.");
        foreach (var example in examples)
        {
            // Those about lists, bodies and translations are of the site that has everything.
            var answer = await guides.RunAsync(example);
            if (!answer.Executed)
                answer = await recorded.RunAsync(example);
            Assert.True(answer.Executed && answer.Errors.Count == 0, $"{string.Join(' ', answer.Errors.Select(error => error.Message))}\n{example}");
        }
    }

    [Fact]
    public void Every_test_that_the_documentation_names_exists()
    {
        foreach (Match named in TestNames().Matches(Repository.Read("docs/graphql.md")))
            Assert.Contains($" {named.Groups[2].Value}(", Repository.Read(named.Groups[1].Value), StringComparison.Ordinal);
    }

    private static IEnumerable<string> TemplatesIn(string json) => JsonNode.Parse(json)!["Queries"]?.AsArray().Select(query => (string)query!["Template"]!) ?? [];

    private static Regex Blocks(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline);

    [GeneratedRegex("`(tests/[^`]+\\.cs)` `(\\w+)`")]
    private static partial Regex TestNames();
}
