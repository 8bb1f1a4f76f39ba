using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Editing;

/// <summary>Finds terms of a taxonomy by their exact names or alternative names and makes those that are missing.</summary>
public sealed class AddTerms(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, Publish publish)
{
    /// <summary>
    /// The ids of the terms in the order of the names. A name that no term has may be an alternative name of one, in a field
    /// <c>AlternativeNames</c> of the term's own part. Nothing is saved when all of them exist.
    /// </summary>
    /// <param name="taxonomyContentItemId">The taxonomy.</param>
    /// <param name="names">The names; the same one may come twice.</param>
    /// <param name="by">Who makes the missing ones.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="isClosed">Refuse names that no term has instead of making terms.</param>
    public async Task<Outcome<IReadOnlyList<string>>> RunAsync(
        string taxonomyContentItemId, IReadOnlyList<string> names, Editor by, CancellationToken cancel, bool isClosed = false)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(taxonomyContentItemId, cancel) is not { } taxonomy)
            return Problem.NotFound($"There is no taxonomy {taxonomyContentItemId}.");

        var known = await definitions.GetAsync(cancel);
        var existing = TaxonomyTerms.TermsIn(taxonomy, known).Values;
        var ids = existing
            .GroupBy(term => term.DisplayText, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().ContentItemId, StringComparer.Ordinal);
        foreach (var term in existing)
        {
            foreach (var name in term.AlternativeNames)
                ids.TryAdd(name, term.ContentItemId);
        }

        var missing = names.Where(name => !ids.ContainsKey(name)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0 && isClosed)
            return Problem.Invalid($"The taxonomy \"{taxonomy.DisplayText}\" has no term {string.Join(", ", missing.Select(name => $"\"{name}\""))}, and the field takes none that are not there yet (its setting Open is false).");

        if (missing.Count > 0)
        {
            // Publishing the taxonomy for a new term would publish an editor's half-finished work along with it.
            if (!taxonomy.Published)
                return Problem.Conflict($"The taxonomy \"{taxonomy.DisplayText}\" has an unpublished draft; publish or discard it before terms are added.");

            // As an editor would hand it in: without what the caller does not see, which stays.
            var parts = JsonNode.Parse((await access.FieldsAsync(cancel)).Visible(taxonomy).PartsJson)!.AsObject();
            if (known.FindType(taxonomy.ContentType)?.Parts.FirstOrDefault(part => part.PartName == "TaxonomyPart") is not { } attached
                || parts[attached.Name] is not JsonObject part || JsonText.Find(part, "TermContentType") is not { } termType)
            {
                return Problem.Invalid($"\"{taxonomy.DisplayText}\" ({taxonomyContentItemId}) is no taxonomy: it has no TaxonomyPart with a TermContentType.");
            }

            if (part[TaxonomyPart.Terms] is not JsonArray terms)
                part[TaxonomyPart.Terms] = terms = [];
            foreach (var name in missing)
            {
                ids[name] = ContentId.New();
                terms.Add(new JsonObject
                {
                    ["ContentItemId"] = ids[name],
                    ["ContentType"] = termType,
                    ["DisplayText"] = name,
                    ["TitlePart"] = new JsonObject { ["Title"] = name },
                });
            }

            var saved = await publish.RunAsync(
                new ContentDraft
                {
                    ContentItemId = taxonomy.ContentItemId,
                    ContentType = taxonomy.ContentType,
                    Parts = parts,
                    BasedOn = taxonomy.ContentItemVersionId,
                    DisplayText = taxonomy.DisplayText,
                },
                by,
                cancel);
            if (saved.Problem is { } problem)
                return problem;
        }

        await transaction.CommitAsync(cancel);
        return names.Select(name => ids[name]).ToList();
    }
}
