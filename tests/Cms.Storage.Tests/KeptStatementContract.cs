using Cms.Content;

namespace Cms.Storage.Tests;

/// <summary>What a SQL store promises of questions that it was asked before with other values.</summary>
public abstract class KeptStatementContract : ContentListContract
{
    // Two of each shape.
    private static Dictionary<string, (ContentFilter? First, ContentFilter? Second)> Questions { get; } = new(StringComparer.Ordinal)
    {
        ["all"] = (null, null),
        ["title"] = (Title(Comparison.Equal, "Sleep"), Title(Comparison.Equal, "A_b")),
        ["another title"] = (new Not(Title(Comparison.Equal, "Sleep")), new Not(Title(Comparison.Equal, "A_b"))),
        ["part of a title"] = (Title(Comparison.Contains, "leep"), Title(Comparison.Contains, "0%")),
        ["short part of a title"] = (Title(Comparison.Contains, "b"), Title(Comparison.Contains, "")),
        ["beginning"] = (Title(Comparison.StartsWith, "sle"), Title(Comparison.StartsWith, "A_")),
        ["end"] = (Title(Comparison.EndsWith, "less"), Title(Comparison.EndsWith, "b")),
        ["between"] = (new AllOf([Title(Comparison.Greater, "A"), Title(Comparison.LessOrEqual, "Sleep")]), new AllOf([Title(Comparison.Greater, "Sleep"), Title(Comparison.LessOrEqual, "zzz")])),
        ["either"] = (new AnyOf([Title(Comparison.Equal, "Sleep"), Author("ben")]), new AnyOf([Title(Comparison.Equal, "sleepless"), Author("anna")])),
        ["the same twice"] = (new AnyOf([Title(Comparison.Equal, "Sleep"), Author("Sleep")]), new AnyOf([Title(Comparison.Equal, "ben"), Author("ben")])),
        ["path"] = (new PathIs(Comparison.Equal, "guides/sleep"), new PathIs(Comparison.Equal, "guides/sleepless")),
        ["term"] = (new HasTerm("keywords", ["rest"]), new HasTerm("keywords", ["term1"])),
        ["moment"] = (Created(Comparison.Greater, An.Article("x", day: 1).CreatedUtc), Created(Comparison.Greater, An.Article("x", day: 0).CreatedUtc)),
        ["published"] = (new ColumnIs(ContentColumn.Published, Comparison.Equal, true), new ColumnIs(ContentColumn.Published, Comparison.Equal, false)),
        ["culture"] = (new PartValueIs(PartColumn.Culture, Comparison.Equal, "en"), new PartValueIs(PartColumn.Culture, Comparison.Equal, "de")),
    };

    [Fact]
    public async Task A_question_is_answered_by_the_statement_of_its_shape_and_its_own_values()
    {
        var questions = Questions.SelectMany(shape => new[] { (shape.Key, Where: shape.Value.First), (shape.Key, Where: shape.Value.Second), (shape.Key, Where: shape.Value.First) })
            .Select(one => (one.Key, Query: new ContentQuery { ContentType = "Article", Status = ContentStatus.Latest, Where = one.Where, OrderBy = [new(ContentColumn.DisplayText, Descending: false)], First = 3, Skip = 1 }));

        foreach (var (shape, query) in questions)
        {
            IReadOnlyList<string> listed = [];
            var sent = await SentStatements.OfAsync(async () => listed = await ListAsync(query));

            Assert.Equal((shape, 1, string.Join(' ', await TranslatedAsync(query))), (shape, sent.Count, string.Join(' ', listed)));
        }
    }

    [Fact]
    public async Task Versions_are_whole_and_only_those_are_read_that_are_not_known()
    {
        var query = new ContentQuery { ContentType = "Article", Status = ContentStatus.All };
        var items = await Store.ListAsync(query, Cancel);
        var known = items.Where((_, index) => index % 2 == 0).ToDictionary(VersionState.Of);

        var (read, listed) = (new List<ContentItem>(), new List<ContentItem>());
        var sent = await SentStatements.OfAsync(async () => listed.AddRange(await Store.ListAsync(query, state => known.GetValueOrDefault(state), item => Read(item), Cancel)));
        var ofKnownOnly = await SentStatements.OfAsync(() => Store.ListAsync(query, _ => items[0], item => Read(item), Cancel));

        Assert.Equal((await InTransactionAsync(query)).Select(item => item.ToString()), items.Select(item => item.ToString()));
        Assert.Equal(items.Select(item => item.ToString()), listed.Select(item => item.ToString()));
        Assert.Equal(items.Where((_, index) => index % 2 == 1).Select(item => item.ToString()), read.Select(item => item.ToString()));
        Assert.Equal((2, 1), (sent.Count, ofKnownOnly.Count));
        Assert.All(items, item => Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (item.CreatedUtc.Kind, item.ModifiedUtc.Kind)));

        ContentItem Read(ContentItem item)
        {
            read.Add(item);
            return item;
        }
    }

    [Theory]
    [InlineData("mark1mark")]
    [InlineData("mark2mark")]
    public async Task A_type_may_be_called_what_it_likes(string type)
    {
        await Store.SaveAsync(ContentStoreContract.Draft(null, An.Article("Named", type: type)), Cancel);
        var query = new ContentQuery { ContentType = type, Status = ContentStatus.Latest, Where = new AllOf([Title(Comparison.Equal, "Named"), Author("anna")]) };

        Assert.Single(await ListAsync(query));
        Assert.Single(await ListAsync(query));
    }

    [Fact]
    public async Task Inside_a_transaction_a_list_has_what_the_transaction_wrote()
    {
        var query = new ContentQuery { ContentType = "Article", Status = ContentStatus.Latest };
        var before = await ListAsync(query);

        await using (var work = await Opened.Work.BeginAsync(Cancel))
        {
            await Store.SaveAsync(ContentStoreContract.Draft(null, An.Article("Written now", day: 9)), Cancel);
            Assert.Equal(before.Count + 1, (await ListAsync(query)).Count);
        }

        Assert.Equal(before, await ListAsync(query));
    }

    private static ColumnIs Title(Comparison comparison, string value) => new(ContentColumn.DisplayText, comparison, value);

    private static ColumnIs Author(string value) => new(ContentColumn.Author, Comparison.Equal, value);

    private static ColumnIs Created(Comparison comparison, DateTime value) => new(ContentColumn.CreatedUtc, comparison, value);

    private async Task<IReadOnlyList<string>> ListAsync(ContentQuery query) => [.. (await Store.ListAsync(query, Cancel)).Select(item => item.ContentItemVersionId)];

    private async Task<IReadOnlyList<string>> TranslatedAsync(ContentQuery query) => [.. (await InTransactionAsync(query)).Select(item => item.ContentItemVersionId)];

    // A transaction reads by its own connection, for which every question is translated.
    private async Task<IReadOnlyList<ContentItem>> InTransactionAsync(ContentQuery query)
    {
        await using var work = await Opened.Work.BeginAsync(Cancel);
        return await Store.ListAsync(query, Cancel);
    }
}
