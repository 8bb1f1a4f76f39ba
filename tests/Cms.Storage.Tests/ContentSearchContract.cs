using Cms.Content;
using Cms.Events;
using Cms.Search;

namespace Cms.Storage.Tests;

/// <summary>What a search, counts of values and related items promise, whatever the store.</summary>
public abstract class ContentSearchContract : StoreContract
{
    private static readonly VisibleItems Everything = new(["Article", "Note"], [], "");

    [Fact]
    public async Task Every_word_must_be_there_and_a_title_weighs_more_than_a_text()
    {
        await SaveAsync("Deep rest", "Nothing about it but sleep, once, among many other words that stand around it here");
        await SaveAsync("Sleep well", "A text about rest and evenings");
        await SaveAsync("Walking", "Shoes and ways");

        Assert.Equal("Sleep well, Deep rest", await FindAsync("sleep"));
        Assert.Equal("Sleep well", await FindAsync("sleep evenings"));
        Assert.Equal("", await FindAsync("sleep shoes"));
        Assert.Equal(2, await Opened.Search.CountAsync(new SearchQuery(Term("sleep rest"), Everything) { First = 0 }, Cancel));
    }

    [Fact]
    public async Task Letter_case_and_accents_do_not_count_and_a_beginning_of_three_letters_will_do()
    {
        await SaveAsync("Café Größe", "naïve ΣΊΣΥΦΟΣ 日本語 4711");

        foreach (var text in new[] { "cafe", "CAFÉ", "cafe\u0301", "caf", "naive", "σίσυφος", "ΣΙΣ", "größe", "日本語", "4711", "471" })
            Assert.Equal("Café Größe", await FindAsync(text));
        foreach (var text in new[] { "ca", "afe", "47", "cafés" })
            Assert.Equal("", await FindAsync(text));
    }

    [Fact]
    public async Task Words_in_quotation_marks_stand_side_by_side()
    {
        await SaveAsync("One", "sleep comes before rest");
        await SaveAsync("Two", "rest comes before sleep");
        await SaveAsync("before", "rest");

        Assert.Equal("One", await FindAsync("\"before rest\""));
        Assert.Equal("Two", await FindAsync("\"before sleep\" comes"));
    }

    [Fact]
    public async Task A_word_that_a_text_has_hundreds_of_times_parts_those_around_it()
    {
        await SaveAsync("Often", string.Join(' ', Enumerable.Repeat("the", 300)) + " sleep the well of rest");

        Assert.Equal(("", "Often"), (await FindAsync("\"sleep well\""), await FindAsync("\"well of rest\"")));
    }

    [Fact]
    public async Task A_word_of_rare_letters_has_no_suggestion_and_breaks_nothing()
    {
        await SaveAsync("One", "rest");

        Assert.Empty(await new Suggestions(Opened.Search).ListAsync(new SearchQuery(Term("𠀀𠀁"), Everything), 3, Cancel));
    }

    [Fact]
    public async Task Signs_that_mean_something_to_a_database_mean_nothing()
    {
        await SaveAsync("Quotes", "it's 100% \"done\" AND NOT near (x) a:b* c^d 'e' \\f");

        foreach (var text in new[] { "it's", "100%", "\"done\"", "AND NOT", "NEAR(x)", "a:b*", "c^d", "'e'", "\\f", "done\"" })
            Assert.Equal("Quotes", await FindAsync(text));
    }

    [Fact]
    public async Task Visitors_find_what_is_published_and_editors_what_is_newest()
    {
        var first = await SaveAsync("Morning", "coffee");
        var draft = An.NextVersion(first, "Evening");
        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = first.ContentItemId,
                ExpectedVersionId = first.ContentItemVersionId,
                NewVersion = draft,
                Latest = Indexed(draft, "tea"),
                Published = Indexed(first, "coffee"),
                KeepHistory = true,
                Event = new DraftSaved(first.ContentItemId, first.ContentType),
            },
            Cancel);

        Assert.Equal(("Morning", ""), (await FindAsync("coffee"), await FindAsync("tea")));
        Assert.Equal(("", "Evening"), (await FindAsync("coffee", ContentStatus.Latest), await FindAsync("tea", ContentStatus.Draft)));
        Assert.Equal(("Morning", "Evening"), (await FindAsync("coffee", ContentStatus.All), await FindAsync("tea", ContentStatus.All)));
    }

    [Fact]
    public async Task Another_version_has_its_own_words_and_a_removed_item_none()
    {
        var first = await SaveAsync("Morning", "coffee");
        var second = An.NextVersion(first, "Evening");
        await SaveAsync(second, "tea", expected: first.ContentItemVersionId);

        Assert.Equal(("", "Evening"), (await FindAsync("coffee"), await FindAsync("tea")));

        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = second.ContentItemId,
                ExpectedVersionId = second.ContentItemVersionId,
                Latest = null,
                Published = null,
                Removal = new Removal("ben", second.ModifiedUtc),
                KeepHistory = true,
                Event = new ContentRemoved(second.ContentItemId, second.ContentType),
            },
            Cancel);

        Assert.Equal("", await FindAsync("tea"));
    }

    [Fact]
    public async Task What_is_undone_is_not_found()
    {
        await using (await Opened.Work.BeginAsync(Cancel))
        {
            await SaveAsync("Morning", "coffee");
            Assert.Equal("Morning", await FindAsync("coffee"));
        }

        Assert.Equal("", await FindAsync("coffee"));
    }

    [Fact]
    public async Task Only_items_that_one_may_see_are_found_and_counted()
    {
        await SaveAsync(An.Article("Mine") with { Owner = "anna" }, "tea");
        await SaveAsync(An.Article("Theirs") with { Owner = "bob" }, "tea");
        await SaveAsync(An.Article("Noted", type: "Note") with { Owner = "bob" }, "tea");

        async Task<(string Titles, int Count)> SeeAsync(VisibleItems visible)
        {
            var query = new SearchQuery(Term("tea"), visible);
            return (string.Join(' ', (await Opened.Search.ListAsync(query, Cancel)).Select(hit => hit.Item.DisplayText).Order(StringComparer.Ordinal)), await Opened.Search.CountAsync(query, Cancel));
        }

        Assert.Equal(("Mine Noted", 2), await SeeAsync(new VisibleItems(["Note"], ["Article"], "anna")));
        Assert.Equal(("Noted", 1), await SeeAsync(new VisibleItems(["Note"], [], "bob")));
        Assert.Equal(("", 0), await SeeAsync(new VisibleItems([], [], "")));
    }

    [Fact]
    public async Task Pages_of_a_search_together_are_all_it_finds()
    {
        for (var number = 0; number < 13; number++)
            await SaveAsync(number % 3 == 0 ? $"Tea {number}" : $"Cup {number}", string.Join(' ', Enumerable.Repeat("tea", (number % 4) + 1)) + new string(' ', 3) + string.Join(' ', Enumerable.Repeat("water", number % 2)));
        var query = new SearchQuery(Term("tea"), Everything);
        var whole = await Opened.Search.ListAsync(query, Cancel);

        var pages = new List<SearchHit>();
        while (pages.Count < 20 && await Opened.Search.ListAsync(query with { First = 4, After = pages.LastOrDefault()?.Place }, Cancel) is { Count: > 0 } page)
            pages.AddRange(page);

        Assert.Equal(13, whole.Count);
        Assert.Equal(whole.Select(hit => hit.Item.ContentItemId), pages.Select(hit => hit.Item.ContentItemId));
        Assert.Equal(whole.Select(hit => hit.Rank).OrderDescending(), whole.Select(hit => hit.Rank));
    }

    [Fact]
    public async Task What_was_mistyped_is_looked_for_among_the_words_of_items_that_one_may_see()
    {
        await SaveAsync("Sleep", "breathing exercises");
        await SaveAsync(An.Article("Secret", type: "Hidden"), "breathtaking");
        var suggestions = new Suggestions(Opened.Search);

        async Task<string> SuggestAsync(string text) => string.Join(", ", await suggestions.ListAsync(new SearchQuery(Term(text), Everything), 3, Cancel));

        Assert.Equal(("sleep", "breathing", "sleep exercises"), (await SuggestAsync("slepe"), await SuggestAsync("braething"), await SuggestAsync("sleeep exercises")));
        Assert.Equal(("", "", ""), (await SuggestAsync("sleep"), await SuggestAsync("breathtakin"), await SuggestAsync("xylophone")));
        Assert.Equal(["sleep"], await Opened.Search.ListWordsAsync(['s'], 4, 5, Cancel));
    }

    [Fact]
    public async Task A_list_and_a_search_count_the_values_of_their_items()
    {
        await SaveAsync(An.Article("A"), "tea", terms: ["calm", "night"], fields: """ "Level":{"Text":"easy"},"Short":{"Value":true} """);
        await SaveAsync(An.Article("B"), "tea", terms: ["calm"], fields: """ "Level":{"Text":"hard"},"Short":{"Value":true} """);
        await SaveAsync(An.Article("C"), "coffee", terms: ["calm"], fields: """ "Level":{"Text":"easy"},"Short":{"Value":false} """);
        await SaveAsync(An.Article("D", type: "Note"), "tea", terms: ["calm"], fields: """ "Level":{"Text":""} """);
        var list = new ContentQuery { ContentType = "Article" };
        var search = new SearchQuery(Term("tea"), Everything);

        async Task<string> CountAsync(Facet facet, ContentQuery? inList, int first = 20) =>
            string.Join(' ', (await Opened.Search.CountValuesAsync(new FacetQuery(facet) { List = inList, Search = inList is null ? search : null, First = first }, Cancel)).Select(value => $"{value.Value}:{value.Count}"));

        Assert.Equal(("calm:3 night:1", "calm:3 night:1"), (await CountAsync(new TermFacet("tags"), list), await CountAsync(new TermFacet("tags"), null)));
        Assert.Equal(("Article:2 Note:1", ""), (await CountAsync(new TypeFacet(), null), await CountAsync(new TermFacet("other"), list)));
        var (level, isShort) = (new FieldFacet(new FieldPath("Article", "Article", "Level", "Text", FieldValueKind.Text)), new FieldFacet(new FieldPath("Article", "Article", "Short", "Value", FieldValueKind.Boolean)));
        Assert.Equal(("easy:2 hard:1", "easy:2", "true:2 false:1"), (await CountAsync(level, list), await CountAsync(level, list, first: 1), await CountAsync(isShort, list)));
        Assert.Equal("true:1", await CountAsync(isShort, list with { Where = new ColumnIs(ContentColumn.DisplayText, Comparison.Equal, "B") }));
    }

    [Fact]
    public async Task Items_are_related_by_the_terms_they_share_of_which_rare_ones_weigh_more()
    {
        var asked = await SaveAsync(An.Article("Asked"), "", terms: ["common", "rare"]);
        var second = await SaveAsync(An.Article("Second"), "", terms: ["common"]);
        await SaveAsync(An.Article("Rare"), "", terms: ["rare"]);
        await SaveAsync(An.Article("Common", day: 1), "", terms: ["common"]);
        await SaveAsync(An.Article("Commoner", day: 2), "", terms: ["common"]);
        await SaveAsync(An.Article("Hidden", type: "Secret"), "", terms: ["rare"]);
        await SaveAsync(An.Article("Alone"), "", terms: ["alone"]);

        async Task<string> RelatedAsync(string id, RelatedQuery query) => string.Join(' ', (await Opened.Search.ListRelatedAsync(query, Cancel))[id].Select(item => item.DisplayText));
        var query = new RelatedQuery([asked.ContentItemId, second.ContentItemId, "nobody"], ["tags"], Everything) { First = 3 };

        Assert.Equal(("Rare Commoner Common", "Commoner Common Asked"), (await RelatedAsync(asked.ContentItemId, query), await RelatedAsync(second.ContentItemId, query)));
        Assert.Equal("Rare", await RelatedAsync(asked.ContentItemId, query with { First = 1 }));
        Assert.Equal("", await RelatedAsync(asked.ContentItemId, query with { Taxonomies = ["other"] }));
        Assert.Equal("", await RelatedAsync(asked.ContentItemId, query with { Visible = new VisibleItems([], ["Article"], "nobody") }));
    }

    private static SearchTerm Term(string text) => SearchTerm.Read(text).Value;

    private static IndexedVersion Indexed(ContentItem item, string text, params IEnumerable<string> terms) => new(item, [], [.. terms.Select(term => new TermUse("tags", term))])
    {
        Text = IndexedText.Of(Folded(item.DisplayText), Folded(text)),
    };

    private static string Folded(string text) => string.Join(' ', Words.In(text).Select(word => word.Folded));

    private async Task<string> FindAsync(string text, ContentStatus status = ContentStatus.Published) =>
        string.Join(", ", (await Opened.Search.ListAsync(new SearchQuery(Term(text), Everything) { Status = status }, Cancel)).Select(hit => hit.Item.DisplayText));

    private Task<ContentItem> SaveAsync(string title, string text) => SaveAsync(An.Article(title), text);

    private async Task<ContentItem> SaveAsync(ContentItem made, string text, string[]? terms = null, string fields = "", string? expected = null)
    {
        var item = made with { Published = true, Latest = true, PartsJson = $$"""{"{{made.ContentType}}":{ {{fields}} } }""" };
        var indexed = Indexed(item, text, terms ?? []);
        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = expected,
                NewVersion = item,
                Latest = indexed,
                Published = indexed,
                KeepHistory = true,
                Event = new ContentPublished(item.ContentItemId, item.ContentType),
            },
            Cancel);
        return item;
    }
}

public sealed class MemoryContentSearchTests : ContentSearchContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteContentSearchTests : ContentSearchContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresContentSearchTests : ContentSearchContract
{
    public PostgresContentSearchTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
