using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Trash;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Settings;
using Cms.Tests.Memory;

namespace Cms.Tests;

/// <summary>
/// A tenant with a few content types, and the editors' verbs in one call each. <c>Article</c> has a title, a path, fields, and
/// sections with bullets inside; <c>Page</c> has neither drafts nor old versions; <c>Tags</c> is a taxonomy.
/// </summary>
internal sealed class TestSite : IAsyncDisposable
{
    public const string Tags = "tags0000000000000000000000";

    public static readonly Editor Anna = new("u1", "anna");

    public static readonly string ArticleDefinitions = RecipeText.Definitions(
        RecipeText.Type(
            "Article",
            RecipeText.Editable,
            RecipeText.Attach("TitlePart", settings: """ "TitlePartSettings":{"Options":"EditableRequired"} """),
            RecipeText.Attach("AutoroutePart", settings: """ "AutoroutePartSettings":{"Pattern":"articles/{{ ContentItem.DisplayText | slugify }}"} """),
            RecipeText.Attach("Article"),
            RecipeText.Bag("Sections", "Section")),
        RecipeText.Part(
            "Article",
            RecipeText.Field("TextField", "Summary", """ "MaxLength":40 """),
            RecipeText.Field("NumericField", "Price", """ "Minimum":0,"Scale":2 """),
            RecipeText.Field("TaxonomyField", "Tags", $""" "TaxonomyContentItemId":"{Tags}" """)),
        RecipeText.Type("Section", "", RecipeText.Attach("Section"), RecipeText.Bag("Bullets", "Bullet")),
        RecipeText.Part("Section", RecipeText.Field("TextField", "Heading", """ "Required":true """)),
        RecipeText.Type("Bullet", "", RecipeText.Attach("Bullet")),
        RecipeText.Part("Bullet", RecipeText.Field("TextField", "Label", """ "Required":true """)),
        RecipeText.Type("Page", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart")),
        RecipeText.Type("Taxonomy", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("TaxonomyPart")),
        RecipeText.Type(
            "Tag",
            "",
            RecipeText.Attach("TitlePart"),
            RecipeText.Attach("TermPart"),
            RecipeText.Attach("AutoroutePart", settings: """ "AutoroutePartSettings":{"Pattern":"tags/{{ ContentItem.DisplayText | slugify }}"} """)));

    public static readonly string TagsTaxonomy = $$"""
        {"ContentItemId":"{{Tags}}","ContentItemVersionId":"tagsv000000000000000000000","ContentType":"Taxonomy","TitlePart":{"Title":"Tags"},
         "TaxonomyPart":{"TermContentType":"Tag","Terms":[
           {"ContentItemId":"earth","ContentType":"Tag","TitlePart":{"Title":"Earth"},
            "Terms":[{"ContentItemId":"sea","ContentType":"Tag","TitlePart":{"Title":"Sea"} }]},
           {"ContentItemId":"space","ContentType":"Tag","TitlePart":{"Title":"Space"} }] } }
        """;

    private TestSite()
    {
    }

    public MemoryCms Cms { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A site with the definitions of <see cref="ArticleDefinitions"/>, the taxonomy, and what these steps add.</summary>
    public static async Task<TestSite> OpenAsync(params string[] steps)
    {
        var site = new TestSite();
        await site.Cms.RunRecipeAsync(RecipeText.Of([ArticleDefinitions, RecipeText.Content(TagsTaxonomy), .. steps]));
        return site;
    }

    /// <summary>A site with only these types and parts.</summary>
    public static async Task<TestSite> WithAsync(params string[] typesAndParts)
    {
        var site = new TestSite();
        await site.DefineAsync(typesAndParts);
        return site;
    }

    /// <summary>An article with this title; further parts as members of a JSON object.</summary>
    public static ContentDraft Article(string title, string parts = "") =>
        Draft("Article", $$"""{"TitlePart":{"Title":"{{title}}"}{{(parts.Length == 0 ? "" : ",")}}{{parts}} }""");

    public static ContentDraft Draft(string type, string parts) => new() { ContentType = type, Parts = JsonNode.Parse(parts)!.AsObject() };

    /// <summary>The item as an editor hands it in again after changing its title.</summary>
    public static ContentDraft Retitled(ContentItem item, string title)
    {
        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        parts["TitlePart"] = new JsonObject { ["Title"] = title };
        return Again(item) with { Parts = parts };
    }

    /// <summary>The item as an editor hands it in again unchanged.</summary>
    public static ContentDraft Again(ContentItem item) => new()
    {
        ContentItemId = item.ContentItemId,
        ContentType = item.ContentType,
        Parts = JsonNode.Parse(item.PartsJson)!.AsObject(),
        BasedOn = item.ContentItemVersionId,
    };

    public Task DefineAsync(params string[] typesAndParts) => Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Definitions(typesAndParts)));

    public Task<Outcome<ContentItem>> SaveDraftAsync(ContentDraft draft, Editor? by = null) =>
        Cms.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(draft, by ?? Anna, Cancel));

    public Task<Outcome<ContentItem>> PublishAsync(ContentDraft draft, Editor? by = null) =>
        Cms.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(draft, by ?? Anna, Cancel));

    public Task<Outcome<ContentItem>> PublishAsync(string id) => Cms.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(id, Cancel));

    public Task<Outcome<ContentItem>> UnpublishAsync(string id) => Cms.RunAsync<Unpublish, Outcome<ContentItem>>(verb => verb.RunAsync(id, Cancel));

    public Task<Outcome<ContentItem>> DiscardDraftAsync(string id) => Cms.RunAsync<DiscardDraft, Outcome<ContentItem>>(verb => verb.RunAsync(id, Cancel));

    public Task<Outcome<TrashedItem>> RemoveAsync(string id, Editor? by = null) => Cms.RunAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(id, by ?? Anna, Cancel));

    public Task<Outcome<RestoredItem>> RestoreRemovedAsync(string id, Editor? by = null) =>
        Cms.RunAsync<RestoreRemoved, Outcome<RestoredItem>>(verb => verb.RunAsync(id, by ?? Anna, Cancel));

    public Task<Outcome<TrashedItem>> PurgeAsync(string id) => Cms.RunAsync<Purge, Outcome<TrashedItem>>(verb => verb.RunAsync(id, Cancel));

    public Task<int> PurgeExpiredAsync() => Cms.RunAsync<PurgeExpired, int>(verb => verb.RunAsync(Cancel));

    public Task<IReadOnlyList<TrashedItem>> TrashAsync() => Cms.RunAsync<ContentStore, IReadOnlyList<TrashedItem>>(store => store.ListTrashAsync(new TrashQuery(), Cancel));

    public Task<Outcome<ContentItem>> CloneAsync(string id) => Cms.RunAsync<Clone, Outcome<ContentItem>>(verb => verb.RunAsync(id, Anna, Cancel));

    public Task<Outcome<ContentItem>> RestoreVersionAsync(string id, string versionId, Editor? by = null) =>
        Cms.RunAsync<RestoreVersion, Outcome<ContentItem>>(verb => verb.RunAsync(id, versionId, by ?? Anna, Cancel));

    public Task<Outcome<VersionComparison>> CompareAsync(string id, string before, string after) =>
        Cms.RunAsync<CompareVersions, Outcome<VersionComparison>>(verb => verb.RunAsync(id, before, after, Cancel));

    public Task<Outcome<int>> PruneAsync(string id) => Cms.RunAsync<PruneVersions, Outcome<int>>(verb => verb.RunAsync(id, Cancel));

    public Task<Outcome<IReadOnlyList<string>>> AddTermsAsync(params string[] names) =>
        Cms.RunAsync<AddTerms, Outcome<IReadOnlyList<string>>>(verb => verb.RunAsync(Tags, names, Anna, Cancel));

    public Task<ContentItem?> LatestAsync(string id) => Cms.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(id, Cancel));

    public Task<ContentItem?> PublishedAsync(string id) => Cms.RunAsync<ContentStore, ContentItem?>(store => store.FindPublishedAsync(id, Cancel));

    public Task<IReadOnlyList<ContentItem>> VersionsAsync(string id) =>
        Cms.RunAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListVersionsAsync(id, Cancel));

    public Task<IReadOnlyList<ContentItem>> ListAsync(string type, ContentStatus status = ContentStatus.Latest, ContentFilter? where = null) =>
        Cms.RunAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListAsync(new ContentQuery { ContentType = type, Status = status, Where = where }, Cancel));

    public Task<Route?> RouteAsync(string path) => Cms.RunAsync<ContentStore, Route?>(store => store.FindRouteAsync(path, Cancel));

    public Task<FormerRoute?> FormerRouteAsync(string path) => Cms.RunAsync<ContentStore, FormerRoute?>(store => store.FindFormerRouteAsync(path, Cancel));

    public Task<JsonObject?> SettingsAsync(string section) => Cms.RunAsync<SettingsStore, JsonObject?>(store => store.FindAsync(section, Cancel));

    public Task<ContentDefinitions> DefinitionsAsync() => Cms.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(Cancel));

    /// <summary>What happened since, oldest first.</summary>
    public IEnumerable<TenantEvent> EventsAfter(int count) => Cms.Data.Events.Skip(count);

    public ValueTask DisposeAsync() => Cms.DisposeAsync();
}

/// <summary>Shortcuts into an item's JSON.</summary>
internal static class ContentItemJsonPaths
{
    /// <summary>The item's own path.</summary>
    public static string? Path(this ContentItem item) => item.Part("AutoroutePart").GetProperty("Path").GetString();

    /// <summary>The part as a node that can be asked by index and name.</summary>
    public static JsonNode Json(this ContentItem item, string part) => JsonNode.Parse(item.Part(part).GetRawText())!;

    /// <summary>What is wrong, as editors read it.</summary>
    public static IEnumerable<string> Complaints<T>(this Outcome<T> outcome) => outcome.Problem!.Complaints.Select(complaint => complaint.ToString());
}
