using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Editing;

/// <summary>A field whose settings say <c>LeavesOnly</c> names only terms that have no terms inside.</summary>
public sealed class TermsAreLeaves(ContentStore store) : ContentRule
{
    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var complaints = new List<Complaint>();
        foreach (var part in PlacedParts.In(item, definitions))
        {
            foreach (var field in definitions.FieldsOf(part.Attached.PartName).Where(field => field.Settings.Flag("TaxonomyFieldSettings", "LeavesOnly")))
            {
                foreach (var uses in TaxonomyTerms.UsesIn(part.Find(field), field).GroupBy(use => use.TaxonomyContentItemId))
                {
                    if (await store.FindLatestAsync(uses.Key, cancel) is not { } taxonomy)
                        continue;

                    var terms = TaxonomyTerms.TermsIn(taxonomy, definitions);
                    complaints.AddRange(
                        from use in uses
                        where terms.TryGetValue(use.TermContentItemId, out var term) && HasTerms(term.Json)
                        select new Complaint(part.PlaceOf(field), $"must name terms without terms inside, and \"{terms[use.TermContentItemId].DisplayText}\" has some"));
                }
            }
        }

        return complaints;
    }

    private static bool HasTerms(JsonElement term) => JsonText.Member(term, TaxonomyPart.Terms) is { ValueKind: JsonValueKind.Array } inside && inside.GetArrayLength() > 0;
}
