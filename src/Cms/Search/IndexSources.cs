using Cms.Definitions;
using Cms.Fields;
using Cms.Linking;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>Says which types a change of definitions concerns, because <see cref="IndexRows"/> may find other rows in what their items have stored.</summary>
public static class IndexSources
{
    /// <summary>
    /// The types whose own parts and fields are read differently, and those whose bags take items of them, at any depth. In which taxonomies items
    /// of a type lie, only the taxonomies say.
    /// </summary>
    public static IReadOnlySet<string> ChangedTypes(ContentDefinitions before, ContentDefinitions after)
    {
        var types = before.Types.Concat(after.Types).Select(type => type.Name).Distinct().ToList();
        var changed = types.Where(type => !Of(type, before).SetEquals(Of(type, after))).ToHashSet(StringComparer.Ordinal);
        if (changed.Count == 0)
            return changed;

        // A bag in a bag is found in the next round.
        while (types.Find(type => !changed.Contains(type) && (Takes(before.FindType(type), changed) || Takes(after.FindType(type), changed))) is { } container)
            changed.Add(container);
        return changed;
    }

    /// <summary>The types whose items hold terms, before or after.</summary>
    public static IReadOnlySet<string> TaxonomyTypes(ContentDefinitions before, ContentDefinitions after) =>
        before.Types.Concat(after.Types).Where(type => type.Parts.Any(part => part.PartName == "TaxonomyPart")).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

    // Everything that IndexRows reads in items of the type, in no order: where something stands in a form alters nothing.
    private static HashSet<string> Of(string typeName, ContentDefinitions definitions)
    {
        if (definitions.FindType(typeName) is not { } type)
            return [];

        // In which list an item is, and terms inside a term, are read whatever parts the type has.
        var sources = new HashSet<string>(StringComparer.Ordinal) { "defined", type.IsHiddenFromGraphQL ? "not found by its title inside others" : "found by its title inside others" };
        foreach (var attached in MenuItemsListPart.PartsOf(type))
        {
            if (IsRead(attached.PartName))
                sources.Add($"{attached.Name} is {attached.PartName}{(ItemRoutes.Manages(attached) ? ", also inside others" : "")}{HtmlOf(PartTypes.Find(attached.PartName)?.Shape, attached.Settings)}");

            if (ItemTexts.AreIn(PartTypes.Find(attached.PartName)?.Shape) && ItemTexts.MayBeFound(type, attached))
                sources.Add($"{attached.Name} is found by its words");

            foreach (var field in definitions.FieldsOf(attached.PartName))
            {
                if (ItemTexts.AreIn(FieldTypes.Find(field.FieldName)?.Shape) && ItemTexts.MayBeFound(type, attached, field))
                    sources.Add($"{attached.Name}.{field.Name} is found by its words");
                if (FieldTypes.Find(field.FieldName)?.Shape is { } shape && References.AreIn(shape))
                    sources.Add($"{attached.Name}.{field.Name} is {shape}{(shape is TermsShape ? $" of {TaxonomyTerms.TaxonomyOf(field)}" : "")}{HtmlOf(shape, field.Settings)}");
            }
        }

        return sources;
    }

    // HTML in Markdown has links where it is HTML.
    private static string HtmlOf(Shape? shape, DefinitionSettings settings) => shape is FormattedTextShape { Format: TextFormat.Markdown } text && text.KeepsHtml(settings) ? ", with HTML" : "";

    private static bool IsRead(string partName) => PartTypes.Find(partName) is { } part && (part is ScheduledPart || part.Shape switch
    {
        PathShape or ContainedItemsShape => true,
        MembersShape members => members.Members.Any(member => member.Column is not null),
        var shape => References.AreIn(shape),
    });

    private static bool Takes(ContentType? type, IReadOnlySet<string> types) =>
        type?.Parts.Any(part => part.PartName is "BagPart" or "MenuItemsListPart" && (BagPart.AllowedTypes(part) is var allowed && (allowed.Count == 0 || allowed.Any(types.Contains)))) == true;
}
