namespace Cms.GraphQL.Tests.Documents;

public sealed class KeptDocumentsTests : IAsyncDisposable
{
    private readonly Site _site = Site.Recorded();

    [Fact]
    public async Task A_query_asked_again_still_checks_its_variables()
    {
        const string Query = "query($n: Int!) { sample(first: $n) { displayText } }";

        var first = await _site.DataAsync(Query, variables: """{"n": 1}""");
        var second = await _site.DataAsync(Query, variables: """{"n": 2}""");
        var wrong = await _site.ErrorAsync(Query, variables: """{"n": "two"}""");
        var missing = await _site.ErrorAsync(Query);
        var tooMany = await _site.ErrorAsync(Query, variables: """{"n": 2000}""");

        Assert.Equal("""{"sample":[{"displayText":"Sample 4"}]}""", first);
        Assert.Equal("""{"sample":[{"displayText":"Sample 4"},{"displayText":"Sample 3"}]}""", second);
        Assert.Equal(["INVALID_VALUE", "INVALID_VALUE", "LIMIT_EXCEEDED"], [wrong.Code, missing.Code, tooMany.Code]);
    }

    [Fact]
    public async Task A_wrong_query_stays_wrong_when_asked_again()
    {
        for (var time = 0; time < 2; time++)
            Assert.Equal("FIELDS_ON_CORRECT_TYPE", (await _site.ErrorAsync("{ sample { nope } }")).Code);
    }

    [Fact]
    public async Task More_queries_than_are_kept_are_answered_all_the_same()
    {
        await using var site = Site.Recorded(new GraphQLLimits { MaxKeptDocuments = 2 });

        for (var number = 1; number <= 5; number++)
            Assert.Contains("displayText", await site.DataAsync($"{{ sample(first: {number}) {{ displayText }} }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_two_operations_needs_a_name()
    {
        Assert.Equal("NO_OPERATION_NAME", (await _site.ErrorAsync("query A { a: __typename } query B { b: __typename }")).Code);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
