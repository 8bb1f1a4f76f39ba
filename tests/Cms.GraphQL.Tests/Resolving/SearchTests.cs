using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Users;

namespace Cms.GraphQL.Tests.Resolving;

/// <summary>Search, counts of values, and related items, over the guides and over a site with fields that not everybody sees.</summary>
public sealed class SearchTests : IAsyncDisposable
{
    // Of each word of a hidden field none may be found; Open is there for everybody.
    private const string Guarded = """
        {"steps":[
          {"name":"ContentDefinition",
           "ContentTypes":[
             {"Name":"Guide","DisplayName":"Guide","Settings":{},"ContentTypePartDefinitionRecords":[
               {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"Guide","Name":"Guide","Settings":{}},
               {"PartName":"BagPart","Name":"Sections","Settings":{"BagPartSettings":{"ContainedContentTypes":["Section"]}}}]},
             {"Name":"Section","DisplayName":"Section","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"Section","Name":"Section","Settings":{}}]},
             {"Name":"Secret","DisplayName":"Secret","Settings":{"GraphQLContentTypeSettings":{"Hidden":true}},"ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart","Settings":{}}]},
             {"Name":"Tags","DisplayName":"Tags","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TaxonomyPart","Name":"TaxonomyPart","Settings":{}}]},
             {"Name":"Tag","DisplayName":"Tag","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart","Settings":{}}]}],
           "ContentParts":[
             {"Name":"Guide","Settings":{},"ContentPartFieldDefinitionRecords":[
               {"FieldName":"TextField","Name":"Open","Settings":{"ContentIndexSettings":{"Included":true}}},
               {"FieldName":"TextField","Name":"Inner","Settings":{"ContentIndexSettings":{"Included":true},"FieldAccessSettings":{"ViewPermission":true}}},
               {"FieldName":"TextField","Name":"Unshown","Settings":{"GraphQLContentPartFieldSettings":{"Hidden":true}}},
               {"FieldName":"TaxonomyField","Name":"Topics","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"},"FieldAccessSettings":{"ViewPermission":true}}}]},
             {"Name":"Section","Settings":{},"ContentPartFieldDefinitionRecords":[
               {"FieldName":"HtmlField","Name":"Body","Settings":{}},{"FieldName":"HtmlField","Name":"Note","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}]}]},
          {"name":"content","data":[
            {"ContentItemId":"tags","ContentItemVersionId":"tv","Latest":true,"Published":true,"CreatedUtc":"2026-01-01T00:00:00Z","ContentType":"Tags","DisplayText":"Tags","TaxonomyPart":{"TermContentType":"Tag","Terms":[{"ContentItemId":"sea","ContentType":"Tag","DisplayText":"Sea"}]}},
            {"ContentItemId":"g1","ContentItemVersionId":"v1","Latest":true,"Published":true,"CreatedUtc":"2026-01-01T00:00:00Z","ContentType":"Guide","DisplayText":"First",
             "Guide":{"Open":{"Text":"apple"},"Inner":{"Text":"banana"},"Unshown":{"Text":"cherry"},"Topics":{"TaxonomyContentItemId":"tags","TermContentItemIds":["sea"]}},
             "Sections":{"ContentItems":[{"ContentItemId":"s1","ContentType":"Section","Section":{"Body":{"Html":"<p>damson &amp; <b>elder</b>berry</p>"},"Note":{"Html":"<p>fig</p>"}}}]}},
            {"ContentItemId":"g2","ContentItemVersionId":"v2","Latest":true,"Published":true,"CreatedUtc":"2026-01-02T00:00:00Z","ContentType":"Guide","DisplayText":"Second",
             "Guide":{"Open":{"Text":"apple"},"Topics":{"TaxonomyContentItemId":"tags","TermContentItemIds":["sea"]}}},
            {"ContentItemId":"x1","ContentItemVersionId":"v3","Latest":true,"Published":true,"CreatedUtc":"2026-01-01T00:00:00Z","ContentType":"Secret","DisplayText":"grape","TitlePart":{"Title":"grape"}}]}]}
        """;

    private static readonly Caller Insider = Caller.SignedIn("u1", "anna", [Permission.ViewContent, "ViewField_Guide.Inner", "ViewField_Guide.Topics", "ViewField_Section.Note"]);

    private readonly Site _guides = Site.Guides();
    private readonly Site _guarded = Site.OfRecipe(Guarded);

    [Fact]
    public async Task A_search_gives_hits_with_marks_and_pages_and_counts()
    {
        var data = await SearchAsync("term: \"sleep\", first: 2", "totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor score title highlights(first: 1) node { displayText } }");

        Assert.Equal("Building a Steady <mark>Sleep</mark> Routine", (string?)data["edges"]![0]!["title"]);
        Assert.Contains("<mark>", (string?)data["edges"]![0]!["highlights"]![0], StringComparison.OrdinalIgnoreCase);
        Assert.True((bool)data["pageInfo"]!["hasNextPage"]!);

        var rest = await SearchAsync($"term: \"Sleep\", first: 50, after: \"{data["pageInfo"]!["endCursor"]}\"", "totalCount nodes { contentItemId } pageInfo { hasPreviousPage }");

        Assert.Equal((int)data["totalCount"]!, 2 + rest["nodes"]!.AsArray().Count);
        Assert.True((bool)rest["pageInfo"]!["hasPreviousPage"]!);
    }

    [Theory]
    [InlineData("""term: "" """, "BAD_ARGUMENT", "term must have a word with letters or digits.")]
    [InlineData("""term: "- ... !" """, "BAD_ARGUMENT", "term must have a word with letters or digits.")]
    [InlineData("""term: "a b c d e f g h i j k l m n o p q r s t u" """, "BAD_ARGUMENT", "term may have 20 words at most, not 21.")]
    [InlineData("""term: "sleep", after: "x" """, "BAD_ARGUMENT", "after must be a cursor of a search for this term, such as the endCursor of a page.")]
    [InlineData("""term: "sleep", types: ["Nope"] """, "BAD_ARGUMENT", "types must be names of content types that have a list, such as those of contentTypes, not \"Nope\".")]
    [InlineData("""term: "sleep", first: -1 """, "BAD_ARGUMENT", "first must be between 0 and 1000, not -1.")]
    [InlineData("""term: "sleep", status: DRAFT """, "FORBIDDEN", "You may see only published content; drafts need the permission EditContent.")]
    public async Task A_search_that_makes_no_sense_is_refused(string arguments, string code, string message)
    {
        var failure = await _guides.ErrorAsync($"{{ search({arguments}) {{ totalCount }} }}");

        Assert.Equal((code, message), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_term()
    {
        var page = await SearchAsync("term: \"sleep\", first: 1", "pageInfo { endCursor }");

        Assert.Equal("BAD_ARGUMENT", (await _guides.ErrorAsync($"{{ search(term: \"rest\", after: \"{page["pageInfo"]!["endCursor"]}\") {{ totalCount }} }}")).Code);
    }

    [Fact]
    public async Task What_was_mistyped_is_suggested()
    {
        var data = await SearchAsync("term: \"slepe rutine\"", "totalCount suggestions(first: 1)");

        Assert.Equal((0, """["sleep routine"]"""), ((int)data["totalCount"]!, data["suggestions"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("apple", 2)]
    [InlineData("damson elderberry", 1)]
    [InlineData("First", 1)]
    [InlineData("banana", 0)]
    [InlineData("cherry", 0)]
    [InlineData("fig", 0)]
    [InlineData("grape", 0)]
    public async Task Nothing_is_found_by_what_not_everybody_sees_whoever_asks(string term, int count)
    {
        foreach (var caller in new[] { Site.Visitor, Insider, Site.Editor })
            Assert.Equal($$$"""{"search":{"totalCount":{{{count}}}}}""", await _guarded.DataAsync($"{{ search(term: \"{term}\") {{ totalCount }} }}", caller));
    }

    [Fact]
    public async Task Excerpts_are_encoded_text_and_tell_nothing_of_hidden_fields()
    {
        var item = _guarded.Content.Items.Single(item => item.ContentItemId == "g1");
        _guarded.Content.Items[_guarded.Content.Items.IndexOf(item)] = item with
        {
            DisplayText = "First <script>alert(1)</script>",
            PartsJson = item.PartsJson.Replace("\"apple\"", "\"<b>apple</b> & <img src=x onerror=alert(1)>\"", StringComparison.Ordinal).Replace("banana", "apple banana", StringComparison.Ordinal),
        };

        var data = await _guarded.DataAsync("{ search(term: \"apple first\") { edges { title highlights } } }", Insider);
        var hit = JsonNode.Parse(data)!["search"]!["edges"]![0]!;

        Assert.Equal("<mark>First</mark> &lt;script&gt;alert(1)&lt;/script&gt;", (string?)hit["title"]);
        Assert.Equal(["&lt;b&gt;<mark>apple</mark>&lt;/b&gt; &amp; &lt;img src=x onerror=alert(1)&gt;"], hit["highlights"]!.AsArray().Select(piece => (string?)piece));
    }

    [Fact]
    public async Task Lists_and_searches_count_their_items_by_keyword_type_and_indexed_field()
    {
        var lists = JsonNode.Parse(await _guides.DataAsync("{ guideArticleConnection(first: 0) { facets(by: \"keywords\", first: 2) { name values { value label count } } } }"))!["guideArticleConnection"]!["facets"]!;
        var search = await SearchAsync("term: \"sleep\"", "totalCount facets(by: [\"contentType\"]) { name values { value label count } }");
        var fields = await _guarded.DataAsync("{ guideConnection { facets(by: \"open\") { name values { value count } } } }");

        Assert.Equal(2, lists[0]!["values"]!.AsArray().Count);
        Assert.All(lists[0]!["values"]!.AsArray(), value => Assert.NotNull((string?)value!["label"]));
        Assert.Equal((int)search["totalCount"]!, search["facets"]![0]!["values"]!.AsArray().Sum(value => (int)value!["count"]!));
        Assert.Equal("""{"guideConnection":{"facets":[{"name":"open","values":[{"value":"apple","count":2}]}]}}""", fields);
    }

    [Fact]
    public async Task Fields_that_one_may_not_see_are_not_counted_by()
    {
        const string All = "{ guideConnection { facets { name } } }";

        Assert.Equal("""{"guideConnection":{"facets":[{"name":"open"}]}}""", await _guarded.DataAsync(All));
        Assert.Equal("""{"guideConnection":{"facets":[{"name":"topics"},{"name":"open"},{"name":"inner"}]}}""", await _guarded.DataAsync(All, Insider));
        Assert.Equal("FORBIDDEN", (await _guarded.ErrorAsync("{ guideConnection { facets(by: \"inner\") { name } } }")).Code);
        Assert.Equal("FORBIDDEN", (await _guarded.ErrorAsync("{ search(term: \"apple\") { facets(by: \"topics\") { name } } }")).Code);
        Assert.Equal(
            ("BAD_ARGUMENT", "by must be what these items are counted by, not \"colour\"; known are open."),
            ((await _guarded.ErrorAsync("{ guideConnection { facets(by: \"colour\") { name } } }")) is var failure ? (failure.Code, failure.Message) : default));
    }

    [Fact]
    public async Task Guides_are_related_by_their_keywords()
    {
        var data = JsonNode.Parse(await _guides.DataAsync("{ guideArticle(first: 3) { contentItemId related(first: 2) { contentItemId displayText } } }"))!["guideArticle"]!.AsArray();

        Assert.Contains(data, guide => guide!["related"]!.AsArray().Count == 2);
        Assert.All(data, guide => Assert.DoesNotContain((string?)guide!["contentItemId"], guide["related"]!.AsArray().Select(one => (string?)one!["contentItemId"])));
        Assert.Equal("LIMIT_EXCEEDED", (await _guides.ErrorAsync("{ guideArticle(first: 1) { related(first: 51) { displayText } } }")).Code);
    }

    [Fact]
    public async Task Terms_that_one_may_not_see_relate_nothing()
    {
        const string Query = "{ guide { displayText related { displayText } } }";

        Assert.Equal("""{"guide":[{"displayText":"Second","related":[]},{"displayText":"First","related":[]}]}""", await _guarded.DataAsync(Query));
        Assert.Equal(
            """{"guide":[{"displayText":"Second","related":[{"displayText":"First"}]},{"displayText":"First","related":[{"displayText":"Second"}]}]}""", await _guarded.DataAsync(Query, Insider));
    }

    [Fact]
    public async Task Who_sees_one_type_finds_counts_and_is_told_of_no_other()
    {
        var ofPersons = Caller.SignedIn("u2", "eve", ["View_Person"]);

        var data = await _guides.DataAsync("{ search(term: \"sleep\") { totalCount suggestions facets { name values { value } } } }", ofPersons);

        Assert.Equal("""{"search":{"totalCount":0,"suggestions":[],"facets":[{"name":"contentType","values":[]},{"name":"keywords","values":[]}]}}""", data);
        Assert.Equal("FORBIDDEN", (await _guides.ErrorAsync("{ search(term: \"sleep\", types: [\"GuideArticle\"]) { totalCount } }", ofPersons)).Code);
    }

    public async ValueTask DisposeAsync()
    {
        await _guides.DisposeAsync();
        await _guarded.DisposeAsync();
    }

    private async Task<JsonNode> SearchAsync(string arguments, string fields) => JsonNode.Parse(await _guides.DataAsync($"{{ search({arguments}) {{ {fields} }} }}"))!["search"]!;
}
