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

    [Fact]
    public async Task Going_back_by_cursors_gives_the_same_list_and_counting_its_length() => await Questions.SampleAsync(
        async question =>
        {
            var query = new ContentQuery { ContentType = "Article", OrderBy = question.Order, Status = question.Status, First = 100 };
            var whole = await Store.ListAsync(query, Cancel);

            var back = new List<ContentItem>();
            for (string? before = null; ;)
            {
                var where = before is null ? null : ListCursor.Read(before, question.Order).Value.Before();
                var page = await Store.ListAsync(query with { OrderBy = ListPlace.Reversed(question.Order), First = question.First, Where = where }, Cancel);
                back.AddRange(page);
                if (page.Count < question.First || back.Count > whole.Count)
                    break;
                before = ListCursor.Write((await ListPlace.ListAsync(page, question.Order, Store, Cancel))[page[^1].ContentItemVersionId]);
            }

            Assert.Equal(whole.Select(Describe).Reverse(), back.Select(Describe));
            Assert.Equal(whole.Count, await Store.CountAsync(query with { First = 1 }, Cancel));
        },
        iter: 8,
        threads: 1);

    [Fact]
    public async Task While_items_come_and_go_between_pages_those_that_stay_come_once_each() => await Gen.Select(Questions, Gen.Int[0, 1000]).SampleAsync(
        async (question, seed) =>
        {
            var query = new ContentQuery { ContentType = "Article", OrderBy = question.Order, Status = question.Status, First = 200 };
            var (before, random) = (await Store.ListAsync(query, Cancel), new Random(seed));

            var seen = new List<string>();
            for (string? after = null; ;)
            {
                var where = after is null ? null : ListCursor.Read(after, question.Order).Value.Beyond();
                var page = await Store.ListAsync(query with { First = question.First, Where = where }, Cancel);
                seen.AddRange(page.Select(item => item.ContentItemId));
                if (page.Count < question.First)
                    break;
                after = ListCursor.Write((await ListPlace.FindAsync(page[^1], question.Order, Store, Cancel))!);
                if (random.Next(3) == 0)
                    await RemoveAsync((random.Next(2) == 0 ? page[^1] : before[random.Next(before.Count)]).ContentItemId);
                if (random.Next(3) == 0)
                    await SaveAsync($"title {random.Next(4)}", "", isPublished: true, random.Next(30));
            }

            var stayed = (await Store.ListAsync(query, Cancel)).Select(item => item.ContentItemId).Intersect(before.Select(item => item.ContentItemId)).ToList();
            Assert.Equal(stayed, seen.Where(stayed.Contains));
            Assert.Equal(seen.Distinct(), seen);
        },
        iter: 5,
        threads: 1);

    private async Task RemoveAsync(string contentItemId)
    {
        if (await Store.FindLatestAsync(contentItemId, Cancel) is not { } item)
            return;

        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = item.ContentItemVersionId,
                Latest = null,
                Published = null,
                Removal = new Removal("anna", item.CreatedUtc),
                KeepHistory = true,
                Event = new ContentRemoved(contentItemId, item.ContentType),
            },
            Cancel);
    }

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
