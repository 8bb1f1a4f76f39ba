using Cms.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.GraphQL.Tests.Documents;

/// <summary>What a document must be to be kept under a name.</summary>
public sealed class NamedDocumentTests
{
    [Theory]
    [InlineData("{ sample { displayText } }")]
    [InlineData("query A($n: Int) { sample(first: $n) { ...F } } fragment F on Sample { displayText }")]
    [InlineData("{ whatNoSchemaKnowsYet }")]
    public void One_query_with_its_fragments_is_taken(string document) => Assert.Null(Check(document));

    [Theory]
    [InlineData("{ sample {\n  displayText(first: ) }\n}", "line 2, column 22: ")]
    [InlineData("SELECT 1", "line 1, column 1: ")]
    [InlineData("", "line 1, column 1: ")]
    [InlineData("{ a } # \0", "line 1, column 9: ")]
    [InlineData("{ a(text: \"\"\"\0\"\"\") }", "line 1, column 14: ")]
    [InlineData("{ a(text: \"open) }", "line 1, column 19: ")]
    public void A_document_that_cannot_be_read_is_told_where_it_goes_wrong(string document, string place) =>
        Assert.StartsWith(place, Check(document), StringComparison.Ordinal);

    [Theory]
    [InlineData("query A { a }\nquery B { b }", "line 2, column 1: here begins another query; a document under a name has one.")]
    [InlineData("mutation { a }", "line 1, column 1: a mutation cannot be kept under a name; only a query can.")]
    [InlineData("query A { a }\n  subscription B { b }", "line 2, column 3: a subscription cannot be kept under a name; only a query can.")]
    [InlineData("fragment F on Sample { a }", "line 1, column 1: there is no query.")]
    [InlineData("# only a comment", "line 1, column 1: there is no query.")]
    [InlineData("{ a }\n\ntype A { a: Int }", "line 3, column 1: only queries and fragments can be kept.")]
    public void Anything_but_one_query_is_refused(string document, string complaint) => Assert.Equal(complaint, Check(document));

    [Fact]
    public void What_could_never_be_run_is_not_kept()
    {
        var tooDeep = string.Concat(Enumerable.Repeat("{ a ", 21)) + new string('}', 21);
        var endless = string.Concat(Enumerable.Repeat("{ a ", 2_000));
        var tooWide = $"{{ {string.Concat(Enumerable.Repeat("a ", 6_000))} }}";
        var tooLong = $"{{ a }} #{new string('x', 300_000)}";

        Assert.Equal(
            [
                "line 1, column 1: The document nests fields 21 levels deep; 20 are allowed.",
                "line 1, column 1: The document is nested too deeply.",
                "line 1, column 1: The document has more than 5000 tokens.",
                "line 1, column 1: The document has more than 262144 bytes.",
            ],
            new[] { tooDeep, endless, tooWide, tooLong }.Select(Check));
    }

    private static string? Check(string document)
    {
        using var services = new ServiceCollection().AddCmsGraphQL().BuildServiceProvider();
        return services.GetRequiredService<CheckQueryDocument>()(document);
    }
}
