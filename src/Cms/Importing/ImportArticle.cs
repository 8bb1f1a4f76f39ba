using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Importing.Tables;
using Cms.Liquid;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Importing;

/// <summary>What became of an article.</summary>
public enum ImportState
{
    /// <summary>A new item was made.</summary>
    Created,

    /// <summary>The item of this path got a new version.</summary>
    Updated,

    /// <summary>The item of this path says the same already.</summary>
    Unchanged,
}

/// <summary>An imported article.</summary>
/// <param name="State">What became of it.</param>
/// <param name="ContentItemId">Its item.</param>
/// <param name="Path">The item's path without a leading slash.</param>
public sealed record ImportedArticle(ImportState State, string ContentItemId, string Path);

/// <summary>How articles are imported.</summary>
/// <param name="ContentType">The type of the items.</param>
/// <param name="Publish">Publish them; else they are saved as drafts.</param>
/// <param name="DryRun">Do everything but keep nothing.</param>
public sealed record ImportOptions(string ContentType, bool Publish, bool DryRun)
{
    /// <summary>Where the pieces of an article stand and go.</summary>
    public ArticleMap Map { get; init; } = ArticleMap.Standard;
}

/// <summary>Makes a content item of an article, or updates the one that has the article's path.</summary>
public sealed class ImportArticle(
    ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, LiquidTemplates liquid, AddTerms addTerms, SaveDraft saveDraft, Publish publish)
{
    /// <summary>
    /// What became of it. Everything it needs (new keywords, the item) is saved in one transaction. A problem says what the
    /// content type lacks or what the rules refuse; nothing is saved then.
    /// </summary>
    public async Task<Outcome<ImportedArticle>> RunAsync(Article article, ImportOptions options, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var known = await definitions.GetAsync(cancel);
        var form = ArticleForm.Of(options.ContentType, known, options.Map.Fields);
        if (form.Problem is { } unfit)
            return unfit;

        var terms = await addTerms.RunAsync(TaxonomyTerms.TaxonomyOf(form.Value.Keywords)!, article.Keywords, by, cancel, TaxonomyTerms.IsClosed(form.Value.Keywords));
        if (terms.Problem is { } noTerms)
            return noTerms;

        var writing = new ArticleParts(form.Value);
        var existing = await FindAsync(article.Title, writing.Write(article, terms.Value, []), form.Value, known, cancel);
        var before = existing is null ? [] : JsonNode.Parse((await access.FieldsAsync(cancel)).Visible(existing).PartsJson)!.AsObject();
        var parts = writing.Write(article, terms.Value, before);
        var imported = existing is not null && JsonNode.DeepEquals(before, parts)
            ? await KeepAsync(existing, options, cancel)
            : await SaveAsync(existing, parts, options, by, cancel);

        if (imported.Problem is null && !options.DryRun)
            await transaction.CommitAsync(cancel);
        return imported;
    }

    // The pattern of the path may ask for more than the title, so it sees the parts of a new item.
    private async Task<ContentItem?> FindAsync(string title, JsonObject parts, ArticleForm form, ContentDefinitions known, CancellationToken cancel)
    {
        var item = new ItemBeingSaved(ContentId.New(), form.Type, parts, container: null) { DisplayText = title };
        var path = AutoroutePart.PatternPath(form.Route, item, new Completion(store, liquid, known));
        if (await FindAtAsync(path, form.Type.Name, cancel) is { } there)
            return there;

        // Where another type's item has the path, the article's own item got the path with a number, so that is where it is now.
        var candidate = path;
        for (var number = 2; RoutePath.IsReserved(candidate) || (await store.ListTakenPathsAsync([candidate], item.ContentItemId, cancel)).Count > 0; number++)
        {
            candidate = $"{path}-{number}";
            if (await FindAtAsync(candidate, form.Type.Name, cancel) is { } numbered && numbered.DisplayText == title)
                return numbered;
        }

        return null;
    }

    private async Task<ContentItem?> FindAtAsync(string path, string type, CancellationToken cancel)
    {
        var found = await store.ListAsync(
            new ContentQuery
            {
                ContentType = type,
                Status = ContentStatus.Latest,
                Where = new PathIs(Comparison.Equal, path),
                First = 1,
            },
            cancel);
        return found.Count > 0 ? found[0] : null;
    }

    private async Task<Outcome<ImportedArticle>> KeepAsync(ContentItem existing, ImportOptions options, CancellationToken cancel)
    {
        if (!options.Publish || existing.Published)
            return Imported(ImportState.Unchanged, existing);

        var published = await publish.RunAsync(existing.ContentItemId, cancel);
        return published.Problem is { } problem ? problem : Imported(ImportState.Updated, published.Value);
    }

    private async Task<Outcome<ImportedArticle>> SaveAsync(ContentItem? existing, JsonObject parts, ImportOptions options, Editor by, CancellationToken cancel)
    {
        var draft = new ContentDraft
        {
            ContentItemId = existing?.ContentItemId,
            ContentType = options.ContentType,
            Parts = parts,
            BasedOn = existing?.ContentItemVersionId,
        };
        var saved = options.Publish ? await publish.RunAsync(draft, by, cancel) : await saveDraft.RunAsync(draft, by, cancel);
        return saved.Problem is { } problem ? problem : Imported(existing is null ? ImportState.Created : ImportState.Updated, saved.Value);
    }

    private static ImportedArticle Imported(ImportState state, ContentItem item) =>
        new(state, item.ContentItemId, item.Part("AutoroutePart").GetProperty("Path").GetString()!);
}
