using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Editing;

/// <summary>
/// A picker names items of the types that its settings offer: <c>DisplayedContentTypes</c> and those of the <c>DisplayedStereotypes</c>. As in
/// Orchard Core, it may name any with <c>DisplayAllContentTypes</c>. An item that is not there (yet) is a dead reference, no wrong one.
/// </summary>
public sealed class PickedItemsFit(ContentStore store) : ContentRule
{
    private const string Section = "ContentPickerFieldSettings";

    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var complaints = new List<Complaint>();
        foreach (var part in PlacedParts.In(item, definitions))
        {
            foreach (var field in definitions.FieldsOf(part.Attached.PartName))
            {
                if (FieldTypes.Find(field.FieldName)?.Shape is not ReferencesShape shape || OfferedTypes(field, definitions) is not { } offered)
                    continue;

                foreach (var id in JsonText.List(part.Find(field), shape.Member))
                {
                    if (await store.FindLatestAsync(id, cancel) is { } picked && !offered.Contains(picked.ContentType))
                        complaints.Add(new Complaint(part.PlaceOf(field), $"must name items of type {string.Join(" or ", offered)}, and \"{picked.DisplayText}\" ({id}) is of type {picked.ContentType}"));
                }
            }
        }

        return complaints;
    }

    /// <summary>The names of the types that the picker offers; null when any may be named.</summary>
    internal static List<string>? OfferedTypes(PartField field, ContentDefinitions definitions)
    {
        if (field.FieldName != "ContentPickerField" || field.Settings.Flag(Section, "DisplayAllContentTypes"))
            return null;

        var stereotypes = field.Settings.Texts(Section, "DisplayedStereotypes");
        var offered = definitions.Types.Where(type => type.Stereotype is { Length: > 0 } own && stereotypes.Contains(own)).Select(type => type.Name)
            .Union(field.Settings.Texts(Section, "DisplayedContentTypes")).ToList();
        return offered.Count > 0 ? offered : null;
    }
}
