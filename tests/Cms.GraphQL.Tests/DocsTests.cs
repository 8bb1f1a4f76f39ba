using System.Text.RegularExpressions;

namespace Cms.GraphQL.Tests;

public sealed partial class DocsTests
{
    public static TheoryData<string> Examples => [.. Example().Matches(Repository.Read("docs/graphql.md").ReplaceLineEndings("\n")).Select(example => example.Groups["query"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task What_the_docs_show_is_answered(string query)
    {
        await using var site = Site.Guides();

        Assert.Empty((await site.RunAsync(query)).Errors);
    }

    [GeneratedRegex("^```graphql\n(?<query>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
