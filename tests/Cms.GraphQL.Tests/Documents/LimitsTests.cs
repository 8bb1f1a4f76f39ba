using Cms.Content;

namespace Cms.GraphQL.Tests.Documents;

public sealed class LimitsTests : IAsyncDisposable
{
    private readonly Site _site = Site.Recorded();

    [Theory]
    [InlineData("{ sample(first: 1001) { displayText } }", "LIMIT_EXCEEDED", "first may be 1000 at most, not 1001.")]
    [InlineData("{ sample(first: -1) { displayText } }", "BAD_ARGUMENT", "first must be between 0 and 1000, not -1.")]
    [InlineData("{ sample(skip: -1) { displayText } }", "BAD_ARGUMENT", "skip must be between 0 and 1000, not -1.")]
    public async Task A_list_that_asks_for_too_much_is_refused_before_anything_is_read(string query, string code, string message)
    {
        var answer = await _site.AskAsync(query);

        Assert.Equal($$$"""{"errors":[{"message":"{{{message}}}","locations":[{"line":1,"column":3}],"path":["sample"],"extensions":{"code":"{{{code}}}"}}],"data":{"sample":null}}""", answer);
        Assert.Empty(_site.Content.Reads);
    }

    [Theory]
    [InlineData("{ sample { displayText } }")]
    [InlineData("{ sample(first: 0) { displayText } }")]
    [InlineData("{ sample(first: null) { displayText } }")]
    public async Task A_list_that_names_no_number_gets_the_default(string query)
    {
        await _site.DataAsync(query);

        Assert.Equal(100, Assert.IsType<ContentQuery>(Assert.Single(_site.Content.Reads).Asked).First);
    }

    [Fact]
    public async Task Lists_inside_items_have_the_same_limits()
    {
        var answer = await _site.AskAsync("""{ sample(where: {displayText: "Sample 1"}) { displayText bag { contentItems(first: -1) { displayText } } related { contentItems(last: 5000) { displayText } } } }""");

        Assert.Contains("first must be between 0 and 1000, not -1.", answer, StringComparison.Ordinal);
        Assert.Contains("last may be 1000 at most, not 5000.", answer, StringComparison.Ordinal);
        Assert.Contains("\"data\":{\"sample\":[{\"displayText\":\"Sample 1\",\"bag\":{\"contentItems\":null},\"related\":{\"contentItems\":null}}]}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_repeated_20000_times_is_refused()
    {
        var failure = await _site.ErrorAsync($"{{ {string.Concat(Enumerable.Repeat("sample{displayText} ", 20_000))} }}");

        Assert.Equal(("LIMIT_EXCEEDED", "The document has more than 5000 tokens."), (failure.Code, failure.Message));
        Assert.Empty(_site.Content.Reads);
    }

    [Fact]
    public async Task Fragments_within_fragments_count_wherever_they_are_spread()
    {
        var bomb = string.Join(' ', Enumerable.Range(0, 60).Select(number => $"fragment F{number} on Sample {{ ...F{number + 1} ...F{number + 1} }}"));

        var failure = await _site.ErrorAsync($"{{ sample {{ ...F0 }} }} {bomb} fragment F60 on Sample {{ displayText }}");

        Assert.Equal(("LIMIT_EXCEEDED", "The document has more than 500 fields, fragments counted where they are spread."), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task Fragments_that_are_spread_once_count_once()
    {
        var fragments = string.Join(' ', Enumerable.Range(0, 100).Select(number => $"fragment F{number} on Sample {{ displayText }}"));

        var answer = await _site.RunAsync($"{{ sample {{ {string.Concat(Enumerable.Range(0, 100).Select(number => $"...F{number} "))} }} }} {fragments}");

        Assert.Empty(answer.Errors);
    }

    [Fact]
    public async Task A_fragment_that_spreads_itself_is_an_error_and_not_an_endless_loop()
    {
        var answer = await _site.RunAsync("{ sample { ...F } } fragment F on Sample { displayText ...F }");

        Assert.False(answer.Executed);
        Assert.Contains(answer.Errors, error => error.Code == "NO_FRAGMENT_CYCLES");
    }

    [Fact]
    public async Task Many_aliases_are_refused()
    {
        var failure = await _site.ErrorAsync($"{{ {string.Concat(Enumerable.Range(0, 51).Select(number => $"a{number}: sample {{ displayText }} "))} }}");

        Assert.Equal(("LIMIT_EXCEEDED", "The document has more than 50 aliases, fragments counted where they are spread."), (failure.Code, failure.Message));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public async Task Fields_may_nest_20_levels_deep(int levels, bool allowed)
    {
        // Each related and contentItems is a level, and so are sample and displayText.
        var inner = levels % 2 == 0 ? "displayText" : "related { contentItemIds }";
        for (var level = levels % 2 == 0 ? 2 : 3; level < levels; level += 2)
            inner = $"related {{ contentItems(first: 1) {{ ... on Sample {{ {inner} }} }} }}";

        var answer = await _site.RunAsync($"{{ sample {{ {inner} }} }}");

        Assert.Equal(allowed, answer.Executed);
        Assert.True(allowed || answer.Errors.Single() is { Code: "LIMIT_EXCEEDED", Message: "The document nests fields 21 levels deep; 20 are allowed." });
    }

    [Theory]
    [InlineData("{ sample(where: {AND: ")]
    [InlineData("{ sample ")]
    public async Task Endless_nesting_is_refused(string piece)
    {
        var answer = await _site.RunAsync(string.Concat(Enumerable.Repeat(piece, 1_500)));

        Assert.False(answer.Executed);
        Assert.Contains(Assert.Single(answer.Errors).Code, (string[])["LIMIT_EXCEEDED", "MAX_DEPTH_EXCEEDED", "SYNTAX_ERROR"]);
    }

    [Fact]
    public async Task Filters_have_limits_too()
    {
        var ids = string.Join(',', Enumerable.Range(0, 1_001).Select(number => $"\"{number}\""));
        var conditions = string.Join(',', Enumerable.Repeat("""{"displayText": "x"}""", 200));

        var longList = await _site.ErrorAsync("query($w: SampleWhereInput) { sample(where: $w) { displayText } }", variables: $$$"""{"w": {"contentItemId_in": [{{{ids}}}]}}""");
        var manyConditions = await _site.ErrorAsync("query($w: SampleWhereInput) { sample(where: $w) { displayText } }", variables: $$$"""{"w": {"OR": [{{{conditions}}}]}}""");

        Assert.Equal("A list in where may have 1000 values at most, not 1001.", longList.Message);
        Assert.Equal("where may have 200 conditions at most.", manyConditions.Message);
    }

    [Fact]
    public async Task An_answer_has_a_limit_as_a_whole()
    {
        await using var small = Site.Recorded(new GraphQLLimits { MaxItems = 5 });

        var failure = await small.ErrorAsync("{ a: sample(first: 3) { displayText } b: sample(first: 3) { displayText } }");

        Assert.Equal(("LIMIT_EXCEEDED", "The answer would have more than 5 items."), (failure.Code, failure.Message));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
