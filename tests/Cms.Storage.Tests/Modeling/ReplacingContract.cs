using Cms.Content;
using Cms.Editing;
using Cms.Editing.Terms;
using Cms.Editing.Trash;
using Cms.Modeling;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>Keywords that are merged with everything that has them, in each store.</summary>
public abstract class ReplacingContract : IndexContract
{
    private static readonly MergeDefinitions Keywords = new(Parts("""
        {"ContentTypes":[
          {"Name":"Taxonomy","Settings":{"ContentTypeSettings":{"Draftable":false,"Versionable":false}},"ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"},{"PartName":"TaxonomyPart"}]},
          {"Name":"Keyword","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"},{"PartName":"AutoroutePart","Settings":{"AutoroutePartSettings":{"Pattern":"keywords/{{ ContentItem.DisplayText | slugify }}"}}},{"PartName":"Keyword"}]}],
         "ContentParts":[{"Name":"Keyword","ContentPartFieldDefinitionRecords":[{"FieldName":"MultiTextField","Name":"AlternativeNames"}]}]}
        """));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_merged_keyword_leaves_published_versions_drafts_the_trash_and_its_address_to_the_other(bool isVersionable)
    {
        await using var site = await OpenAsync();
        await site.ChangeAsync(Keywords);
        var taxonomy = (await site.PublishAsync("Taxonomy", Parts("""
            {"TitlePart":{"Title":"Keywords"},"TaxonomyPart":{"TermContentType":"Keyword","Terms":[{"ContentItemId":"sea","ContentType":"Keyword","TitlePart":{"Title":"Sea"}},{"ContentItemId":"space","ContentType":"Keyword","TitlePart":{"Title":"Space"}}]}}
            """))).ContentItemId;
        var note = Note(fields: $$"""{"FieldName":"TaxonomyField","Name":"Keywords","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"{{taxonomy}}"} } }""");
        await site.ChangeAsync(isVersionable ? note : new ReplaceDefinitions(Parts(note.Json.ToJsonString().Replace("\"Versionable\":true", "\"Versionable\":false", StringComparison.Ordinal))));
        var changed = await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Tides"},"Note":{"Keywords":{"TermContentItemIds":["sea"]}}}"""));
        await site.DraftAsync(changed, parts => parts["TitlePart"]!["Title"] = "Half-finished");
        var trashed = await site.PublishAsync("Note", Parts("""{"TitlePart":{"Title":"Waves"},"Note":{"Keywords":{"TermContentItemIds":["sea","space"]}}}"""));
        await site.DoAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(trashed.ContentItemId, Editor.System, evenIfUsed: false, Cancel));

        var merged = await site.DoAsync<MergeTerms, Outcome<ContentItem>>(verb => verb.RunAsync(taxonomy, null, "sea", "space", Editor.System, Cancel));
        var restored = await site.DoAsync<RestoreRemoved, Outcome<RestoredItem>>(verb => verb.RunAsync(trashed.ContentItemId, Editor.System, Cancel));

        Assert.Null(merged.Problem);
        var (latest, published) = (await site.LatestAsync(changed.ContentItemId), await site.PublishedAsync(changed.ContentItemId));
        Assert.Equal(("Half-finished", "space", "Tides", "space"), (latest.DisplayText, KeywordsOf(latest), published.DisplayText, KeywordsOf(published)));
        Assert.True(latest.Number > published.Number);
        Assert.Equal(("space", true), (KeywordsOf(restored.Value.Item), restored.Value.Item.Published));
        Assert.Empty(await UsesAsync(site, "sea"));
        Assert.Equal(3, (await UsesAsync(site, "space")).Count);
        Assert.Equal(new FormerRoute("keywords/sea", "keywords/space", IsRemoved: false), await site.DoAsync<ContentStore, FormerRoute?>(store => store.FindFormerRouteAsync("keywords/sea", Cancel)));
    }

    private static string KeywordsOf(ContentItem item) => string.Join(", ", item.Part("Note").GetProperty("Keywords").GetProperty("TermContentItemIds").EnumerateArray());

    private static Task<IReadOnlyList<ReferenceUse>> UsesAsync(Site site, string term) =>
        site.DoAsync<ContentStore, IReadOnlyList<ReferenceUse>>(store => store.ListReferencesAsync(new ReferenceQuery { Targets = [term] }, Cancel));
}

public sealed class MemoryReplacingTests : ReplacingContract, IAsyncDisposable
{
    private readonly MemoryNodes _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => _nodes.Start(limits);
}

public sealed class SqliteReplacingTests : ReplacingContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);
}

public sealed class PostgresReplacingTests : ReplacingContract
{
    public PostgresReplacingTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);
}
