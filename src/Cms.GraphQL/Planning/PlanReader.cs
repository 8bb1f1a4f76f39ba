using System.Text.Json;
using Cms.Content;
using Cms.GraphQL.Schemas;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace Cms.GraphQL.Planning;

/// <summary>Makes the plan of a document that is valid.</summary>
internal sealed class PlanReader
{
    // Fields of an interface are planned for each type that has it.
    private const int MaxFields = 5_000;

    private static readonly JsonSerializerOptions Options = ContentItemJson.Options;

    private readonly ISchema _schema;
    private readonly GraphQLDocument _document;
    private int _fields;

    private PlanReader(ISchema schema, GraphQLDocument document) => (_schema, _document) = (schema, document);

    /// <summary>The plan; null when the document asks for something that is not plain, has directives or several operations.</summary>
    public static AnswerPlan? Read(ISchema schema, GraphQLDocument document)
    {
        if (document.Definitions.OfType<GraphQLOperationDefinition>().ToList() is not [{ Operation: OperationType.Query } operation] || operation.Directives is { Count: > 0 })
            return null;

        var reader = new PlanReader(schema, document);
        var lists = new List<PlannedList>();
        foreach (var (name, fields) in reader.Collect(schema.Query, [operation.SelectionSet]) ?? [])
        {
            // Asked for twice, arguments and all, it would be one list; hardly anybody does.
            if (fields is not [{ SelectionSet: { } selected } ast] || schema.Query.GetField(ast.Name.Value) is not { } definition || definition.FindPlannedList() is not { } question
                || definition.ResolvedType is not ListGraphType { ResolvedType: IObjectGraphType type } || reader.Select(type, [selected]) is not { } items)
            {
                return null;
            }

            lists.Add(new PlannedList(Encode(name), definition, ast, question, items));
        }

        var variables = (operation.Variables?.Items ?? []).ConvertAll(variable => new PlannedVariable(variable.Variable.Name.StringValue, variable.Type.GraphTypeFromType(schema)!, variable));
        return lists.Count == 0 ? null : new AnswerPlan(operation, variables, lists);
    }

    private PlannedSelection? Select(IObjectGraphType type, IReadOnlyList<GraphQLSelectionSet> sets)
    {
        if (Collect(type, sets) is not { } collected)
            return null;

        var fields = new List<PlannedField>();
        foreach (var (name, asked) in collected)
        {
            if (++_fields > MaxFields || Field(type, name, asked) is not { } field)
                return null;

            fields.Add(field);
        }

        return new PlannedSelection(type, fields);
    }

    private PlannedField? Field(IObjectGraphType type, string name, List<GraphQLField> asked)
    {
        var ast = asked[0];
        if (ast.Name.Value == _schema.TypeNameMetaFieldType.Name)
            return new PlannedField(Encode(name), null, ast, null, null);

        // A field that some may not see is not plain, whoever asks.
        if (type.GetField(ast.Name.Value) is not { } definition || !definition.IsPlain() || definition.HasMetadata(nameof(Cms.Definitions.GuardedField)) || !HasNumbersOnly(ast))
            return null;

        var arguments = definition.Arguments is { Count: > 0 } known
            ? ExecutionHelper.GetArguments(known, ast.Arguments, Variables.None, _document, ast, null)
            : null;
        if (ast.SelectionSet is null)
            return new PlannedField(Encode(name), definition, ast, arguments, null);

        GraphQLSelectionSet[] sets = [.. asked.Select(one => one.SelectionSet!)];
        var selections = new Dictionary<IObjectGraphType, PlannedSelection>();
        foreach (var possible in Possible(definition.ResolvedType!))
        {
            if (Select(possible, sets) is not { } selection)
                return null;

            selections[possible] = selection;
        }

        return new PlannedField(Encode(name), definition, ast, arguments, selections);
    }

    /// <summary>The fields by their names in the answer, as section 6.3.2 of the specification collects them; null when there are directives.</summary>
    private Dictionary<string, List<GraphQLField>>? Collect(IObjectGraphType type, IReadOnlyList<GraphQLSelectionSet> sets)
    {
        var collected = new Dictionary<string, List<GraphQLField>>(StringComparer.Ordinal);
        var spread = new HashSet<string>(StringComparer.Ordinal);
        return sets.All(set => Add(set)) ? collected : null;

        bool Add(GraphQLSelectionSet set) => set.Selections.All(selection => selection is not IHasDirectivesNode { Directives.Count: > 0 } && selection switch
        {
            GraphQLField field => AddField(field),
            GraphQLInlineFragment inline => !Applies(inline.TypeCondition, type) || Add(inline.SelectionSet),
            GraphQLFragmentSpread named => !spread.Add(named.FragmentName.Name.StringValue) || AddFragment(_document.FindFragmentDefinition(named.FragmentName.Name.Value)),
            _ => false,
        });

        bool AddFragment(GraphQLFragmentDefinition? fragment) =>
            fragment is { Directives: null or { Count: 0 } } && (!Applies(fragment.TypeCondition, type) || Add(fragment.SelectionSet));

        bool AddField(GraphQLField field)
        {
            var name = (field.Alias?.Name ?? field.Name).StringValue;
            if (!collected.TryGetValue(name, out var fields))
                collected[name] = fields = [];
            fields.Add(field);
            return true;
        }
    }

    private static bool Applies(GraphQLTypeCondition? condition, IObjectGraphType type) =>
        condition is null || condition.Type.Name.Value == type.Name || type.ResolvedInterfaces.Any(one => condition.Type.Name.Value == one.Name);

    private static IEnumerable<IObjectGraphType> Possible(IGraphType type) => Named(type) switch
    {
        IObjectGraphType one => [one],
        IInterfaceGraphType many => many.PossibleTypes,
        _ => throw new NotSupportedException($"There is no plan for fields of {type}."),
    };

    private static IGraphType Named(IGraphType type) => type is IProvideResolvedType { ResolvedType: { } inner } ? Named(inner) : type;

    // Plain fields are asked for pages at most; what a variable says is not known yet.
    private static bool HasNumbersOnly(GraphQLField field) => field.Arguments?.Items.All(argument => argument.Value is GraphQLIntValue or GraphQLNullValue) != false;

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name, Options.Encoder);
}
