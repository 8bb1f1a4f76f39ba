using Cms.Content;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class WhereTests : IAsyncDisposable
{
    private readonly Site _site = Site.Recorded();

    [Theory]
    [InlineData("{displayText: null}", "Odd")]
    [InlineData("{displayText_not: null, displayText_contains: \"1\"}", "Sample 1")]
    [InlineData("{displayText_in: [null, \"Sample 2\"]}", "Odd, Sample 2")]
    [InlineData("{displayText_in: null}", "")]
    [InlineData("{displayText_contains: null}", "")]
    [InlineData("{publishedUtc: null}", "Odd")]
    [InlineData("{createdUtc_in: [\"2025-01-01T10:00:00Z\", null]}", "Sample 1")]
    [InlineData("{createdUtc_gte: \"2025-01-03T11:00:00+01:00\", createdUtc_lt: \"2025-01-04T10:00:00\"}", "Sample 3")]
    [InlineData("{contentItemId: 7}", "")]
    [InlineData("{path_starts_with: \"sample/\", path_not_ends_with: \"-1\", AND: null, OR: [], NOT: [null]}", "Sample 2, Sample 3, Sample 4")]
    [InlineData("{path: null}", "Odd")]
    [InlineData("{NOT: [{displayText: \"Sample 1\"}, {path_contains: \"sample\"}]}", "Odd, Sample 2, Sample 3, Sample 4")]
    [InlineData("{NOT: {OR: [{displayText_contains: \"1\"}, {displayText_contains: \"2\"}]}, displayText_not: null}", "Sample 3, Sample 4")]
    [InlineData("null", "Odd, Sample 1, Sample 2, Sample 3, Sample 4")]
    public async Task A_filter_finds_what_it_says(string where, string expected)
    {
        _site.Content.Items.Add(new ContentItem { ContentItemId = "odd", ContentItemVersionId = "oddv", ContentType = "Sample", Latest = true, Published = true, CreatedUtc = DateTime.UnixEpoch, Author = "Odd" });

        var answer = await _site.RunAsync($"{{ sample(where: {where}, orderBy: {{displayText: ASC}}) {{ displayText author }} }}");

        Assert.True(answer.Errors.Count == 0, string.Join(" ", [.. answer.Errors.Select(error => error.Message), .. _site.Log.Lines]));
        var found = (await answer.ToJsonAsync(TestContext.Current.CancellationToken))["data"]!["sample"]!.AsArray();
        Assert.Equal(expected, string.Join(", ", found.Select(item => (string?)item!["displayText"] is { Length: > 0 } text ? text : (string?)item["author"])));
    }

    [Fact]
    public async Task Signs_that_databases_take_for_wildcards_reach_the_store_as_they_are()
    {
        await _site.DataAsync("""{ sample(where: {displayText_contains: "100%_"}) { displayText } }""");

        var query = Assert.IsType<ContentQuery>(Assert.Single(_site.Content.Reads).Asked);
        Assert.Equal(new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "100%_"), Assert.Single(Assert.IsType<AllOf>(query.Where).Filters));
    }

    [Theory]
    [InlineData("{ sample(orderBy: {displayText: ASC, author: DESC}) { displayText } }", null)]
    [InlineData("query($o: SampleOrderByInput) { sample(orderBy: $o) { displayText } }", """{"o": {"displayText": "ASC", "author": "DESC"}}""")]
    [InlineData("query($o: SampleOrderByInput = {displayText: ASC, author: DESC}) { sample(orderBy: $o) { displayText } }", null)]
    [InlineData("query($d: OrderByDirection) { sample(orderBy: {displayText: $d, latest: null, author: DESC}) { displayText } }", """{"d": "ASC"}""")]
    public async Task The_order_is_the_one_in_which_it_is_written(string query, string? variables)
    {
        await _site.DataAsync(query, variables: variables);
        await _site.DataAsync(query.Replace("displayText: ASC, author: DESC", "author: DESC, displayText: ASC", StringComparison.Ordinal), variables: variables);

        var orders = _site.Content.Reads.Select(read => ((ContentQuery)read.Asked).OrderBy).ToList();
        Assert.Equal([new ContentOrder(ContentColumn.DisplayText, false), new ContentOrder(ContentColumn.Author, true)], orders[0]);
        if (query.Contains("displayText: ASC, author", StringComparison.Ordinal))
            Assert.Equal([new ContentOrder(ContentColumn.Author, true), new ContentOrder(ContentColumn.DisplayText, false)], orders[1]);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
