using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>Works out by which paths and terms a version is found.</summary>
public static class IndexRows
{
    /// <summary>The version with its rows. Pure: the same version and definitions give the same rows.</summary>
    public static IndexedVersion Of(ContentItem item, ContentDefinitions definitions)
    {
        var routes = new List<Route>();
        var terms = new HashSet<TermUse>();
        if (definitions.FindType(item.ContentType) is { } type)
            Collect(item, type, item.Parts, contained: null, definitions, routes, terms);
        return new IndexedVersion(item, routes, [.. terms]) { PartValues = PartValues.In(item, definitions), Due = [.. DueIn(item, definitions)] };
    }

    private static IEnumerable<Due> DueIn(ContentItem item, ContentDefinitions definitions) =>
        from attached in definitions.FindType(item.ContentType)?.Parts ?? []
        let part = PartTypes.Find(attached.PartName) as ScheduledPart
        where part is not null
        let due = part.FindDue(item.Part(attached.Name))
        where due is not null
        select due;

    private static void Collect(
        ContentItem top, ContentType type, JsonElement parts, ContainedItem? contained, ContentDefinitions definitions, List<Route> routes, HashSet<TermUse> terms)
    {
        foreach (var attached in type.Parts)
        {
            if (!parts.TryGetProperty(attached.Name, out var part) || part.ValueKind != JsonValueKind.Object)
                continue;

            // Items inside a bag are no pages of their own; terms are.
            if (PartTypes.Find(attached.PartName)?.Shape is PathShape path
                && (contained is null || contained.Attached.PartName == "TaxonomyPart")
                && part.TryGetProperty(path.Member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } address)
            {
                routes.Add(new Route(address, top.ContentItemId, contained?.ContentItemId));
            }

            foreach (var field in definitions.FieldsOf(attached.PartName))
            {
                if (FieldTypes.Find(field.FieldName)?.Shape is TermsShape && part.TryGetProperty(field.Name, out var json))
                    terms.UnionWith(TaxonomyTerms.UsesIn(json, field));
            }
        }

        foreach (var inside in ContainedItems.Of(type, parts))
        {
            if (definitions.FindType(inside.ContentType) is { } insideType)
                Collect(top, insideType, inside.Json, inside, definitions, routes, terms);
        }
    }
}
