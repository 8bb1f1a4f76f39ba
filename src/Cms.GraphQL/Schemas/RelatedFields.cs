using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Resolving;
using Cms.Search;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The field of items with terms that gives items with the same terms.</summary>
internal sealed class RelatedFields(ContentDefinitions definitions, ItemTypes items)
{
    public const string Name = "related";

    private const int Most = 50;

    /// <summary>The field for items of this type; null when they have no terms of their own.</summary>
    public GraphField? Find(ContentType type)
    {
        (PartField Field, string Taxonomy)[] terms = [.. TermFields.Of(type, definitions)];
        return terms.Length == 0 ? null : Fields.Of(
            Name, "Published items that share terms with this one: rare terms weigh more, among equal items the newest comes first.", new NonNullGraphType(new ListGraphType(new NonNullGraphType(items.Interface))),
            context => Load(context, terms)).With(new QueryArgument<IntGraphType> { Name = "first", Description = $"How many; {Most} at most.", DefaultValue = 5 });
    }

    private object Load(IResolveFieldContext context, (PartField Field, string Taxonomy)[] terms)
    {
        var state = RequestState.Of(context);
        state.RequireMaySee(ContentStatus.Published);
        var first = Bounded.First(context, Most);

        // What items share tells of the fields that have the terms, so that whoever may not see one of them is told nothing by its taxonomy.
        string[] taxonomies = [.. terms.Where(one => WhereMembers.OfTerms(one.Field, definitions).Guarded.All(guarded => state.Fields.MaySee(guarded.Part, guarded.Field))).Select(one => one.Taxonomy).Distinct().Order(StringComparer.Ordinal)];
        if (context.Source is not ContentItem item || taxonomies.Length == 0)
            return Array.Empty<ContentItem>();

        return state.Batches.Load(
            (Name, first, string.Join('\n', taxonomies)),
            [item.ContentItemId],
            (ids, cancel) => state.Reads.Search.ListRelatedAsync(new RelatedQuery(ids, taxonomies, state.Visible(ContentStatus.Published, items.Names)) { First = first }, cancel),
            found =>
            {
                ContentItem[] related = [.. found[item.ContentItemId]];
                state.CountItems(related.Length);
                return related;
            });
    }
}
