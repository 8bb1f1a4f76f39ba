using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Resolving;
using Cms.Search;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The field of connections that counts how many items of the whole list have each term, type or value.</summary>
internal sealed class FacetFields
{
    private const string ContentType = "contentType", By = "by";
    private const int MostValues = 100;

    private readonly ContentDefinitions _definitions;
    private readonly ObjectGraphType _facet = new() { Name = SchemaNames.Facet, Description = "What the items of a list are counted by, with the counts." };

    public FacetFields(ContentDefinitions definitions)
    {
        _definitions = definitions;
        var value = new ObjectGraphType { Name = SchemaNames.FacetValue, Description = "How many items have a value." };
        value.AddField(Fields.Of("value", "The value: a term's id, the name of a type, a text, true or false.", typeof(NonNullGraphType<StringGraphType>), context => ((LabeledCount)context.Source!).Value));
        value.AddField(Fields.Of("label", "What people call it; null for a term that no longer exists.", typeof(StringGraphType), context => ((LabeledCount)context.Source!).Label));
        value.AddField(Fields.Of("count", "How many items of the whole list have it.", typeof(NonNullGraphType<IntGraphType>), context => ((LabeledCount)context.Source!).Count));
        _facet.AddField(Fields.Of("name", "What is counted by.", typeof(NonNullGraphType<StringGraphType>), context => ((Counts)context.Source!).Name));
        _facet.AddField(Fields.Of("values", "The values that items have, the most frequent first.", new NonNullGraphType(new ListGraphType(new NonNullGraphType(value))), context => ((Counts)context.Source!).Values));
    }

    /// <summary>The counts of a list of this type: by its terms and its fields that are marked as indexed.</summary>
    public GraphField OfList(ContentType type)
    {
        var indexed = IndexedFields.Of(_definitions).Where(field => field.ContentType == type.Name && field.Kind is FieldValueKind.Text or FieldValueKind.Boolean)
            .Select(field => new Choice(NameOf(type, field), new FieldFacet(field)) { Guarded = GuardsOf(field), FormerNames = FormerNamesOf(field) });
        Choice[] choices = [.. TermsOf([type]).Concat(indexed).DistinctBy(choice => choice.Name)];
        return Of(choices, (facet, source) => new FacetQuery(facet) { List = ((ListConnection)source).List });
    }

    /// <summary>The counts of what is found: by content type and by terms.</summary>
    public GraphField OfSearch(IReadOnlyList<ContentType> types)
    {
        Choice[] choices = [new(ContentType, new TypeFacet()), .. TermsOf(types).DistinctBy(choice => choice.Name)];
        return Of(choices, (facet, source) => new FacetQuery(facet) { Search = ((SearchConnection)source).Query with { After = null } });
    }

    private GraphField Of(Choice[] choices, Func<Facet, object, FacetQuery> question) => Fields.Of(
        "facets", "How many items of the whole list there are of each kind, counted only when asked.", new NonNullGraphType(new ListGraphType(new NonNullGraphType(_facet))), async context =>
        {
            var state = RequestState.Of(context);
            var counts = new List<Counts>();
            var first = Bounded.First(context, MostValues);
            foreach (var choice in Chosen(context, choices))
            {
                var values = await state.Reads.CountValuesAsync(question(choice.Facet, context.Source!) with { First = first }, context.CancellationToken);
                counts.Add(new Counts(choice.Name, await LabelAsync(state, choice.Facet, values, context.CancellationToken)));
            }

            return counts;
        }).With(
            new QueryArgument<ListGraphType<NonNullGraphType<StringGraphType>>> { Name = By, Description = $"What to count by: {Listed(choices.Where(choice => choice.Guarded.Length == 0))}. All when missing." },
            new QueryArgument<IntGraphType> { Name = "first", Description = $"How many values of each; {MostValues} at most.", DefaultValue = 20 });

    // Fields that the caller may not see are refused where they are asked for, and named nowhere else.
    private static IEnumerable<Choice> Chosen(IResolveFieldContext context, Choice[] choices)
    {
        var fields = RequestState.Of(context).Fields;
        if (context.GetArgument<string[]?>(By) is not { } names)
            return choices.Where(choice => Refuse(choice) is null);

        return names.Distinct().Select(name =>
        {
            var choice = choices.FirstOrDefault(choice => choice.Name == name) ?? (choices.FirstOrDefault(choice => choice.FormerNames.Contains(name)) is { } renamed ? renamed with { Name = name } : null)
                ?? throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, $"by must be what these items are counted by, not \"{name}\"; known are {Listed(choices.Where(choice => Refuse(choice) is null))}.");
            return Refuse(choice) is { } refused ? throw GraphQLErrors.Of(GraphQLErrorCode.Forbidden, refused.Message) : choice;
        }).ToList();

        Problem? Refuse(Choice choice) => choice.Guarded.Select(fields.RefuseAsking).FirstOrDefault(refused => refused is not null);
    }

    private async ValueTask<LabeledCount[]> LabelAsync(RequestState state, Facet facet, IReadOnlyList<ValueCount> values, CancellationToken cancel)
    {
        var terms = facet is TermFacet of ? await state.Reads.TermsOfAsync(of.TaxonomyContentItemId, cancel) : null;
        return [.. values.Select(value => new LabeledCount(value.Value, facet switch
        {
            TermFacet => terms!.GetValueOrDefault(value.Value)?.DisplayText,
            TypeFacet => _definitions.FindType(value.Value)?.DisplayName,
            _ => value.Value,
        }, value.Count))];
    }

    private IEnumerable<Choice> TermsOf(IEnumerable<ContentType> types) =>
        from type in types
        from terms in TermFields.Of(type, _definitions)
        select new Choice(SchemaNames.FieldName(terms.Field.Name), new TermFacet(terms.TaxonomyContentItemId))
        {
            Guarded = [.. WhereMembers.OfTerms(terms.Field, _definitions).Guarded.Where(guarded => guarded.View)],
            FormerNames = [.. terms.Field.FormerGraphQLNames.Select(SchemaNames.FieldName)],
        };

    // As in where and orderBy: a field of a part that is not the type's own stands inside the part's name.
    private static string NameOf(ContentType type, FieldPath field) => NameOf(type, field, field.Part, field.Field);

    private static string NameOf(ContentType type, FieldPath field, string part, string name) => field.Part == type.Name || type.FindPart(field.Part)?.CollapsesInGraphQL == true
        ? SchemaNames.FieldName(name)
        : $"{SchemaNames.PartFieldName(part)}.{SchemaNames.FieldName(name)}";

    private string[] FormerNamesOf(FieldPath path)
    {
        var type = _definitions.FindType(path.ContentType)!;
        var attached = type.FindPart(path.Part)!;
        var names = from part in attached.FormerGraphQLNames.Prepend(attached.Name)
                    from field in _definitions.FieldsOf(attached.PartName)
                    where field.Name == path.Field
                    from name in field.FormerGraphQLNames.Prepend(field.Name)
                    select NameOf(type, path, part, name);
        return [.. names.Distinct().Skip(1)];
    }

    private GuardedField[] GuardsOf(FieldPath path) =>
        [.. _definitions.GuardsOf(_definitions.FindType(path.ContentType)?.FindPart(path.Part)?.PartName, path.Field).Where(guarded => guarded.View)];

    private static string Listed(IEnumerable<Choice> choices) => string.Join(", ", choices.Select(choice => choice.Name)) is { Length: > 0 } names ? names : "none";

    private sealed record Choice(string Name, Facet Facet)
    {
        public GuardedField[] Guarded { get; init; } = [];

        public string[] FormerNames { get; init; } = [];
    }

    private sealed record Counts(string Name, IReadOnlyList<LabeledCount> Values);

    private sealed record LabeledCount(string Value, string? Label, int Count);
}
