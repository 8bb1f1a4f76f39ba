using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Importing;
using Cms.Tenants;
using Cms.Tests.Importing;
using CsCheck;

namespace Cms.Storage.Tests;

/// <summary>
/// Whatever is wrong with a file: its article is stored whole or not at all, and said no to in words. CsCheck prints the seed of what failed.
/// </summary>
public abstract class AnyImportContract
{
    private const string Definitions = """
        {"ContentTypes":[
          {"Name":"Guide","Settings":{"ContentTypeSettings":{"Draftable":true,"Versionable":true}},"ContentTypePartDefinitionRecords":[
            {"PartName":"TitlePart","Name":"TitlePart","Settings":{"TitlePartSettings":{"Options":"EditableRequired"} } },{"PartName":"AutoroutePart","Name":"AutoroutePart","Settings":{}},
            {"PartName":"Guide","Name":"Guide","Settings":{}},{"PartName":"BagPart","Name":"Sections","Settings":{"BagPartSettings":{"ContainedContentTypes":["Section"]}}}]},
          {"Name":"Section","Settings":{},"ContentTypePartDefinitionRecords":[
            {"PartName":"Section","Name":"Section","Settings":{}},{"PartName":"BagPart","Name":"Bullets","Settings":{"BagPartSettings":{"ContainedContentTypes":["Bullet"]}}}]},
          {"Name":"Bullet","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"Bullet","Name":"Bullet","Settings":{}}]},
          {"Name":"Tags","Settings":{"ContentTypeSettings":{"Draftable":true,"Versionable":true}},"ContentTypePartDefinitionRecords":[
            {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"TaxonomyPart","Name":"TaxonomyPart","Settings":{}}]},
          {"Name":"Tag","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"TermPart","Name":"TermPart","Settings":{}}]}],
         "ContentParts":[
          {"Name":"Guide","Settings":{},"ContentPartFieldDefinitionRecords":[
            {"FieldName":"DateField","Name":"DateCreated","Settings":{}},{"FieldName":"TextField","Name":"Introduction","Settings":{}},{"FieldName":"TextField","Name":"Conclusion","Settings":{}},
            {"FieldName":"TaxonomyField","Name":"Keywords","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"}}}]},
          {"Name":"Section","Settings":{},"ContentPartFieldDefinitionRecords":[
            {"FieldName":"NumericField","Name":"Number","Settings":{}},{"FieldName":"TextField","Name":"Heading","Settings":{}},{"FieldName":"TextField","Name":"Body","Settings":{}}]},
          {"Name":"Bullet","Settings":{},"ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Label","Settings":{}},{"FieldName":"TextField","Name":"Text","Settings":{}}]}]}
        """;

    private static readonly Editor Anna = new("u1", "anna");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many files are tried.</summary>
    protected abstract int HowMany { get; }

    /// <summary>A tenant's services with nothing stored.</summary>
    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task A_broken_file_is_stored_whole_or_not_at_all()
    {
        await using var open = Open();
        await open.RunAsync<TenantDefinitions>(async definitions =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await definitions.SaveAsync(DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse(Definitions)!.AsObject()), Cancel);
            await transaction.CommitAsync(Cancel);
        });
        await open.RunAsync<Publish>(async verb => Assert.Null((await verb.RunAsync(
            new ContentDraft
            {
                ContentItemId = "tags",
                ContentType = "Tags",
                Parts = JsonNode.Parse("""{"TitlePart":{"Title":"Tags"},"TaxonomyPart":{"TermContentType":"Tag","Terms":[]} }""")!.AsObject(),
            },
            Anna,
            Cancel)).Problem));

        await AnyArticles.BrokenFile.SampleAsync(bytes => ImportAsync(open, bytes), iter: HowMany, threads: 1);
    }

    private static async Task ImportAsync(OpenTenantServices open, byte[] bytes)
    {
        var reading = ArticleParser.Read(bytes);
        if (reading.Article is not { } article)
        {
            Assert.NotEmpty(reading.Refusals);
            return;
        }

        var before = await StoredAsync(open);
        var imported = await RunAsync(open, article);
        if (imported.Problem is { } problem)
        {
            Assert.NotEmpty(problem.Message);
            Assert.Equal(before, await StoredAsync(open));
            return;
        }

        var stored = await open.AskAsync<ContentStore, ContentItem?>(store => store.FindPublishedAsync(imported.Value.ContentItemId, Cancel));
        Assert.Equal(article.Title, stored!.DisplayText);
        Assert.Equal(article.Sections.Count, stored.Part("Sections").GetProperty("ContentItems").GetArrayLength());
        Assert.Equal(article.Keywords.Count, stored.Part("Guide").GetProperty("Keywords").GetProperty("TermContentItemIds").GetArrayLength());

        // What was stored is what the file says: once more changes nothing.
        var after = await StoredAsync(open);
        Assert.Equal(ImportState.Unchanged, (await RunAsync(open, article)).Value.State);
        Assert.Equal(after, await StoredAsync(open));
    }

    private static Task<Outcome<ImportedArticle>> RunAsync(OpenTenantServices open, Article article) =>
        open.AskAsync<ImportArticle, Outcome<ImportedArticle>>(verb => verb.RunAsync(article, new ImportOptions("Guide", Publish: true, DryRun: false), Anna, Cancel));

    private static Task<IReadOnlyList<string>> StoredAsync(OpenTenantServices open) => open.AskAsync<ContentStore, IReadOnlyList<string>>(async store =>
    {
        var guides = await store.ListAsync(new ContentQuery { ContentType = "Guide", Status = ContentStatus.Latest, First = int.MaxValue }, Cancel);
        var tags = await store.FindLatestAsync("tags", Cancel);
        return [.. guides.Select(guide => guide.ContentItemVersionId).Order(StringComparer.Ordinal), tags!.ContentItemVersionId];
    });
}

public sealed class AnyImportInMemoryTests : AnyImportContract
{
    protected override int HowMany => 300;

    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class AnyImportOnSqliteTests : AnyImportContract
{
    protected override int HowMany => 80;

    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class AnyImportOnPostgresTests : AnyImportContract
{
    public AnyImportOnPostgresTests() => PostgresStore.SkipWithoutServer();

    protected override int HowMany => 60;

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
