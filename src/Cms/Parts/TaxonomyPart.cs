using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// The terms of a taxonomy, kept inside it: <c>{"TermContentType":"Keyword","Terms":[...]}</c>. A term's own terms stand in its member
/// <c>Terms</c>, as in Orchard Core.
/// </summary>
public sealed class TaxonomyPart : PartType
{
    /// <summary>The member under which the terms stand, in the part and in each term.</summary>
    public const string Terms = "Terms";

    public override string Name => "TaxonomyPart";

    public override Shape Shape => new ContainedItemsShape("TaxonomyPart", Terms)
    {
        Beside = [new("TermContentType", ScalarKind.Text)],
    };

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        if (part.ValueKind != JsonValueKind.Object)
            yield break;

        if (!part.TryGetProperty("TermContentType", out var termType) || termType.ValueKind != JsonValueKind.String || termType.GetString()!.Length == 0)
            yield return new Complaint("TermContentType", "is required: the content type of the terms");

        if (!part.TryGetProperty(Terms, out var terms) || terms.ValueKind == JsonValueKind.Null)
            yield break;

        if (terms.ValueKind != JsonValueKind.Array)
        {
            yield return new Complaint(Terms, "must be a list of terms");
            yield break;
        }

        foreach (var (index, term) in terms.EnumerateArray().Index())
        {
            if (term.ValueKind != JsonValueKind.Object)
                yield return new Complaint($"[{index}]", "must be a term");
        }
    }
}
