using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Events;
using Cms.Modeling;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>What stored items are found by after definitions change, in each store.</summary>
public abstract class IndexFollowsContract : IndexContract
{
    [Fact]
    public async Task A_field_that_becomes_a_picker_is_seen_by_where_used()
    {
        await using var site = await OpenAsync();
        var anna = await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Anna"}}"""));
        var note = await site.PublishAsync("Note", Parts($$"""{"TitlePart":{"Title":"Sleep"},"Note":{"Author":{"ContentItemIds":["{{anna.ContentItemId}}"]} } }"""));
        Assert.Empty(await UsesAsync(site, anna));

        await site.ChangeAsync(Note(fields: """{"FieldName":"ContentPickerField","Name":"Author"}"""));
        await site.FinishAsync();

        Assert.Equal([(note.ContentItemId, "Author")], await UsesAsync(site, anna));
        Assert.Equal(ProblemKind.Conflict, (await site.DoAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(anna.ContentItemId, Editor.System, evenIfUsed: false, Cancel))).Problem!.Kind);
    }

    [Fact]
    public async Task A_removed_taxonomy_field_no_longer_finds_its_items_and_finds_them_again_when_it_is_back()
    {
        await using var site = await OpenAsync();
        var field = """{"FieldName":"TaxonomyField","Name":"Keywords","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"colours"}}}""";
        await site.ChangeAsync(Note(fields: field));
        var note = await site.PublishAsync("Note", Parts("""{"Note":{"Keywords":{"TermContentItemIds":["red"]}}}"""));
        Assert.Equal([note.ContentItemId], await WithTermAsync(site, "colours", "red"));

        await site.ChangeAsync(new RemoveDefinition(DefinitionKind.Field, "Note", "Keywords"));
        await site.FinishAsync();
        Assert.Empty(await WithTermAsync(site, "colours", "red"));

        await site.ChangeAsync(Note(fields: field));
        await site.FinishAsync();
        Assert.Equal([note.ContentItemId], await WithTermAsync(site, "colours", "red"));
    }

    [Fact]
    public async Task A_taxonomy_field_of_another_taxonomy_finds_its_items_there()
    {
        await using var site = await OpenAsync();
        await site.ChangeAsync(Note(fields: """{"FieldName":"TaxonomyField","Name":"Keywords","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"colours"}}}"""));
        var note = await site.PublishAsync("Note", Parts("""{"Note":{"Keywords":{"TermContentItemIds":["red"]}}}"""));

        await site.ChangeAsync(Note(fields: """{"FieldName":"TaxonomyField","Name":"Keywords","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"paints"}}}"""));
        await site.FinishAsync();

        Assert.Equal([note.ContentItemId], await WithTermAsync(site, "paints", "red"));
        Assert.Empty(await WithTermAsync(site, "colours", "red"));
    }

    [Fact]
    public async Task A_path_of_an_attached_AutoroutePart_leads_to_its_item_and_none_is_made_for_the_others()
    {
        await using var site = await OpenAsync();
        var note = await site.PublishAsync("Note", Parts("""{"AutoroutePart":{"Path":"notes/sleep"}}"""));
        var bare = await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Bare"}}"""));
        Assert.Null(await RouteAsync(site, "notes/sleep"));

        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        await site.FinishAsync();

        Assert.Equal(note.ContentItemId, (await RouteAsync(site, "notes/sleep"))?.ContentItemId);
        Assert.Null((await site.PublishedAsync(bare.ContentItemId)).At("AutoroutePart", "Path"));
        Assert.Equal(2, (await site.StoredAsync()).Count);
        Assert.Empty(await site.DoAsync<ContentStore, IReadOnlyList<Route>>(store => store.ListPublicRoutesAsync([bare.ContentItemId], Cancel)));
    }

    [Fact]
    public async Task A_path_of_a_removed_AutoroutePart_is_free_and_known_as_a_former_one()
    {
        await using var site = await OpenAsync();
        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        var note = await site.PublishAsync("Note", Parts("""{"AutoroutePart":{"Path":"notes/sleep"}}"""));

        await site.ChangeAsync(new RemoveDefinition(DefinitionKind.AttachedPart, "Note", "AutoroutePart"));
        await site.FinishAsync();

        Assert.Null(await RouteAsync(site, "notes/sleep"));
        Assert.Equal(new FormerRoute("notes/sleep", Now: null, IsRemoved: false), await site.DoAsync<ContentStore, FormerRoute?>(store => store.FindFormerRouteAsync("notes/sleep", Cancel)));
        Assert.NotNull(await site.LatestAsync(note.ContentItemId));
    }

    [Fact]
    public async Task A_field_of_items_inside_items_follows_too()
    {
        await using var site = await OpenAsync();
        var guide = await site.PublishAsync("Sleep", "x");
        var linked = await site.DraftAsync(guide, parts => parts["Sections"]!["ContentItems"]![0]!["Section"]!["More"] = new JsonObject { ["ContentItemIds"] = new JsonArray("anna") });

        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentParts":[{"Name":"Section","ContentPartFieldDefinitionRecords":[{"FieldName":"ContentPickerField","Name":"More"}]}]}""")));
        await site.FinishAsync();

        var use = Assert.Single(await site.DoAsync<ContentStore, IReadOnlyList<ReferenceUse>>(store => store.ListReferencesAsync(new ReferenceQuery { Targets = ["anna"] }, Cancel)));
        Assert.Equal((linked.ContentItemId, true, false, "Sections[0].More"), (use.ContentItemId, use.Latest, use.Published, use.Reference.Path));
    }

    [Fact]
    public async Task Terms_get_pages_when_their_type_gets_paths()
    {
        await using var site = await OpenAsync();
        await site.ChangeAsync(new MergeDefinitions(Parts("""
            {"ContentTypes":[{"Name":"Keyword"},{"Name":"Taxonomy","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"},{"PartName":"TaxonomyPart"}]}]}
            """)));
        await site.PublishAsync("Taxonomy", Parts("""
            {"TaxonomyPart":{"TermContentType":"Keyword","Terms":[{"ContentItemId":"red","ContentType":"Keyword","AutoroutePart":{"Path":"keywords/red"}}]}}
            """));

        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Keyword","ContentTypePartDefinitionRecords":[{"PartName":"AutoroutePart"}]}]}""")));
        await site.FinishAsync();

        Assert.Equal("red", (await RouteAsync(site, "keywords/red"))?.ContainedItemId);
    }

    [Fact]
    public async Task A_moment_that_a_draft_has_stored_counts_when_its_type_gets_the_part()
    {
        await using var site = await OpenAsync();
        var item = await site.PublishAsync("Guide", Parts("""{"TitlePart":{"Title":"Sleep"},"ArchiveLaterPart":{"ScheduledArchiveUtc":"2999-01-01T00:00:00.1234567Z"}}"""));
        await site.DraftAsync(item, parts => parts["PublishLaterPart"] = new JsonObject { ["ScheduledPublishUtc"] = "2998-01-01T00:00:00Z", ["TimeZone"] = "Europe/Berlin" });
        Assert.Empty(await ScheduledAsync(site));

        await site.ChangeAsync(new MergeDefinitions(Parts("""
            {"ContentTypes":[{"Name":"Guide","ContentTypePartDefinitionRecords":[{"PartName":"PublishLaterPart"},{"PartName":"ArchiveLaterPart"}]}]}
            """)));
        await site.FinishAsync();

        var scheduled = await ScheduledAsync(site);
        Assert.Equal([ScheduledKind.Publish, ScheduledKind.Unpublish], scheduled.Select(one => one.Due.Kind));
        Assert.Equal("Europe/Berlin", scheduled[0].Due.TimeZone);
        await site.DoAsync<ContentStore, bool>(async store =>
        {
            await store.PutOffAsync(scheduled[0], new DateTime(2999, 6, 1, 0, 0, 0, DateTimeKind.Utc), "no", Cancel);
            return true;
        });
        Assert.Equal((2, 0), await ReindexAsync(site) is var again ? (again.Looked, again.Differed) : default);
        Assert.Equal("no", (await ScheduledAsync(site)).Single(one => one.Due.Kind == ScheduledKind.Publish).Error);
    }

    [Fact]
    public async Task A_program_that_is_killed_in_the_middle_is_gone_on_for()
    {
        await using var site = await OpenAsync();
        var notes = new List<ContentItem>();
        for (var index = 0; index < 8; index++)
            notes.Add(await site.PublishAsync("Note", Parts($$"""{"AutoroutePart":{"Path":"notes/{{index}}"} }""")));
        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));

        Assert.Equal((3, 8), await site.ContinueAsync() is { } begun ? (begun.Done, begun.Total) : default);
        await site.RestartAsync(Batches);
        var pending = Assert.Single(await site.DoAsync<ContinueRewrites, IReadOnlyList<RewriteProgress>>(verb => verb.ListAsync(Cancel)));
        Assert.Equal(("Index rows of Note are worked out anew", 3, 8), (pending.Rewrite.Title, pending.Done, pending.Total));
        Assert.Equal(6, (await site.ContinueAsync())!.Done);
        await site.FinishAsync();

        Assert.Empty((await site.DefinitionsAsync()).Pending);
        foreach (var (index, note) in notes.Index())
            Assert.Equal(note.ContentItemId, (await RouteAsync(site, $"notes/{index}"))?.ContentItemId);
        Assert.Equal((8, 0), await ReindexAsync(site) is var again ? (again.Looked, again.Differed) : default);
    }

    [Fact]
    public async Task What_cannot_alter_rows_and_types_without_items_start_nothing()
    {
        await using var site = await OpenAsync();
        await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Sleep"}}"""));

        await site.ChangeAsync(Note(fields: """
            {"FieldName":"TextField","Name":"Author","Settings":{"TextFieldSettings":{"Hint":"Who wrote it","Required":true},"ContentPartFieldSettings":{"DisplayName":"Writer","Position":"7"}}},
            {"FieldName":"NumericField","Name":"Minutes"}
            """));
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Note","DisplayName":"Notes","Settings":{"ContentTypeSettings":{"Listable":true}}}]}""")));
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Empty","ContentTypePartDefinitionRecords":[{"PartName":"AutoroutePart"},{"PartName":"Note"}]}]}""")));
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentParts":[{"Name":"Facts","ContentPartFieldDefinitionRecords":[{"FieldName":"ContentPickerField","Name":"See"}]}]}""")));

        Assert.Empty((await site.DefinitionsAsync()).Pending);
    }

    [Fact]
    public async Task What_is_saved_meanwhile_gets_the_rows_of_the_new_definitions_whoever_saves_it()
    {
        await using var site = await OpenAsync();
        var notes = new List<ContentItem>();
        for (var index = 0; index < 4; index++)
            notes.Add(await site.PublishAsync("Note", Parts($$"""{"AutoroutePart":{"Path":"notes/{{index}}"} }""")));
        await using var second = await NodeWithOldDefinitionsAsync(site);

        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        await SaveOnAsync(second, site, """{"AutoroutePart":{"Path":"notes/behind"}}""");
        await site.ContinueAsync();
        var moved = await site.DraftAsync(await site.LatestAsync(notes[0].ContentItemId), parts => parts["AutoroutePart"]!["Path"] = "notes/moved");
        await site.DoAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(moved.ContentItemId, Cancel));
        await site.FinishAsync();

        Assert.NotNull(await RouteAsync(site, "notes/behind"));
        Assert.Equal(moved.ContentItemId, (await RouteAsync(site, "notes/moved"))?.ContentItemId);
        Assert.Null(await RouteAsync(site, "notes/0"));
        Assert.NotNull(await RouteAsync(site, "notes/3"));
        Assert.Equal(0, (await ReindexAsync(site)).Differed);
    }

    [Fact]
    public async Task Changes_that_follow_each_other_are_one_pass_and_keep_nobody_from_renaming()
    {
        await using var site = await OpenAsync();
        var note = await site.PublishAsync("Note", Parts("""{"AutoroutePart":{"Path":"notes/sleep"},"AliasPart":{"Alias":"sleep"}}"""));
        await site.PublishAsync("Memo", Parts("{}"));
        await site.ChangeAsync(Note(parts: ["AutoroutePart"]));
        await site.ChangeAsync(Note(parts: ["AutoroutePart", "AliasPart"]));
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Memo","ContentTypePartDefinitionRecords":[{"PartName":"AliasPart"}]}]}""")));
        Assert.Equal(["Memo", "Note"], Assert.Single((await site.DefinitionsAsync()).Pending).IndexedTypes);

        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Note", "Card"));
        Assert.Equal(["Card", "Memo"], Assert.Single((await site.DefinitionsAsync()).Pending, pending => !pending.ChangesJson).IndexedTypes);
        await site.FinishAsync();

        Assert.Equal(note.ContentItemId, (await RouteAsync(site, "notes/sleep"))?.ContentItemId);
        Assert.Equal(note.ContentItemId, (await site.DoAsync<ContentStore, ContentItem?>(store => store.FindPublishedByAliasAsync("sleep", Cancel)))?.ContentItemId);
    }

    [Fact]
    public async Task Rows_that_are_missing_are_found_by_a_look_at_all_of_them()
    {
        await using var site = await OpenAsync();
        var old = An.Article("Old", type: "Guide") with
        {
            PartsJson = """{"AutoroutePart":{"Path":"guides/old"},"Sections":{"ContentItems":[{"ContentItemId":"s","ContentType":"Section","Section":{"See":{"ContentItemIds":["anna"]}}}]}}""",
        };
        await site.DoAsync<ContentStore, bool>(async store =>
        {
            var bare = new IndexedVersion(old, [], []);
            await store.SaveAsync(
                new ContentChange
                {
                    ContentItemId = old.ContentItemId,
                    ExpectedVersionId = null,
                    NewVersion = old,
                    Latest = bare,
                    Published = bare,
                    KeepHistory = true,
                    Event = new ContentPublished(old.ContentItemId, old.ContentType),
                },
                Cancel);
            return true;
        });
        await site.PublishAsync("Sleep", "x");

        var first = await ReindexAsync(site);
        var second = await ReindexAsync(site);

        Assert.Equal((2, 1, 2, 0), (first.Looked, first.Differed, second.Looked, second.Differed));
        Assert.Equal(old.ContentItemId, (await RouteAsync(site, "guides/old"))?.ContentItemId);
        Assert.Single(await site.DoAsync<ContentStore, IReadOnlyList<ReferenceUse>>(store => store.ListReferencesAsync(new ReferenceQuery { Targets = ["anna"] }, Cancel)));
        Assert.Equal([old.ContentItemId], (await site.DoAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListAsync(
            new ContentQuery { ContentType = "Guide", Where = new PathIs(Comparison.Equal, "guides/old") }, Cancel))).Select(item => item.ContentItemId));
    }

    [Fact]
    public async Task What_a_purge_takes_from_items_they_are_no_longer_found_by()
    {
        await using var site = await OpenAsync();
        await site.ChangeAsync(new MergeDefinitions(Parts("""{"ContentTypes":[{"Name":"Shelf","ContentTypePartDefinitionRecords":[{"PartName":"ListPart","Settings":{"ListPartSettings":{"ContainedContentTypes":["Note"]}}}]}]}""")));
        var shelf = await site.PublishAsync("Shelf", []);
        await site.PublishAsync("Note", Parts($$"""{"ContainedPart":{"ListContentItemId":"{{shelf.ContentItemId}}"} }"""));

        await site.ToEndAsync(new PurgeData(DefinitionKind.AttachedPart, "Note", "ContainedPart"));

        Assert.Equal(0, (await ReindexAsync(site)).Differed);
    }

    private static async Task<IEnumerable<(string, string)>> UsesAsync(Site site, ContentItem item) =>
        (await site.DoAsync<WhereUsed, Outcome<IReadOnlyList<ReferenceUse>>>(verb => verb.RunAsync(item.ContentItemId, 10, Cancel))).Value.Select(use => (use.ContentItemId, use.Reference.Path));

    private static async Task<IEnumerable<string>> WithTermAsync(Site site, string taxonomy, string term) =>
        (await site.DoAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListAsync(
            new ContentQuery { ContentType = "Note", Where = new HasTerm(taxonomy, [term]) }, Cancel))).Select(item => item.ContentItemId);

    private static Task<IReadOnlyList<ScheduledChange>> ScheduledAsync(Site site) =>
        site.DoAsync<ContentStore, IReadOnlyList<ScheduledChange>>(store => store.ListScheduledAsync(new ScheduleQuery(), Cancel));

    // Nothing tells it what the other one does.
    private static async Task<ServiceProvider> NodeWithOldDefinitionsAsync(Site site)
    {
        var node = site.StartNode(Batches);
        await SaveOnAsync(node, site, "{}");
        return node;
    }

    private static async Task SaveOnAsync(ServiceProvider node, Site site, string parts)
    {
        await using var scope = node.GetRequiredService<TenantScopes>().Open(site.Tenant);
        var draft = new ContentDraft { ContentType = "Note", Parts = Parts(parts) };
        Assert.Null((await scope.ServiceProvider.GetRequiredService<Publish>().RunAsync(draft, Editor.System, Cancel)).Problem);
    }
}

public sealed class MemoryIndexFollowsTests : IndexFollowsContract, IAsyncDisposable
{
    private readonly MemoryNodes _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => _nodes.Start(limits);
}

public sealed class SqliteIndexFollowsTests : IndexFollowsContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);
}

public sealed class PostgresIndexFollowsTests : IndexFollowsContract
{
    public PostgresIndexFollowsTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);
}
