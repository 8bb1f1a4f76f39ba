using Cms.Content;
using Cms.Editing;
using Cms.Modeling;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>What happens when a change of definitions brings two stored items to one path or alias, in each store.</summary>
public abstract class OneItemForEachPathContract : IndexContract
{
    [Fact]
    public async Task Of_two_items_with_one_path_the_first_keeps_it_and_the_other_is_named()
    {
        await using var site = await OpenAsync();
        var first = await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"First"},"AutoroutePart":{"Path":"same"}}"""));
        for (var index = 0; index < 4; index++)
            await site.PublishAsync("Note", Parts($$"""{"AutoroutePart":{"Path":"other-{{index}}"} }"""));
        var second = await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Second"},"AutoroutePart":{"Path":"same"}}"""));

        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        var left = await site.FinishAsync();

        Assert.Equal(
            $"\"Second\" ({second.ContentItemId}) is not found by its path \"same\", which belongs to \"First\" ({first.ContentItemId}); save it with another one.",
            Assert.Single(left).ToString());
        Assert.Equal(first.ContentItemId, (await RouteAsync(site, "same"))?.ContentItemId);
        Assert.Equal(left, await LeftOutAsync(site));
        Assert.Equal(left, (await ReindexAsync(site)).LeftOut);

        await site.DraftAsync(await site.LatestAsync(second.ContentItemId), parts => parts["AutoroutePart"]!["Path"] = "second");
        await site.DoAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(second.ContentItemId, Cancel));
        Assert.Empty(await LeftOutAsync(site));
    }

    [Fact]
    public async Task A_path_goes_to_the_item_whose_type_has_paths_now()
    {
        await using var site = await OpenAsync();
        var later = await site.PublishAsync("Memo", Parts("""{"AutoroutePart":{"Path":"same"}}"""));
        for (var index = 0; index < 4; index++)
            await site.PublishAsync("Memo", Parts("{}"));
        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        await site.PublishAsync("Note", Parts("""{"AutoroutePart":{"Path":"same"}}"""));

        await site.ChangeAsync(new RemoveDefinition(DefinitionKind.AttachedPart, "Note", "AutoroutePart"));
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Memo","ContentTypePartDefinitionRecords":[{"PartName":"AutoroutePart"}]}]}""")));
        var left = await site.FinishAsync();

        Assert.Empty(left);
        Assert.Equal(later.ContentItemId, (await RouteAsync(site, "same"))?.ContentItemId);
    }

    [Fact]
    public async Task A_path_that_no_page_can_have_is_left_out()
    {
        await using var site = await OpenAsync();
        await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Odd"},"AutoroutePart":{"Path":"/a b"}}"""));

        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        var left = await site.FinishAsync();

        Assert.Equal(("Odd", "/a b"), Assert.Single(left) is var one ? (one.DisplayText, one.Value) : default);
        Assert.Null(await RouteAsync(site, "/a b"));
    }

    [Fact]
    public async Task An_attached_AliasPart_finds_its_items_and_the_second_of_one_alias_is_named()
    {
        await using var site = await OpenAsync();
        var first = await site.PublishAsync("Note", Parts("""{"AliasPart":{"Alias":"About"}}"""));
        var second = await site.PublishAsync("Note", Parts("""{"AliasPart":{"Alias":"about"}}"""));

        await site.ChangeAsync(Note(parts: ["AliasPart"]));
        var left = await site.FinishAsync();

        Assert.Equal(first.ContentItemId, (await site.DoAsync<ContentStore, ContentItem?>(store => store.FindPublishedByAliasAsync("ABOUT", Cancel)))?.ContentItemId);
        Assert.Equal((second.ContentItemId, "alias", "about"), Assert.Single(left) is var one ? (one.ContentItemId, one.What, one.Value) : default);
        Assert.Equal(left, await LeftOutAsync(site));
    }

    [Fact]
    public async Task An_item_without_its_path_and_alias_is_still_edited_and_taken_away()
    {
        await using var site = await OpenAsync();
        const string keys = """{"AliasPart":{"Alias":"about"},"AutoroutePart":{"Path":"about"}}""";
        var first = await site.PublishAsync("Note", Parts(keys));
        var second = await site.PublishAsync("Note", Parts(keys));
        await site.ChangeAsync(Note(parts: ["AliasPart", "AutoroutePart"]));
        Assert.Equal(2, (await site.FinishAsync()).Count);

        await site.DraftAsync(second, parts => (parts["AliasPart"]!["Alias"], parts["AutoroutePart"]!["Path"]) = ("other", "other"));
        Assert.Null((await site.DoAsync<DiscardDraft, Outcome<ContentItem>>(verb => verb.RunAsync(second.ContentItemId, Cancel))).Problem);
        Assert.Null((await site.DoAsync<Unpublish, Outcome<UnpublishedItem>>(verb => verb.RunAsync(second.ContentItemId, Cancel))).Problem);

        Assert.Equal(first.ContentItemId, (await RouteAsync(site, "about"))?.ContentItemId);
        Assert.Equal(ProblemKind.Invalid, (await site.DoAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(second.ContentItemId, Cancel))).Problem!.Kind);
    }

    private static Task<IReadOnlyList<LeftOut>> LeftOutAsync(Site site) => site.DoAsync<LeftOutOfIndex, IReadOnlyList<LeftOut>>(left => left.ListAsync(Cancel));
}

public sealed class MemoryOneItemForEachPathTests : OneItemForEachPathContract, IAsyncDisposable
{
    private readonly MemoryNodes _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => _nodes.Start(limits);
}

public sealed class SqliteOneItemForEachPathTests : OneItemForEachPathContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);
}

public sealed class PostgresOneItemForEachPathTests : OneItemForEachPathContract
{
    public PostgresOneItemForEachPathTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);
}
