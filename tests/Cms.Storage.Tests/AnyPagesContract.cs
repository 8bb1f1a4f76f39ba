using Cms.Content;
using Cms.Events;
using Cms.Search;
using CsCheck;

namespace Cms.Storage.Tests;

/// <summary>Whatever a list is ordered by, its pages together are the list: none is missing, none comes twice.</summary>
public abstract class AnyPagesContract : StoreContract
{
    private static readonly FieldPath[] Fields =
        [Path("Minutes", FieldValueKind.Number), Path("Lead", FieldValueKind.Text), Path("Free", FieldValueKind.Boolean), Path("Day", FieldValueKind.Moment)];

    // Missing, null, empty, of another kind, equal, close together, written in several ways.
    private static readonly string[] Minutes = ["", "null", "\"7\"", "0", "-1.5", "0.1", "0.30000000000000004", "0.3", "1e2", "100", "123456789012.345", "0.1"];
    private static readonly string[] Leads = ["", "null", "5", "\"\"", "\" \"", "\"a\"", "\"A\"", "\"ä\"", "\"\\ud83d\\ude00\"", $"\"{new string('x', 600)}1\"", $"\"{new string('x', 600)}2\"", "\"a\""];
    private static readonly string[] Frees = ["", "true", "false", "null", "\"true\""];
    private static readonly string[] Days =
        ["", "null", "\"some day\"", "\"2025-11-20\"", "\"2025-11-20T00:00:00Z\"", "\"2025-11-20T01:00:00+01:00\"", "\"2025-11-20T00:00:00.0006Z\"", "\"2025-11-20T00:00:00.0014Z\"", "\"2025-11-20 10:30 PM\""];

    // What can be ordered by, each as often as the others.
    private static readonly ContentOrder[] Keys =
    [
        .. Fields.Select(field => ContentOrder.By(field, descending: false)),
        new(ContentColumn.DisplayText, Descending: false), new(ContentColumn.PublishedUtc, Descending: false), new(ContentColumn.Published, Descending: false), new(ContentColumn.CreatedUtc, Descending: false),
    ];

    private static readonly Gen<(ContentOrder[] Order, int First, ContentStatus Status)> Questions =
        Gen.Select(Gen.Shuffle(Keys, 1, 3), Gen.Bool.Array[3], Gen.Int[1, 7], Gen.Bool.Select(published => published ? ContentStatus.Published : ContentStatus.Latest))
            .Select((keys, directions, first, status) => (keys.Select((key, index) => key with { Descending = directions[index] }).ToArray(), first, status));

    protected override async Task PrepareAsync()
    {
        for (var number = 0; number < 30; number++)
        {
            string[] fields = [Member("Minutes", Minutes, number), Member("Lead", Leads, number * 5), Member("Free", Frees, number), Member("Day", Days, number * 7)];
            await SaveAsync($"title {number % 4}", string.Join(',', fields.Where(field => field.Length > 0)), isPublished: number % 3 > 0, number);
        }
    }

    [Fact]
    public async Task Pages_together_are_the_list_in_one_piece() => await Questions.SampleAsync(
        async question =>
        {
            var query = new ContentQuery { ContentType = "Article", OrderBy = question.Order, Status = question.Status, First = 100 };
            var whole = await Store.ListAsync(query, Cancel);

            var pages = new List<ContentItem>();
            while (pages.Count <= whole.Count)
            {
                var place = pages.Count == 0 ? null : await ListPlace.FindAsync(pages[^1], question.Order, Store, Cancel);
                var page = await Store.ListAsync(query with { First = question.First, Where = place?.Beyond() }, Cancel);
                pages.AddRange(page);
                if (page.Count < question.First)
                    break;
            }

            Assert.Equal(whole.Select(Describe), pages.Select(Describe));
            Assert.True(whole.Count >= 20);
        },
        iter: 30,
        threads: 1);

    private static string Describe(ContentItem item) => $"{item.ContentItemId} {item.DisplayText} {item.PartsJson}";

    private static string Member(string name, string[] values, int number) => values[number % values.Length] is { Length: > 0 } value ? $$"""{{'"'}}{{name}}":{"Value":{{value}}}""" : "";

    private static FieldPath Path(string field, FieldValueKind kind) => new("Article", "Article", field, "Value", kind);

    private async Task SaveAsync(string title, string fields, bool isPublished, int number)
    {
        var made = An.Article(title);
        var moment = made.CreatedUtc.AddMinutes(number / 3);
        var item = made with { PartsJson = $$"""{"Article":{ {{fields}} } }""", CreatedUtc = moment, PublishedUtc = isPublished ? moment : null, Published = isPublished };
        var indexed = new IndexedVersion(item, [], []);
        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = null,
                NewVersion = item,
                Latest = indexed,
                Published = isPublished ? indexed : null,
                KeepHistory = true,
                Event = new ContentPublished(item.ContentItemId, item.ContentType),
            },
            Cancel);
    }
}

public sealed class MemoryAnyPagesTests : AnyPagesContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteAnyPagesTests : AnyPagesContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresAnyPagesTests : AnyPagesContract
{
    public PostgresAnyPagesTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
