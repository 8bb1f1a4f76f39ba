using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Trash;
using Cms.Search;
using Cms.Tenants;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

/// <summary>
/// Whatever editors do to a few items that want the same paths, in whatever order: an item has one latest and at most one published
/// version, and everything it is found by is what its versions say. CsCheck prints the seed of what failed.
/// </summary>
public abstract class AnyLifeOfItemsContract
{
    private const string Definitions = """
        {"ContentTypes":[
          {"Name":"Kept","Settings":{"ContentTypeSettings":{"Draftable":true,"Versionable":true},"VersionLimits":{"MaximumVersions":3}},"ContentTypePartDefinitionRecords":[
            {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"AutoroutePart","Name":"AutoroutePart","Settings":{}},{"PartName":"Kept","Name":"Kept","Settings":{}}]},
          {"Name":"Forgetful","Settings":{"ContentTypeSettings":{"Draftable":true}},"ContentTypePartDefinitionRecords":[
            {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"AutoroutePart","Name":"AutoroutePart","Settings":{}},{"PartName":"Kept","Name":"Kept","Settings":{}}]}],
         "ContentParts":[{"Name":"Kept","Settings":{},"ContentPartFieldDefinitionRecords":[
            {"FieldName":"TaxonomyField","Name":"Tags","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"}}}]}]}
        """;

    private static readonly string[] Ids = ["a", "b", "c", "d"];
    private static readonly string[] Paths = ["p", "p-2", "q"];
    private static readonly string[] Terms = ["t0", "t1"];
    private static readonly Editor Anna = new("u1", "anna");

    private static readonly Gen<Step[]> Lives = Gen.Select(Gen.Enum<Deed>(), Gen.Int[0, Ids.Length - 1], Gen.Int[0, Paths.Length - 1], Gen.Int[0, Terms.Length - 1])
        .Select(step => new Step(step.Item1, Ids[step.Item2], Paths[step.Item3], Terms[step.Item4]))
        .Array[1, 25];

    private enum Deed
    {
        SaveDraft,
        Publish,
        PublishLatest,
        Unpublish,
        Discard,
        Remove,
        Restore,
        Purge,
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many lives are tried.</summary>
    protected abstract int HowMany { get; }

    /// <summary>A tenant's services with nothing stored; disposed after one life.</summary>
    protected abstract Task<OpenTenantServices> OpenAsync();

    [Fact]
    public Task Every_index_is_what_the_versions_say() => Lives.SampleAsync(LiveAsync, iter: HowMany, threads: 1);

    private async Task LiveAsync(Step[] steps)
    {
        await using var open = await OpenAsync();
        await open.RunAsync<TenantDefinitions>(async definitions =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await definitions.SaveAsync(DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse(Definitions)!.AsObject()), Cancel);
            await transaction.CommitAsync(Cancel);
        });

        var removed = new Dictionary<string, Standing>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var before = await StandingAsync(open, step.Id);
            await DoAsync(open, step);
            var after = await StandingAsync(open, step.Id);
            if (before.LatestId is not null && after.LatestId is null)
                removed[step.Id] = before;
            if (step.Deed == Deed.Restore && before.LatestId is null && after.LatestId is not null)
                AssertCameBack(removed[step.Id], after);
            await AssertIndexesAsync(open);
        }
    }

    private static async Task DoAsync(OpenTenantServices open, Step step)
    {
        switch (step.Deed)
        {
            case Deed.SaveDraft:
                await open.RunAsync<SaveDraft>(async verb => await verb.RunAsync(await DraftAsync(open, step), Anna, Cancel));
                break;
            case Deed.Publish:
                await open.RunAsync<Publish>(async verb => await verb.RunAsync(await DraftAsync(open, step), Anna, Cancel));
                break;
            case Deed.PublishLatest:
                await open.RunAsync<Publish>(verb => verb.RunAsync(step.Id, Cancel));
                break;
            case Deed.Unpublish:
                await open.RunAsync<Unpublish>(verb => verb.RunAsync(step.Id, Cancel));
                break;
            case Deed.Discard:
                await open.RunAsync<DiscardDraft>(verb => verb.RunAsync(step.Id, Cancel));
                break;
            case Deed.Remove:
                await open.RunAsync<Remove>(verb => verb.RunAsync(step.Id, Anna, Cancel));
                break;
            case Deed.Restore:
                await open.RunAsync<RestoreRemoved>(verb => verb.RunAsync(step.Id, Anna, Cancel));
                break;
            case Deed.Purge:
                await open.RunAsync<Purge>(verb => verb.RunAsync(step.Id, Cancel));
                break;
        }
    }

    private static async Task<ContentDraft> DraftAsync(OpenTenantServices open, Step step)
    {
        var latest = await open.AskAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(step.Id, Cancel));
        return new ContentDraft
        {
            ContentItemId = step.Id,
            ContentType = step.Id is "a" or "b" ? "Kept" : "Forgetful",
            BasedOn = latest?.ContentItemVersionId,
            Parts = JsonNode.Parse($$"""
                {"TitlePart":{"Title":"{{step.Id}}"},"AutoroutePart":{"Path":"{{step.Path}}"},"Kept":{"Tags":{"TaxonomyContentItemId":"tags","TermContentItemIds":["{{step.Term}}"]} } }
                """)!.AsObject(),
        };
    }

    private static void AssertCameBack(Standing before, Standing after)
    {
        Assert.Equal((before.PublishedUtc, before.PublishedId is null, before.Terms), (after.PublishedUtc, after.PublishedId is null, after.Terms));

        // A path that another item took makes a new version; else every version is the one it was.
        if (before.Paths == after.Paths)
            Assert.Equal((before.LatestId, before.PublishedId), (after.LatestId, after.PublishedId));
    }

    private static async Task<Standing> StandingAsync(OpenTenantServices open, string id)
    {
        var (latest, published) = await open.AskAsync<ContentStore, (ContentItem?, ContentItem?)>(async store => (await store.FindLatestAsync(id, Cancel), await store.FindPublishedAsync(id, Cancel)));
        return new Standing(latest?.ContentItemVersionId, published?.ContentItemVersionId, latest?.PublishedUtc, $"{PathOf(latest)} {PathOf(published)}", $"{TermOf(latest)} {TermOf(published)}");
    }

    private static string? PathOf(ContentItem? item) => item?.Part("AutoroutePart").GetProperty("Path").GetString();

    private static string? TermOf(ContentItem? item) => item?.Part("Kept").GetProperty("Tags").GetProperty("TermContentItemIds")[0].GetString();

    private static Task AssertIndexesAsync(OpenTenantServices open) => open.RunAsync<ContentStore>(async store =>
    {
        var known = await open.AskAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(Cancel));
        var trash = (await store.ListTrashAsync(new TrashQuery(), Cancel)).ToDictionary(item => item.ContentItemId, StringComparer.Ordinal);
        var (latest, published) = (new List<ContentItem>(), new List<ContentItem>());
        foreach (var id in Ids)
        {
            var versions = await store.ListVersionsAsync(id, Cancel);
            var (newest, visible) = (await store.FindLatestAsync(id, Cancel), await store.FindPublishedAsync(id, Cancel));
            Assert.Equal(newest is null ? [] : [newest.ContentItemVersionId], versions.Where(version => version.Latest).Select(version => version.ContentItemVersionId));
            Assert.Equal(visible is null ? [] : [visible.ContentItemVersionId], versions.Where(version => version.Published).Select(version => version.ContentItemVersionId));
            Assert.Equal(versions.Select(version => version.Number).OrderDescending(), versions.Select(version => version.Number));
            Assert.True(visible is null || (newest is not null && visible.PublishedUtc == newest.PublishedUtc), "what is published has a latest version, published at the same time");
            Assert.Equal(versions.Count > 0 && newest is null, trash.ContainsKey(id));
            if (trash.TryGetValue(id, out var trashed))
                Assert.Subset(versions.Select(version => version.ContentItemVersionId).ToHashSet(), new[] { trashed.LatestVersionId, trashed.PublishedVersionId }.OfType<string>().ToHashSet());
            else
                Assert.InRange(versions.Count(version => !version.Latest && !version.Published), 0, id is "a" or "b" ? 2 : 0);

            latest.AddRange(newest is null ? [] : [newest]);
            published.AddRange(visible is null ? [] : [visible]);
        }

        foreach (var path in latest.Concat(published).Select(PathOf).OfType<string>().Concat(Paths).Distinct().ToList())
        {
            var owners = published.SelectMany(item => IndexRows.Of(item, known).Routes).Where(route => route.Path == path).ToList();
            Assert.Equal(owners.SingleOrDefault(), await store.FindRouteAsync(path, Cancel));
            Assert.Equal(latest.Concat(published).Any(item => PathOf(item) == path), (await store.ListTakenPathsAsync([path], "other", Cancel)).Count == 1);
        }

        foreach (var type in new[] { "Kept", "Forgetful" })
        {
            Assert.Equal(Ordered(latest.Where(item => item.ContentType == type)), Ordered(await store.ListAsync(new ContentQuery { ContentType = type, Status = ContentStatus.Latest }, Cancel)));
            foreach (var term in Terms)
            {
                var query = new ContentQuery { ContentType = type, Where = new HasTerm("tags", [term]) };
                Assert.Equal(Ordered(published.Where(item => item.ContentType == type && TermOf(item) == term)), Ordered(await store.ListAsync(query, Cancel)));
            }
        }

        static IEnumerable<string> Ordered(IEnumerable<ContentItem> items) => items.Select(item => item.ContentItemVersionId).Order(StringComparer.Ordinal);
    });

    private sealed record Step(Deed Deed, string Id, string Path, string Term);

    private sealed record Standing(string? LatestId, string? PublishedId, DateTime? PublishedUtc, string Paths, string Terms);
}

/// <summary>A tenant's services; each call has a scope of its own, as requests do.</summary>
public sealed class OpenTenantServices(IServiceProvider services, Tenant tenant, Func<ValueTask> close) : IAsyncDisposable
{
    private IServiceProvider? _shared;

    /// <summary>Begins a transaction that the calls until its end share.</summary>
    public Task<Transaction> BeginAsync(CancellationToken cancel) => _shared!.GetRequiredService<TenantWork>().BeginAsync(cancel);

    public Task RunAsync<TService>(Func<TService, Task> work) where TService : notnull => AskAsync<TService, bool>(async service =>
    {
        await work(service);
        return true;
    });

    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        if (_shared is not null)
            return await work(_shared.GetRequiredService<TService>());

        await using var scope = services.GetRequiredService<TenantScopes>().Open(tenant);
        _shared = scope.ServiceProvider;
        try
        {
            return await work(_shared.GetRequiredService<TService>());
        }
        finally
        {
            _shared = null;
        }
    }

    public ValueTask DisposeAsync() => close();
}

public sealed class AnyLifeOfItemsInMemoryTests : AnyLifeOfItemsContract
{
    protected override int HowMany => 300;

    protected override Task<OpenTenantServices> OpenAsync() => Task.FromResult(MemoryStore.OpenServices());
}

public sealed class AnyLifeOfItemsOnSqliteTests : AnyLifeOfItemsContract
{
    protected override int HowMany => 8;

    protected override Task<OpenTenantServices> OpenAsync() => Task.FromResult(SqliteStore.OpenServices());
}

public sealed class AnyLifeOfItemsOnPostgresTests : AnyLifeOfItemsContract
{
    public AnyLifeOfItemsOnPostgresTests() => PostgresStore.SkipWithoutServer();

    protected override int HowMany => 5;

    protected override Task<OpenTenantServices> OpenAsync() => Task.FromResult(PostgresStore.OpenServices());
}
