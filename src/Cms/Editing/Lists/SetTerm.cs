using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Taxonomies;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>What became of an item that was to get or lose a term.</summary>
/// <param name="Item">Its latest version.</param>
/// <param name="IsChanged">False when it stood so before.</param>
public sealed record SetTermResult(ContentItem Item, bool IsChanged);

/// <summary>Gives an item a term of a taxonomy, or takes it away.</summary>
public sealed class SetTerm(ContentAccess access, CurrentCaller current, TenantWork work, ContentStore store, TenantDefinitions definitions, StoreVersion storeVersion)
{
    /// <summary>
    /// The latest version afterwards, a new one unless the item stood so before. What visitors see as it is they see with the change at once, where the caller may publish it; over everything else the
    /// change is a draft. <see cref="ProblemKind.Invalid"/> for a type without a field for the taxonomy, and <see cref="ProblemKind.NotFound"/> for a term to give that is not there.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="term">The term.</param>
    /// <param name="isGiven">True gives it, false takes it away.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<SetTermResult>> RunAsync(string contentItemId, TermUse term, bool isGiven, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        var known = await definitions.GetAsync(cancel);
        var fields = FieldsFor(term, latest, known);
        if (fields.Count == 0)
            return Problem.Invalid($"Items of type {latest.ContentType} have no field for keywords of this kind, so \"{latest.DisplayText}\" cannot have it.");

        var taxonomy = await store.FindPublishedAsync(term.TaxonomyContentItemId, cancel);
        var names = taxonomy is null ? new Dictionary<string, Term>() : TaxonomyTerms.TermsIn(taxonomy, known);
        if (isGiven && !names.ContainsKey(term.TermContentItemId))
            return Problem.NotFound($"There is no keyword {term.TermContentItemId} any more.");

        // As an editor would hand it in: without what the caller does not see, which stays.
        var parts = JsonNode.Parse((await access.FieldsAsync(cancel)).Visible(latest).PartsJson)!.AsObject();
        var isChanged = false;
        foreach (var (part, field) in isGiven ? fields.Take(1) : fields)
            isChanged |= Change(parts, part, field, term, isGiven, names);
        if (!isChanged)
            return new SetTermResult(latest, IsChanged: false);

        var draft = new ContentDraft
        {
            ContentItemId = contentItemId,
            ContentType = latest.ContentType,
            Parts = parts,
            BasedOn = latest.ContentItemVersionId,
            DisplayText = latest.DisplayText,
        };
        var publish = latest.Published && current.Caller.May(ContentAction.Publish, latest.ContentType, latest.Owner);
        var saved = await storeVersion.RunAsync(draft, publish, by, cancel, evenWithoutDrafts: !latest.Published);
        if (saved.Problem is { } problem)
            return problem;

        await transaction.CommitAsync(cancel);
        return new SetTermResult(saved.Value, IsChanged: true);
    }

    private static List<(string Part, string Field)> FieldsFor(TermUse term, ContentItem item, ContentDefinitions known) =>
    [
        .. from attached in known.FindType(item.ContentType)?.Parts ?? []
           from field in known.FieldsOf(attached.PartName)
           where field.FieldName == "TaxonomyField" && TaxonomyTerms.TaxonomyOf(field) == term.TaxonomyContentItemId
           select (attached.Name, field.Name),
    ];

    private static bool Change(JsonObject parts, string partName, string fieldName, TermUse term, bool isGiven, IReadOnlyDictionary<string, Term> names)
    {
        var field = JsonText.ObjectIn(JsonText.ObjectIn(parts, partName), fieldName);
        var ids = JsonText.List(System.Text.Json.JsonSerializer.SerializeToElement(field), "TermContentItemIds").ToList();
        if (ids.Contains(term.TermContentItemId) == isGiven)
            return false;

        if (isGiven)
            ids.Add(term.TermContentItemId);
        else
            ids.RemoveAll(id => id == term.TermContentItemId);
        field["TaxonomyContentItemId"] = term.TaxonomyContentItemId;
        field["TermContentItemIds"] = JsonText.Array(ids);
        field["TagNames"] = JsonText.Array(ids.Select(id => names.TryGetValue(id, out var name) ? name.DisplayText : ""));
        return true;
    }
}
