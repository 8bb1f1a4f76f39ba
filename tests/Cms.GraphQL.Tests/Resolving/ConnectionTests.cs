using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Users;
using CsCheck;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class ConnectionTests : IAsyncDisposable
{
    private const string ByTitle = "orderBy: {displayText: ASC}";

    private readonly Site _site = Site.Guides();

    [Fact]
    public async Task A_list_comes_page_by_page_with_cursors_and_says_what_lies_around_the_page()
    {
        var first = await PageAsync($"first: 3, {ByTitle}");
        var second = await PageAsync($"first: 3, {ByTitle}, after: \"{first["pageInfo"]!["endCursor"]}\"");
        var back = await PageAsync($"last: 2, {ByTitle}, before: \"{second["pageInfo"]!["endCursor"]}\"");
        var titles = JsonNode.Parse(await _site.DataAsync($"{{ guideArticle({ByTitle}) {{ displayText }} }}"))!["guideArticle"]!.AsArray().Select(guide => (string)guide!["displayText"]!).ToArray();

        Assert.Equal(titles[..3], TitlesOf(first));
        Assert.Equal(titles[3..6], TitlesOf(second));
        Assert.Equal(titles[3..5], TitlesOf(back));
        Assert.Equal(("True False 8", "True True 8", "True True 8"), (AroundOf(first), AroundOf(second), AroundOf(back)));
        Assert.Equal((string?)second["edges"]![0]!["cursor"], (string?)second["pageInfo"]!["startCursor"]);
    }

    [Fact]
    public async Task The_last_page_and_an_empty_one_say_so()
    {
        var all = await PageAsync($"{ByTitle}");
        var none = await PageAsync($"first: 0, {ByTitle}");
        var after = await PageAsync($"{ByTitle}, after: \"{all["pageInfo"]!["endCursor"]}\"");
        var filtered = await PageAsync("where: {displayText_contains: \"Sleep\"}");

        Assert.Equal(("False False 8", "True False 8", "False True 8", "False False 1"), (AroundOf(all), AroundOf(none), AroundOf(after), AroundOf(filtered)));
        Assert.Empty(TitlesOf(none));
        Assert.Null((string?)after["pageInfo"]!["endCursor"]);
    }

    [Fact]
    public async Task What_is_not_asked_is_not_read()
    {
        await _site.DataAsync("{ guideArticleConnection(first: 2) { nodes { displayText } edges { cursor } pageInfo { hasNextPage endCursor } } }");

        Assert.Equal(["list"], _site.Content.Reads.Select(read => read.Name));
    }

    [Fact]
    public async Task A_bag_comes_page_by_page_and_goes_on_when_an_item_of_it_went_away()
    {
        var all = await BagAsync("");
        var first = await BagAsync("first: 2");
        var (end, headings) = ((string?)first["pageInfo"]!["endCursor"], HeadingsOf(all));
        var second = await BagAsync($"first: 2, after: \"{end}\"");
        var back = await BagAsync($"last: 1, before: \"{end}\"");
        var count = await BagAsync("first: 0");
        var index = _site.Content.Items.FindIndex(item => item.DisplayText == "Building a Steady Sleep Routine");
        var parts = JsonNode.Parse(_site.Content.Items[index].PartsJson)!.AsObject();
        parts["Sections"]!["ContentItems"]!.AsArray().RemoveAt(1);
        _site.Content.Items[index] = _site.Content.Items[index] with { PartsJson = parts.ToJsonString() };
        var without = await BagAsync($"first: 2, after: \"{end}\"");
        var before = await BagAsync($"last: 5, before: \"{end}\"");

        Assert.True(headings.Length > 4, "The guide has too few sections.");
        Assert.Equal([headings[..2], headings[2..4], headings[..1]], new[] { first, second, back }.Select(HeadingsOf));
        Assert.Equal(
            [$"False False {headings.Length}", $"True False {headings.Length}", $"True True {headings.Length}", $"True False {headings.Length}", $"True False {headings.Length}"],
            new[] { all, first, second, back, count }.Select(AroundOf));
        Assert.Equal([headings[2..4], headings[..1]], new[] { without, before }.Select(HeadingsOf));

        async Task<JsonNode> BagAsync(string arguments) => JsonNode.Parse(await _site.DataAsync(
            $$"""{ guideArticle(where: {path: "guides/building-a-steady-sleep-routine"}) { sectionsConnection{{(arguments.Length > 0 ? $"({arguments})" : "")}} { nodes { heading } edges { cursor node { number } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""))!["guideArticle"]![0]!["sectionsConnection"]!;

        static string[] HeadingsOf(JsonNode page) => [.. page["nodes"]!.AsArray().Select(section => (string)section!["heading"]!)];
    }

    [Fact]
    public async Task A_bag_in_an_object_of_its_own_and_a_taxonomy_come_page_by_page_too()
    {
        await using var site = Site.Recorded();

        Assert.Equal(
            """{"sample":[{"bag":{"contentItemsConnection":{"totalCount":1,"nodes":[{"__typename":"GuideBullet"}]}}}]}""",
            await site.DataAsync("""{ sample(where: {displayText: "Sample 1"}) { bag { contentItemsConnection(last: 1) { totalCount nodes { __typename } } } } }"""));
        Assert.Equal(
            """{"taxonomy":[{"taxonomy":{"contentItemsConnection":{"edges":[{"node":{"displayText":"Earth"}}],"pageInfo":{"hasNextPage":true}}}}]}""",
            await site.DataAsync("{ taxonomy { taxonomy { contentItemsConnection(first: 1) { edges { node { displayText } } pageInfo { hasNextPage } } } } }"));
    }

    [Theory]
    [InlineData("first: 1, last: 1")]
    [InlineData("first: -1")]
    [InlineData("first: 1001")]
    [InlineData("after: \"junk\"")]
    [InlineData("before: \"WyJJbnNpZGVQbGFjZSIsLTEsImEiXQ\"")]
    [InlineData("after: \"WyJDb250YWluZWRQbGFjZSIsMSwiYSJd\"")]
    public async Task A_page_of_a_bag_that_makes_no_sense_is_refused(string arguments)
    {
        var failure = await _site.ErrorAsync($"{{ guideArticle(first: 1) {{ sectionsConnection({arguments}) {{ totalCount }} }} }}");

        Assert.Contains(failure.Code, new[] { "BAD_ARGUMENT", "LIMIT_EXCEEDED" });
    }

    [Theory]
    [InlineData("first: 1, last: 1", "BAD_ARGUMENT", "first and last must not be given together: first counts from the beginning of the list, last from its end.")]
    [InlineData("first: -1", "BAD_ARGUMENT", "first must be between 0 and 1000, not -1.")]
    [InlineData("last: 1001", "LIMIT_EXCEEDED", "last may be 1000 at most, not 1001.")]
    [InlineData("after: \"junk\"", "BAD_ARGUMENT", "after must be a cursor of this list in this order, such as the endCursor of a page.")]
    [InlineData("before: \"WyJ4Il0\"", "BAD_ARGUMENT", "before must be a cursor of this list in this order, such as the endCursor of a page.")]
    [InlineData("after: \"\"", "BAD_ARGUMENT", "after must be a cursor of this list in this order, such as the endCursor of a page.")]
    public async Task A_page_that_makes_no_sense_is_refused(string arguments, string code, string message)
    {
        var failure = await _site.ErrorAsync($"{{ guideArticleConnection({arguments}) {{ totalCount }} }}");

        Assert.Equal((code, message), (failure.Code, failure.Message));
        Assert.Empty(_site.Content.Reads);
    }

    [Fact]
    public async Task A_cursor_belongs_to_the_order_of_its_list()
    {
        var page = await PageAsync($"first: 1, {ByTitle}");

        var failure = await _site.ErrorAsync($"{{ guideArticleConnection(orderBy: {{displayText: DESC}}, after: \"{page["pageInfo"]!["endCursor"]}\") {{ totalCount }} }}");

        Assert.Equal("BAD_ARGUMENT", failure.Code);
    }

    [Fact]
    public async Task A_connection_shows_and_counts_what_its_caller_may_see()
    {
        var mine = _site.Content.Items.First(item => item.ContentType == "GuideArticle");
        _site.Content.Items[_site.Content.Items.IndexOf(mine)] = mine with { Owner = "u7" };
        var author = Caller.SignedIn("u7", "bob", ["ViewOwn_GuideArticle"]);

        var own = await _site.DataAsync("{ guideArticleConnection { totalCount nodes { contentItemId } } }", author);
        var drafts = await _site.ErrorAsync("{ guideArticleConnection(status: DRAFT) { totalCount } }");

        Assert.Equal($$$"""{"guideArticleConnection":{"totalCount":1,"nodes":[{"contentItemId":"{{{mine.ContentItemId}}}"}]}}""", own);
        Assert.Equal("FORBIDDEN", drafts.Code);
    }

    [Fact]
    public async Task While_items_come_and_go_no_page_misses_or_repeats_one_that_stays() => await Gen.Select(Gen.Int[1, 4], Gen.Bool, Gen.Bool, Gen.Int[0, 1_000_000]).SampleAsync(
        async (size, descending, backward, seed) =>
        {
            await using var site = Site.Guides();
            var random = new Random(seed);
            var model = site.Content.Items.First(item => item.ContentType == "GuideArticle");
            site.Content.Items.RemoveAll(item => item.ContentType == "GuideArticle");
            for (var number = 0; number < 12; number++)
                Add();
            var before = IdsIn(site);

            var seen = new List<string>();
            for (string? cursor = null; ;)
            {
                var (count, place) = backward ? ("last", "before") : ("first", "after");
                var data = JsonNode.Parse(await site.DataAsync(
                    $"query ($c: String) {{ guideArticleConnection({count}: {size}, {place}: $c, orderBy: {{displayText: {(descending ? "DESC" : "ASC")}}}) {{ nodes {{ contentItemId }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}",
                    variables: new JsonObject { ["c"] = cursor }.ToJsonString()))!["guideArticleConnection"]!;
                var page = data["nodes"]!.AsArray().Select(node => (string)node!["contentItemId"]!).ToList();
                seen.AddRange(backward ? page.AsEnumerable().Reverse() : page);
                cursor = (string?)data["pageInfo"]![backward ? "startCursor" : "endCursor"];
                if (!(bool)data["pageInfo"]![backward ? "hasPreviousPage" : "hasNextPage"]!)
                    break;

                if (random.Next(2) == 0)
                    Add();
                if (random.Next(2) == 0)
                    site.Content.Items.RemoveAll(item => item.ContentItemId == page[random.Next(page.Count)]);
                if (random.Next(3) == 0)
                    site.Content.Items.Remove(site.Content.Items.Last(item => item.ContentType == "GuideArticle"));
            }

            Assert.Equal(seen.Distinct(), seen);
            Assert.Equal([], before.Intersect(IdsIn(site)).Except(seen));

            void Add() => site.Content.Items.Add(model with { ContentItemId = ContentId.New(), ContentItemVersionId = ContentId.New(), DisplayText = $"title {random.Next(5)}" });
        },
        iter: 25,
        threads: 1);

    [Fact]
    public async Task The_items_of_lists_come_page_by_page_in_one_read_for_all_lists()
    {
        await using var site = Site.Recorded();
        const string Fields = "totalCount edges { cursor node { displayText } } pageInfo { hasNextPage hasPreviousPage }";
        var first = JsonNode.Parse(await site.DataAsync($"{{ blog {{ list {{ contentItemsConnection(first: 1) {{ {Fields} }} }} }} }}"))!["blog"]![0]!["list"]!["contentItemsConnection"]!;
        site.Content.Reads.Clear();

        var second = JsonNode.Parse(await site.DataAsync($"{{ blog {{ list {{ contentItemsConnection(first: 5, after: \"{first["edges"]![0]!["cursor"]}\") {{ {Fields} }} }} }} }}"))!["blog"]![0]!["list"]!["contentItemsConnection"]!;
        var reads = site.Content.Reads.Select(read => read.Name).ToArray();
        var titles = JsonNode.Parse(await site.DataAsync("{ blog { list { contentItems { displayText } } } }"))!["blog"]![0]!["list"]!["contentItems"]!.AsArray().Select(item => (string)item!["displayText"]!).ToArray();

        Assert.Equal(titles, first["edges"]!.AsArray().Concat(second["edges"]!.AsArray()).Select(edge => (string)edge!["node"]!["displayText"]!));
        Assert.Equal(("True False " + titles.Length, "False True " + titles.Length), (AroundOf(first), AroundOf(second)));
        Assert.Single(reads, "lists");
        Assert.Equal("BAD_ARGUMENT", (await site.ErrorAsync("{ blog { list { contentItemsConnection(after: \"x\") { totalCount } } } }")).Code);
        Assert.Equal("FORBIDDEN", (await site.ErrorAsync("{ blog { list { contentItemsConnection(status: DRAFT) { totalCount } } } }")).Code);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string[] IdsIn(Site site) => [.. site.Content.Items.Where(item => item.ContentType == "GuideArticle").Select(item => item.ContentItemId)];

    private static IEnumerable<string> TitlesOf(JsonNode page) => page["nodes"]!.AsArray().Select(node => (string)node!["displayText"]!);

    private static string AroundOf(JsonNode page) => $"{(bool)page["pageInfo"]!["hasNextPage"]!} {(bool)page["pageInfo"]!["hasPreviousPage"]!} {page["totalCount"]}";

    private async Task<JsonNode> PageAsync(string arguments) => JsonNode.Parse(await _site.DataAsync(
        $"{{ guideArticleConnection{(arguments.Length == 0 ? "" : $"({arguments})")} {{ totalCount nodes {{ displayText }} edges {{ cursor node {{ displayText }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"))!["guideArticleConnection"]!;
}
