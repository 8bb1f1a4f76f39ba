using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Cms.GraphQL.Tests.Planning;

/// <summary>Answers that are made of pieces are those that GraphQL.NET would give.</summary>
public sealed class PlannedAnswersTests
{
    private const string Guides = "query Q($other: String) { guideArticle(first: 3, where: {displayText_not: $other}) { displayText path keywords { tagNames } sections { number heading bullets { label text } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_asked_of_lists_the_answer_is_the_same_in_both_ways()
    {
        await using var site = Site.Recorded(new GraphQLLimits { MaxAliases = 5_000, MaxFields = 5_000, MaxTokens = 100_000, MaxComplexity = int.MaxValue });
        var queries = new RandomQueries(JsonNode.Parse(await site.DataAsync(RandomQueries.Introspection))!["__schema"]!);
        var stored = site.Content.Items.ToList();
        var (planned, all) = (0, 0);

        await Gen.Int.SampleAsync(
            async seed =>
            {
                var random = new Random(seed);
                site.Content.Items.Clear();
                site.Content.Items.AddRange(stored.Select(item => item with { PartsJson = RandomQueries.Spoil(item.PartsJson, random), ContentItemVersionId = $"{item.ContentItemVersionId}{seed}" }));
                var query = queries.Next(random, ["guideArticle", "sample", "blogPost", "collapsed"]);

                // Asks twice and compares.
                Assert.Empty((await site.RunAsync(query, random.Next(2) == 0 ? Site.Editor : Site.Visitor, """{"other": "none"}""")).Errors.Where(error => error.Path is null).Select(error => $"{error.Message} {query}"));
                all++;
                planned += await IsPlannedAsync(site, query) ? 1 : 0;
            },
            iter: 300, threads: 1);

        Assert.InRange(planned, all / 5, all - 1);
    }

    [Fact]
    public async Task A_list_of_plain_content_is_made_of_pieces_and_not_read_again()
    {
        await using var site = Site.Guides();
        var first = await AskAsync(site, "a");

        Assert.True(await IsPlannedAsync(site, Guides));
        Assert.Equal(first, await AskAsync(site, "b"));
    }

    [Fact]
    public async Task With_no_room_for_pieces_GraphQL_NET_gives_every_answer()
    {
        await using var site = Site.Guides(new GraphQLLimits { MaxKeptPieceBytes = 0 });
        await AskAsync(site, "a");

        Assert.False(await IsPlannedAsync(site, Guides));
    }

    [Theory]
    [InlineData("{ guideArticle { displayText @include(if: true) } }")]
    [InlineData("{ guideArticle { displayText } } query B { guideArticle { path } }", "B")]
    [InlineData("{ site { siteName } }")]
    [InlineData("{ guideArticle { render } }")]
    [InlineData("{ guideArticle { keywords { termContentItems { displayText } } } }")]
    [InlineData("query ($n: Int) { guideArticle { sections(first: $n) { heading } } }")]
    [InlineData("{ __schema { queryType { name } } guideArticle { displayText } }")]
    public async Task What_is_not_plain_has_no_plan(string query, string? operation = null)
    {
        await using var site = Site.Guides();
        await site.InScopeAsync(executor => executor.RunAsync(new GraphQLRequest(query) { OperationName = operation }, Site.Visitor, Cancel));

        Assert.Null(await site.InScopeAsync(executor => executor.FindPlannedAsync(new GraphQLRequest(query) { OperationName = operation }, Site.Visitor, Cancel)));
    }

    private static Task<string> AskAsync(Site site, string other) => site.DataAsync(Guides, variables: $$"""{"other": "{{other}}"}""");

    private static Task<bool> IsPlannedAsync(Site site, string query) => site.InScopeAsync(async executor =>
        await executor.FindPlannedAsync(new GraphQLRequest(query) { Variables = JsonElement.Parse("""{"other": "none"}""") }, Site.Visitor, Cancel) is not null);
}
