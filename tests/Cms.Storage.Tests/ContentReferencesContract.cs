using Cms.Content;
using Cms.Events;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of who refers to whom.</summary>
public abstract class ContentReferencesContract : StoreContract
{
    private static readonly Reference Author = new(ReferenceKind.Item, "anna", "Authors");
    private static readonly Reference Link = new(ReferenceKind.Link, "anna", "Sections[2].Bullets[0].Text");
    private static readonly Reference Picture = new(ReferenceKind.Media, "people/anna.png", "Picture");

    [Fact]
    public async Task What_refers_to_an_item_is_listed_with_its_places_in_order()
    {
        var item = An.Article("Sleep") with { ContentItemId = "a" };
        await SaveAsync(item, null, latest: [Link, Picture, Author], published: [Link, Picture, Author]);
        await SaveAsync(An.Article("Rest") with { ContentItemId = "b" }, null, latest: [Author], published: null);

        Assert.Equal(
            [
                new ReferenceUse("a", "Article", "Sleep", Latest: true, Published: true, Link),
                new ReferenceUse("a", "Article", "Sleep", Latest: true, Published: true, Author),
                new ReferenceUse("b", "Article", "Rest", Latest: true, Published: false, Author),
            ],
            await ListAsync("anna"));
        Assert.Equal([Picture], (await ListAsync("people/anna.png", "nobody")).Select(use => use.Reference));
        Assert.Empty(await ListAsync("nobody"));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_draft_and_the_published_version_each_say_what_they_refer_to()
    {
        var item = An.Article("Sleep");
        await SaveAsync(item, null, latest: [Author], published: [Author]);
        var draft = An.NextVersion(item, "Sleep well");
        await SaveAsync(draft, item, latest: [Link], published: [Author], publishedItem: item);

        Assert.Equal(
            [("Sleep well", true, false, Link), ("Sleep", false, true, Author)],
            (await ListAsync("anna")).Select(use => (use.DisplayText, use.Latest, use.Published, use.Reference)));
    }

    [Fact]
    public async Task What_a_version_no_longer_refers_to_is_forgotten_with_it()
    {
        var item = An.Article("Sleep");
        await SaveAsync(item, null, latest: [Author, Picture], published: [Author, Picture]);
        var second = An.NextVersion(item, "Sleep");
        await SaveAsync(second, item, latest: [Picture], published: [Picture]);

        Assert.Empty(await ListAsync("anna"));
        Assert.Single(await ListAsync("people/anna.png"));
        await RemoveAsync(second);
        Assert.Empty(await ListAsync("people/anna.png"));
    }

    [Fact]
    public async Task Kinds_an_item_to_leave_out_and_a_page_of_the_list_can_be_asked_for()
    {
        foreach (var id in new[] { "a", "b", "c" })
            await SaveAsync(An.Article(id) with { ContentItemId = id }, null, latest: [Author, Link], published: null);
        var query = new ReferenceQuery { Targets = ["anna"] };

        Assert.Equal([Link, Link, Link], (await Store.ListReferencesAsync(query with { Kinds = [ReferenceKind.Link] }, Cancel)).Select(use => use.Reference));
        Assert.Equal(["a", "a", "c", "c"], (await Store.ListReferencesAsync(query with { ExceptContentItemId = "b" }, Cancel)).Select(use => use.ContentItemId));
        Assert.Equal(
            [("b", Link), ("c", Author)],
            (await Store.ListReferencesAsync(query with { Skip = 3, First = 2 }, Cancel)).Select(use => (use.ContentItemId, use.Reference)));
    }

    [Fact]
    public async Task Everything_that_is_referred_to_in_one_way_is_listed_once()
    {
        await SaveAsync(An.Article("One"), null, latest: [Link, Picture, new(ReferenceKind.Item, "zoe", "Authors")], published: null);
        await SaveAsync(An.Article("Two"), null, latest: [Author, new(ReferenceKind.Item, "ben", "Authors")], published: null);
        await SaveAsync(An.Article("Three"), null, latest: [Author], published: null);

        Assert.Equal(["anna", "ben", "zoe"], await Store.ListTargetsAsync(ReferenceKind.Item, Cancel));
        Assert.Empty(await Store.ListTargetsAsync(ReferenceKind.User, Cancel));
    }

    [Fact]
    public async Task Public_paths_are_found_by_the_item_and_by_the_item_inside()
    {
        var (guide, draft, terms) = (An.Article("Sleep"), An.Article("Rest"), An.Article("Keywords"));
        await SaveAsync(guide, null, [], []);
        await SaveAsync(draft, null, [], published: null);
        await SaveAsync(terms, null, [], [], routes: [new("keywords/one", terms.ContentItemId, "one"), new("keywords/two", terms.ContentItemId, "two")]);

        var routes = await Store.ListPublicRoutesAsync([guide.ContentItemId, draft.ContentItemId, terms.ContentItemId, "two", "missing"], Cancel);

        Assert.Equal(["guides/sleep", "keywords/two"], routes.Select(route => route.Path).Order(StringComparer.Ordinal));
        Assert.Equal("two", routes.Single(route => route.Path == "keywords/two").ContainedItemId);
        Assert.Empty(await Store.ListPublicRoutesAsync([], Cancel));
    }

    [Fact]
    public async Task Nothing_of_a_transaction_that_is_not_committed_is_referred_to()
    {
        await using (await Opened.Work.BeginAsync(Cancel))
        {
            await SaveAsync(An.Article("Sleep"), null, latest: [Author], published: null);
            Assert.Single(await ListAsync("anna"));
        }

        Assert.Empty(await ListAsync("anna"));
    }

    private Task<IReadOnlyList<ReferenceUse>> ListAsync(params string[] targets) => Store.ListReferencesAsync(new ReferenceQuery { Targets = targets }, Cancel);

    private Task SaveAsync(
        ContentItem version, ContentItem? before, Reference[] latest, Reference[]? published, ContentItem? publishedItem = null, Route[]? routes = null) =>
        Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = version.ContentItemId,
                ExpectedVersionId = before?.ContentItemVersionId,
                NewVersion = version,
                Latest = new IndexedVersion(version, routes ?? [An.Route(version)], []) { References = latest },
                Published = published is null ? null : new IndexedVersion(publishedItem ?? version, routes ?? [An.Route(publishedItem ?? version)], []) { References = published },
                KeepHistory = true,
                Event = new DraftSaved(version.ContentItemId, version.ContentType),
            },
            Cancel);

    private Task RemoveAsync(ContentItem item) => Store.SaveAsync(
        new ContentChange
        {
            ContentItemId = item.ContentItemId,
            ExpectedVersionId = item.ContentItemVersionId,
            Latest = null,
            Published = null,
            Removal = new Removal("ben", item.ModifiedUtc),
            KeepHistory = true,
            Event = new ContentRemoved(item.ContentItemId, item.ContentType),
        },
        Cancel);
}

public sealed class MemoryContentReferencesTests : ContentReferencesContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteContentReferencesTests : ContentReferencesContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresContentReferencesTests : ContentReferencesContract
{
    public PostgresContentReferencesTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
