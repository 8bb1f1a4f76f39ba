using System.Text;

namespace Cms.GraphQL.Tests.Documents;

/// <summary>What somebody sends who wants to keep the server busy. What is counted before validation says so by LIMIT_EXCEEDED; the rest is refused or answered small.</summary>
public sealed class HostileDocumentTests : IAsyncDisposable
{
    private readonly Site _site = Site.Recorded();

    [Theory]
    [InlineData("1,000 aliases", "The document has more than 50 aliases, fragments counted where they are spread.")]
    [InlineData("20,000 fields", "The document has more than 5000 tokens.")]
    [InlineData("many fields at the root", "The document has more than 20 fields at its root.")]
    [InlineData("many fields at the root by a fragment", "The document has more than 20 fields at its root.")]
    [InlineData("__typename repeated", "The document has more than 500 fields, fragments counted where they are spread.")]
    [InlineData("repeated directives", "The document has more than 50 directives, fragments counted where they are spread.")]
    [InlineData("directives in a fragment that is spread often", "The document has more than 50 directives, fragments counted where they are spread.")]
    [InlineData("directives of variables", "The document has more than 50 directives, fragments counted where they are spread.")]
    [InlineData("fields that overlap", "The document has more than 500 fields, fragments counted where they are spread.")]
    [InlineData("fragments that overlap", "The document has more than 100 fragments spread.")]
    [InlineData("a huge list", "The document has more than 5000 tokens.")]
    [InlineData("many variables", "The document has more than 5000 tokens.")]
    public async Task A_document_that_is_too_big_is_refused_before_it_is_validated(string what, string message)
    {
        var failure = await _site.ErrorAsync(Bomb(what));

        Assert.Equal(("LIMIT_EXCEEDED", message), (failure.Code, failure.Message));
        Assert.Empty(_site.Content.Reads);
    }

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { name } } } } } } } } } } } }")]
    [InlineData("{ __type(name: \"Query\") { fields { args { type { inputFields { type { inputFields { type { inputFields { type { inputFields { name } } } } } } } } } } } }")]
    [InlineData("{ sample(first: 1000) { related { contentItems(first: 1000) { displayText } } } }")]
    [InlineData("query($n: Int!) { sample(first: $n) { related { contentItems(first: $n) { displayText } } } }")]
    [InlineData("{ sample(first: 1000) { ...Related } } fragment Related on Sample { related { contentItems(last: 900) { displayText } } }")]
    public async Task A_small_document_whose_answer_would_be_huge_is_refused_before_anything_is_read(string query)
    {
        var failure = await _site.ErrorAsync(query, variables: """{"n":1000}""");

        Assert.Equal("LIMIT_EXCEEDED", failure.Code);
        Assert.Matches(@"^The answer may have (\d{6,}|billions of) values; 250000 are allowed\. Ask for fewer items with first, or for fewer lists in lists\.$", failure.Message);
        Assert.Empty(_site.Content.Reads);
    }

    [Theory]
    [InlineData("{ sample(first: 10) { displayText } }", 11)]
    [InlineData("{ sample { displayText } }", 101)]
    [InlineData("{ sample(first: 10) { related { contentItems(first: 5) { displayText } } } }", 71)]
    [InlineData("{ sample(first: 10) { related { contentItems { displayText } } } }", 121)]
    [InlineData("query($n: Int = 3) { sample(first: $n) { displayText createdUtc } }", 7)]
    [InlineData("{ a: sample(first: 2) { displayText } b: sample(first: 3) { displayText } site { siteName } }", 9)]
    public async Task Lists_count_as_often_as_they_may_have_items_and_lists_in_lists_multiply(string query, int complexity)
    {
        await using var within = Site.Recorded(new GraphQLLimits { MaxComplexity = complexity });
        await using var beyond = Site.Recorded(new GraphQLLimits { MaxComplexity = complexity - 1 });

        Assert.Empty((await within.RunAsync(query)).Errors);
        Assert.Equal($"The answer may have {complexity} values; {complexity - 1} are allowed. Ask for fewer items with first, or for fewer lists in lists.", (await beyond.ErrorAsync(query)).Message);
    }

    [Fact]
    public async Task The_standard_introspection_query_is_within_the_limits()
    {
        var answer = await _site.RunAsync(Repository.Read("tests/Cms.GraphQL.Tests/Documents/introspection.graphql"));

        Assert.Empty(answer.Errors);
    }

    [Fact]
    public async Task Of_a_document_with_many_mistakes_only_the_first_are_told()
    {
        var answer = await _site.RunAsync($"{{ sample {{ {string.Concat(Enumerable.Range(0, 400).Select(number => $"nothing{number} "))} }} }}");

        Assert.Equal(21, answer.Errors.Count);
        Assert.Equal(("LIMIT_EXCEEDED", "380 more errors are left out."), (answer.Errors[20].Code, answer.Errors[20].Message));
    }

    [Fact]
    public async Task Fragments_that_spread_each_other_are_an_error_and_not_an_endless_loop()
    {
        var circle = string.Join(' ', Enumerable.Range(0, 40).Select(number => $"fragment F{number} on Sample {{ ...F{(number + 1) % 40} related {{ contentItems {{ ...F{number} }} }} }}"));

        var answer = await _site.RunAsync($"{{ sample {{ ...F0 }} }} {circle}");

        Assert.False(answer.Executed);
        Assert.Contains(answer.Errors, error => error.Code == "NO_FRAGMENT_CYCLES");
    }

    [Fact]
    public async Task An_answer_that_gets_too_long_is_given_up_while_it_is_made()
    {
        await using var small = Site.Recorded(new GraphQLLimits { MaxAnswerBytes = 150 });

        var answer = await small.RunAsync("{ sample { displayText contentItemId contentType } }");

        Assert.Equal(("LIMIT_EXCEEDED", "The answer would have more than 150 bytes."), (Assert.Single(answer.Errors).Code, answer.Errors[0].Message));
        Assert.DoesNotContain("Sample 1", await small.AskAsync("{ sample { displayText contentItemId contentType } }"), StringComparison.Ordinal);
        Assert.Empty((await small.RunAsync("{ sample(first: 1) { displayText } }")).Errors);
    }

    [Fact]
    public async Task What_is_read_for_all_of_a_level_counts_while_the_answer_is_made()
    {
        var html = $"<p><a href='content:page1'>{new string('x', 500)}</a></p>";
        await using var small = Site.OfRecipe(
            $$$"""
            {"steps":[
              {"name":"ContentDefinition","ContentTypes":[{"Name":"Page","DisplayName":"Page","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"HtmlBodyPart","Name":"HtmlBodyPart","Settings":{}}]}],"ContentParts":[]},
              {"name":"content","data":[{"ContentItemId":"page1","ContentItemVersionId":"v1","ContentType":"Page","DisplayText":"One","Latest":true,"Published":true,"ModifiedUtc":"2026-01-01T00:00:00Z","PublishedUtc":"2026-01-01T00:00:00Z","CreatedUtc":"2026-01-01T00:00:00Z","Owner":"","Author":"","HtmlBodyPart":{"Html":"{{{html}}}"} }]}]}
            """,
            new GraphQLLimits { MaxAnswerBytes = 400 });

        var answer = await small.RunAsync("{ page { htmlBody { html } } }");

        Assert.Equal("LIMIT_EXCEEDED", Assert.Single(answer.Errors).Code);
    }

    [Fact]
    public async Task A_request_that_runs_too_long_is_stopped()
    {
        await using var slow = Site.Recorded(new GraphQLLimits { Timeout = TimeSpan.FromMilliseconds(50) });
        slow.Content.Wait = cancel => Task.Delay(Timeout.Infinite, cancel);

        var failure = await slow.ErrorAsync("{ sample { displayText } }");

        Assert.Equal("TIMEOUT", failure.Code);
    }

    [Fact]
    public async Task A_variable_that_is_nested_deeply_is_refused()
    {
        var where = new StringBuilder().Insert(0, """{"AND":[""", 25).Append("{}").Insert(0, """{"w":""");
        for (var level = 0; level < 25; level++)
            where.Append("]}");

        var failure = await _site.ErrorAsync(
            "query($w: SampleWhereInput) { sample(where: $w) { displayText } }", variables: where.Append('}').ToString().Replace("{}", string.Join(',', Enumerable.Repeat("""{"displayText":"x"}""", 201)), StringComparison.Ordinal));

        Assert.Equal(("LIMIT_EXCEEDED", "where may have 200 conditions at most."), (failure.Code, failure.Message));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Bomb(string what) => what switch
    {
        "1,000 aliases" => $"{{ sample {{ {Each(400, number => $"a{number}: displayText ")} }} }}",
        "20,000 fields" => $"{{ sample {{ {Each(20_000, _ => "displayText ")} }} }}",
        "many fields at the root" => $"{{ {Each(21, _ => "__typename ")} }}",
        "many fields at the root by a fragment" => $"{{ {Each(11, _ => "...F ")} }} fragment F on Query {{ __typename site {{ siteName }} }}",
        "__typename repeated" => $"{{ sample {{ {Each(501, _ => "__typename ")} }} }}",
        "repeated directives" => $"{{ sample {{ displayText {Each(51, _ => "@skip(if: false) ")} }} }}",
        "directives in a fragment that is spread often" => $"{{ sample {{ {Each(26, _ => "...F ")} }} }} fragment F on Sample @x {{ displayText @skip(if: false) }}",
        "directives of variables" => $"query({Each(51, number => $"$a{number}: Int @x ")}) {{ __typename }}",
        "fields that overlap" => $"{{ sample {{ {Each(20, _ => $"related {{ contentItems {{ {Each(30, _ => "displayText ")} }} }} ")} }} }}",
        "fragments that overlap" => $"{{ sample {{ {Each(101, number => $"...F{number} ")} }} }} {Each(101, number => $"fragment F{number} on Sample {{ displayText }} ")}",
        "a huge list" => $"{{ sample(where: {{ contentItemId_in: [{Each(5_000, _ => "\"x\" ")}] }}) {{ displayText }} }}",
        "many variables" => $"query({Each(1_300, number => $"$a{number}: Int ")}) {{ __typename }}",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "There is no such document."),
    };

    private static string Each(int count, Func<int, string> piece) => string.Concat(Enumerable.Range(0, count).Select(piece));
}
