using System.Text.Json;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>
/// Terms of a taxonomy: <c>{"TaxonomyContentItemId":"...","TermContentItemIds":["..."],"TagNames":["..."]}</c>.
/// The ids count; the names are what they were when the item was saved.
/// </summary>
public sealed class TaxonomyField : FieldType
{
    private const string Section = "TaxonomyFieldSettings";

    public override string Name => "TaxonomyField";

    public override Shape Shape => new TermsShape("TaxonomyField");

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var terms = TextsOf(value, "TermContentItemIds");
        if (terms.Count == 0 && field.Required)
            yield return "is required";

        if (terms.Count > 1 && field.Settings.Flag(Section, "Unique"))
            yield return $"must have one term, not {terms.Count}";

        foreach (var id in terms.Where(id => !ContentId.IsValid(id)))
            yield return $"must name terms by id, and \"{id}\" is none ({ContentId.Form})";

        var taxonomy = TextOf(value, "TaxonomyContentItemId");
        if (taxonomy.Length > 0 && field.Settings.Text(Section, "TaxonomyContentItemId") is { Length: > 0 } own && taxonomy != own)
            yield return $"must take its terms from the taxonomy {own}, not {taxonomy}";
    }
}
