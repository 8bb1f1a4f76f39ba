using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Resolving;
using Cms.Search;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The field of the root that finds items by their words.</summary>
internal sealed class SearchFields(ContentDefinitions definitions, ItemTypes items, ConnectionTypes connections, FacetFields facets)
{
    private const int MostPieces = 10, MostSuggestions = 5;

    public GraphField Search(IGraphType status) => Fields.Of(
        "search", "Items that have all words of a term, the best hits first: a word in the title weighs more than one in a text.", Connection(),
        async context => await SearchConnection.ReadAsync(context, QueryOf(context))).With(
            new QueryArgument<NonNullGraphType<StringGraphType>>
            {
                Name = "term",
                Description = "Words, all of which must be there; letter case and accents do not count, and three letters or more also find longer words. In quotation marks: words that stand side by side.",
            },
            new QueryArgument<ListGraphType<NonNullGraphType<StringGraphType>>> { Name = "types", Description = "Only items of these content types, by name; all that the caller may see when missing." },
            new QueryArgument<IntGraphType> { Name = "first", Description = "How many; a limit of the site applies when missing." },
            new QueryArgument<StringGraphType> { Name = "after", Description = "Only what comes after this cursor of a search for the same term." },
            Fields.Status(status));

    private ObjectGraphType Connection()
    {
        var type = connections.Of(SchemaNames.Search, items.Interface);
        type.Description = "A page of what a search finds.";
        type.AddField(Fields.Of(
            "suggestions", "Terms that find something, for words of the term that find nothing: what may have been meant.", typeof(NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>),
            async context =>
            {
                var found = (SearchConnection)context.Source!;
                var terms = await new Suggestions(RequestState.Of(context).Reads.Search).ListAsync(found.Query, Bounded.First(context, MostSuggestions), context.CancellationToken);
                return terms.Select(term => term.ToString()).ToArray();
            }).With(new QueryArgument<IntGraphType> { Name = "first", Description = $"How many; {MostSuggestions} at most.", DefaultValue = 3 }));
        type.AddField(facets.OfSearch([.. definitions.Types.Where(type => type.HasList)]));

        var edge = connections.EdgeOf(SchemaNames.Search);
        edge.Description = "An item that is found.";
        edge.AddField(Fields.Of("score", "How good a hit it is: more is better, to be compared within this answer only.", typeof(NonNullGraphType<FloatGraphType>), context => Found(context).RankOf(EdgeOf(context).Index)));
        edge.AddField(Fields.Of(
            "title", "The item's title as safe HTML: encoded text, with <mark> around the words found.", typeof(NonNullGraphType<StringGraphType>),
            context => Excerpts.Mark(ItemOf(context).DisplayText, Found(context).Query.Term)));
        edge.AddField(Fields.Of(
            "highlights", "Pieces of the item's texts around the words found, as safe HTML: encoded text, with <mark> around the words.", typeof(NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>),
            context => Excerpts.Of(ItemTexts.In(ItemOf(context), definitions), Found(context).Query.Term, Bounded.First(context, MostPieces)).ToArray())
            .With(new QueryArgument<IntGraphType> { Name = "first", Description = $"How many; {MostPieces} at most.", DefaultValue = 3 }));
        return type;
    }

    private SearchQuery QueryOf(IResolveFieldContext context)
    {
        var state = RequestState.Of(context);
        var status = context.GetArgument<ContentStatus>("status");
        state.RequireMaySee(status);
        var asked = context.GetArgument<string[]?>("types")?.Select(NameNow).ToArray();
        foreach (var type in asked ?? [])
        {
            if (definitions.FindType(type) is not { } known || !items.Shows(type) || !known.HasList)
                throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, $"types must be names of content types that have a list, such as those of contentTypes, not \"{type}\".");

            state.RequireMaySee(status, type);
        }

        var term = SearchTerm.Read(context.GetArgument<string>("term"));
        return term.Problem is { } problem
            ? throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, $"term {problem.Message}.")
            : new SearchQuery(term.Value, state.Visible(status, asked ?? items.Names.Where(name => definitions.FindType(name) is { HasList: true }))) { Status = status };
    }

    // What was renamed is asked for by its former name, too, as where the document names its type.
    private string NameNow(string type) => definitions.FindType(type) is null && definitions.Types.FirstOrDefault(known => known.FormerGraphQLNames.Contains(type)) is { } renamed ? renamed.Name : type;

    private static Edge EdgeOf(IResolveFieldContext context) => (Edge)context.Source!;

    private static SearchConnection Found(IResolveFieldContext context) => (SearchConnection)EdgeOf(context).Connection;

    private static ContentItem ItemOf(IResolveFieldContext context) => (ContentItem)Found(context).Items[EdgeOf(context).Index];
}
