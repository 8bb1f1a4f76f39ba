using Cms.Content;
using Cms.Events;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of conditions on pieces of titles, however it finds them.</summary>
public abstract class ContentTitlesContract : StoreContract
{
    private static readonly string[] Titles =
    [
        "Plantes et jardins", "PLANTER des arbres", "Liegestütze für Ältere", "liegestÜtze FÜR ältere", "100% rest_er", "a\\b\\c", "She said \"hi\" it's fine", "😀 smile 😀😀", "Ab", "A", "AND OR NOT NEAR",
        "(parentheses) * ^ : {braces}", "日本語のタイトル", "Zwei  Leerzeichen", "e\u0301te\u0301 combined", "été composed", "İstanbul ıssız", "tab\there", "new\nline", "abcabcabc", "--; DROP TABLE", "'' OR 1=1", "straße STRASSE",
    ];

    // Pieces of the titles and what is in none, of all lengths, with what LIKE or a language of search could take for its own.
    private static readonly string[] Texts =
    [
        "", "a", "ab", "lan", "lante", "LANTE", "plantes et", "ütz", "ÜTZ", "für", "FÜR ä", "ältere", "100%", "0% ", "%", "_", "%%%", "___", "t_e", "\\b\\", "\\", "\\\\\\", "\"hi\"", "\"\"\"", "it's", "'''", "😀", "😀😀", "😀 s", "😀😀😀",
        "AND", "and or not near", "OR 1=1", "NEAR(", "* ^", "(pa", ")))", "{braces}", "日本", "日本語", "のタイトル", "  L", "   ", "e\u0301t", "été", "ıss", "ist", "İst", "\tho", "\there", "w\nl", "abcabcabcabc", "bcabca", "--;", "ß", "aße", "ASS",
        "she said \"hi\" it's fine and there is much more that no title has", new('a', 3000),
    ];

    private StoreUnderTest _expected = null!;

    protected override async Task PrepareAsync()
    {
        _expected = MemoryStore.Open();
        foreach (var (number, title) in Titles.Index())
        {
            var item = An.Article("x", day: number) with { DisplayText = title };
            item = item with { PublishedUtc = item.ModifiedUtc };
            await Store.SaveAsync(Save(item, expected: null, published: item), Cancel);
            await _expected.Content.SaveAsync(Save(item, expected: null, published: item), Cancel);
        }
    }

    [Fact]
    public async Task A_piece_of_a_title_finds_the_items_that_have_it()
    {
        (string Text, string[] Titles)[] pieces =
        [
            ("lante", ["PLANTER des arbres", "Plantes et jardins"]), ("ütz", ["Liegestütze für Ältere"]), ("t_r", []), ("0% ", ["100% rest_er"]), ("\\b\\", ["a\\b\\c"]),
            ("\"hi\"", ["She said \"hi\" it's fine"]), ("😀😀", ["😀 smile 😀😀"]), ("日本語", ["日本語のタイトル"]), ("lanten", []),
        ];

        foreach (var (text, titles) in pieces)
            Assert.Equal(titles, await TitlesAsync(Store, Is(Comparison.Contains, text)));
    }

    [Fact]
    public async Task Whatever_the_piece_is_it_finds_the_same_items_in_every_store()
    {
        foreach (var text in Texts)
        {
            foreach (var comparison in new[] { Comparison.Contains, Comparison.StartsWith, Comparison.EndsWith })
                await AssertSameAsync(Is(comparison, text));
            await AssertSameAsync(new Not(Is(Comparison.Contains, text)));
        }
    }

    [Fact]
    public async Task Junctions_of_pieces_find_the_same_items_in_every_store()
    {
        var (plants, old, smile, none, two) = (Is(Comparison.Contains, "lante"), Is(Comparison.EndsWith, "ltere"), Is(Comparison.StartsWith, "😀 s"), Is(Comparison.Contains, "nowhere"), Is(Comparison.Contains, "ab"));
        var anna = new ColumnIs(ContentColumn.Author, Comparison.Equal, "anna");
        ContentFilter[] filters =
        [
            new AnyOf([plants, old]), new AnyOf([plants, none]), new AnyOf([plants, two]), new AnyOf([plants, anna]), new AnyOf([plants, new Not(plants)]), new AnyOf([none]), new AnyOf([]),
            new AllOf([plants, old]), new AllOf([plants, anna]), new AllOf([plants, new Not(Is(Comparison.Contains, "jardin"))]), new AllOf([two, anna]), new AllOf([]), new AllOf([plants, new AnyOf([])]),
            new Not(new AnyOf([plants, old])), new Not(new AllOf([plants, anna])), new Not(new Not(plants)), new AllOf([new AnyOf([plants, smile]), new AnyOf([old, Is(Comparison.Contains, "planter")])]),
            new AnyOf([new AllOf([plants, anna]), new AllOf([smile, new Not(old)])]), new AnyOf([.. Enumerable.Range(0, 60).Select(number => Is(Comparison.Contains, $"no {number} title")), plants]),
            Enumerable.Range(0, 20).Aggregate((ContentFilter)plants, (inner, number) => number % 2 == 0 ? new AnyOf([inner, old]) : new AllOf([inner, anna])),
        ];

        foreach (var filter in filters)
            await AssertSameAsync(filter);
    }

    [Fact]
    public async Task An_item_is_found_by_the_title_that_it_has()
    {
        var first = An.Article("Ferns and mosses") with { PublishedUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
        await Store.SaveAsync(Save(first, expected: null, published: first), Cancel);
        Assert.Equal(["Ferns and mosses"], await TitlesAsync(Store, Is(Comparison.Contains, "mosses")));

        // A draft has another title than what visitors see.
        var draft = An.NextVersion(first, "Ferns and lichens");
        await Store.SaveAsync(Save(draft, first, published: first), Cancel);
        Assert.Equal(["Ferns and mosses"], await TitlesAsync(Store, Is(Comparison.Contains, "mosses")));
        Assert.Empty(await TitlesAsync(Store, Is(Comparison.Contains, "lichens")));
        Assert.Equal(["Ferns and lichens"], await TitlesAsync(Store, Is(Comparison.Contains, "lichens"), ContentStatus.Draft));
        Assert.Equal(2, await CountAsync("Ferns", ContentStatus.All));

        var renamed = draft with { PublishedUtc = first.PublishedUtc };
        await Store.SaveAsync(Save(null, draft, published: renamed), Cancel);
        Assert.Empty(await TitlesAsync(Store, Is(Comparison.Contains, "mosses")));
        Assert.Equal(["Ferns and lichens"], await TitlesAsync(Store, Is(Comparison.Contains, "lichens")));

        await Store.SaveAsync(Save(null, draft, published: null) with { Latest = null, Removal = new Removal("ben", new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc)) }, Cancel);
        Assert.Equal(0, await CountAsync("Ferns", ContentStatus.All));

        await Store.SaveAsync(Save(null, draft, published: renamed) with { ExpectedVersionId = null }, Cancel);
        Assert.Equal(["Ferns and lichens"], await TitlesAsync(Store, Is(Comparison.StartsWith, "FERNS")));
    }

    protected static ColumnIs Is(Comparison comparison, string text) => new(ContentColumn.DisplayText, comparison, text);

    // Without a new version the expected one stays the latest.
    private static ContentChange Save(ContentItem? version, ContentItem? expected, ContentItem? published)
    {
        var latest = (version ?? expected)!;
        var visible = published is null ? null : new IndexedVersion(published, [], []);
        return new ContentChange
        {
            ContentItemId = latest.ContentItemId,
            ExpectedVersionId = expected?.ContentItemVersionId,
            NewVersion = version,
            Latest = latest.ContentItemVersionId == published?.ContentItemVersionId ? visible : new IndexedVersion(latest, [], []),
            Published = visible,
            KeepHistory = true,
            Event = new DraftSaved(latest.ContentItemId, latest.ContentType),
        };
    }

    protected static async Task<List<string>> TitlesAsync(ContentStore store, ContentFilter where, ContentStatus status = ContentStatus.Published) =>
        [.. (await store.ListAsync(new ContentQuery { ContentType = "Article", Where = where, Status = status }, Cancel)).Select(item => item.DisplayText)];

    private Task<int> CountAsync(string text, ContentStatus status) => Store.CountAsync(new ContentQuery { ContentType = "Article", Where = Is(Comparison.Contains, text), Status = status }, Cancel);

    private async Task AssertSameAsync(ContentFilter where)
    {
        var expected = await TitlesAsync(_expected.Content, where);
        var found = await TitlesAsync(Store, where);
        Assert.True(expected.SequenceEqual(found), $"{where} gives [{string.Join(", ", found)}] instead of [{string.Join(", ", expected)}].");
        Assert.Equal(expected.Count, await Store.CountAsync(new ContentQuery { ContentType = "Article", Where = where }, Cancel));
    }
}

public sealed class MemoryContentTitlesTests : ContentTitlesContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteContentTitlesTests : ContentTitlesContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());

    // To SQLite a text ends at a NUL, whichever way it is looked for; what is no condition on titles is not looked for in their index.
    [Theory]
    [InlineData("lan\0te")]
    [InlineData("a\0\0\0")]
    [InlineData("\ud83d")]
    [InlineData("ab\ud83d")]
    public async Task What_is_no_text_finds_what_it_found_without_the_index(string text) =>
        Assert.Equal(await TitlesAsync(Store, new Not(new Not(Is(Comparison.Contains, text)))), await TitlesAsync(Store, Is(Comparison.Contains, text)));
}

public sealed class PostgresContentTitlesTests : ContentTitlesContract
{
    public PostgresContentTitlesTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
