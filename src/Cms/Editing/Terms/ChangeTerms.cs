using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Taxonomies;
using Cms.Users;

namespace Cms.Editing.Terms;

/// <summary>What the verbs share that change terms: the taxonomy is opened for whoever may change it, and saved as visitors see it.</summary>
public sealed class ChangeTerms(ContentAccess access, ContentStore store, TenantDefinitions definitions, StoreVersion storeVersion)
{
    private const int MostUsesLookedAt = 10_000;

    /// <summary>
    /// The taxonomy. <see cref="ProblemKind.Conflict"/> when somebody changed it since, and when it has a draft, which is not to be published along; <see cref="ProblemKind.Forbidden"/> without the permissions to change and publish it.
    /// </summary>
    /// <param name="taxonomyContentItemId">The taxonomy.</param>
    /// <param name="basedOn">The id of the version that the caller saw; null for whichever there is.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<OpenedTaxonomy>> OpenAsync(string taxonomyContentItemId, string? basedOn, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(taxonomyContentItemId, cancel) is not { } taxonomy)
            return Problem.NotFound($"There is no taxonomy {taxonomyContentItemId}.");

        if ((await access.RefuseAsync(ContentAction.Edit, taxonomy, cancel) ?? await access.RefuseAsync(ContentAction.Publish, taxonomy, cancel)) is { } refused)
            return refused;

        if (basedOn is not null && basedOn != taxonomy.ContentItemVersionId)
            return Problem.Conflict($"\"{taxonomy.DisplayText}\" was changed by {(taxonomy.Author.Length > 0 ? taxonomy.Author : "somebody")} meanwhile; look at it again, then change it.");

        if (!taxonomy.Published)
            return Problem.Conflict($"The taxonomy \"{taxonomy.DisplayText}\" has an unpublished draft; publish or discard it before its terms are changed.");

        var known = await definitions.GetAsync(cancel);

        // As an editor would hand it in: without what the caller does not see, which stays.
        var parts = JsonNode.Parse((await access.FieldsAsync(cancel)).Visible(taxonomy).PartsJson)!.AsObject();
        if (known.FindType(taxonomy.ContentType)?.Parts.FirstOrDefault(part => part.PartName == "TaxonomyPart") is not { } attached
            || parts[attached.Name] is not JsonObject part || JsonText.Find(part, "TermContentType") is not { } termTypeName || known.FindType(termTypeName) is not { } termType)
        {
            return Problem.Invalid($"\"{taxonomy.DisplayText}\" ({taxonomyContentItemId}) is no taxonomy: it has no TaxonomyPart with the type of its terms.");
        }

        if (part[TaxonomyPart.Terms] is not JsonArray terms)
            part[TaxonomyPart.Terms] = terms = [];
        return new OpenedTaxonomy(taxonomy, parts, new TermTree(terms, termType.Name), termType, known);
    }

    /// <summary>Saves it as visitors see it; the new version.</summary>
    internal Task<Outcome<ContentItem>> SaveAsync(OpenedTaxonomy opened, Editor by, CancellationToken cancel) => storeVersion.RunAsync(DraftOf(opened), publish: true, by, cancel);

    /// <summary>What is handed in of it.</summary>
    internal static ContentDraft DraftOf(OpenedTaxonomy opened) => new()
    {
        ContentItemId = opened.Item.ContentItemId,
        ContentType = opened.Item.ContentType,
        Parts = opened.Parts,
        BasedOn = opened.Item.ContentItemVersionId,
        DisplayText = opened.Item.DisplayText,
    };

    /// <summary>Null when the term may get terms inside; else why not: items may have it in a field that takes only terms without any.</summary>
    internal async Task<Problem?> RefuseChildrenAsync(OpenedTaxonomy opened, JsonObject? parent, CancellationToken cancel)
    {
        if (parent is null || TermTree.ChildrenOf(parent).Count > 0)
            return null;

        var fields = opened.Known.Types.SelectMany(type => type.Parts).Select(part => part.PartName).Distinct().SelectMany(opened.Known.FieldsOf)
            .Where(field => TaxonomyTerms.TaxonomyOf(field) == opened.Item.ContentItemId && field.Settings.Flag("TaxonomyFieldSettings", "LeavesOnly"))
            .Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        if (fields.Count == 0)
            return null;

        var uses = await store.ListReferencesAsync(new ReferenceQuery { Kinds = [ReferenceKind.Term], Targets = [TermTree.IdOf(parent)], First = MostUsesLookedAt }, cancel);
        return uses.Any(use => fields.Contains(use.Reference.Path[(use.Reference.Path.LastIndexOf('.') + 1)..]))
            ? Problem.Conflict($"\"{TermTree.NameOf(parent)}\" is on items in a field that takes only keywords without others below them; give them another keyword first.")
            : null;
    }

    /// <summary>What is said of a term that is not there.</summary>
    internal static Problem Missing(string termContentItemId) => Problem.NotFound($"There is no keyword {termContentItemId} any more.");
}

/// <summary>A taxonomy that is being changed.</summary>
/// <param name="Item">Its version so far.</param>
/// <param name="Parts">Its parts, which are changed.</param>
/// <param name="Tree">The terms among them.</param>
/// <param name="TermType">The type of new terms.</param>
/// <param name="Known">The definitions.</param>
internal sealed record OpenedTaxonomy(ContentItem Item, JsonObject Parts, TermTree Tree, ContentType TermType, ContentDefinitions Known)
{
    /// <summary>True when its terms have a field for alternative names.</summary>
    public bool HasAlternativeNames => Known.FieldsOf(TermType.Name).Any(one => one.Name == Term.AlternativeNamesField);
}
