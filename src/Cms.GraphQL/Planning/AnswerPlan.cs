using System.Text.Json;
using Cms.Content;
using Cms.GraphQL.Schemas;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Planning;

/// <summary>
/// How a document that asks for lists of plain content is answered without GraphQL.NET's execution: each version is written as JSON at once, or was before and is given again. GraphQL.NET
/// has read and validated the document; what the plan cannot do, and every error, is left to it.
/// </summary>
/// <param name="Operation">The document's only operation.</param>
/// <param name="Variables">Its variables.</param>
/// <param name="Lists">The lists that it asks for.</param>
internal sealed record AnswerPlan(GraphQLOperationDefinition Operation, IReadOnlyList<PlannedVariable> Variables, IReadOnlyList<PlannedList> Lists)
{
    /// <summary>False when an item turned out to be such that it is better left to GraphQL.NET, as one with links whose targets are looked up for all items at once.</summary>
    public bool IsWorthTrying { get; private set; } = true;

    /// <summary>True when variables say how long lists may be.</summary>
    public bool HasVariableSizes => Lists.Any(list => list.Ast.Arguments?.Items.Any(argument => argument.Name.Value == "first" && argument.Value is GraphQLVariable) == true);

    /// <summary>Notes that an item could not be written.</summary>
    public void Fail() => IsWorthTrying = false;
}

/// <summary>A list at the root of a document.</summary>
/// <param name="Name">Its name in the answer.</param>
/// <param name="Definition">Its field.</param>
/// <param name="Ast">The field as it is written.</param>
/// <param name="Question">Reads the question from the arguments. Throws the error that the list's own resolver would.</param>
/// <param name="Items">What is asked of its items.</param>
internal sealed record PlannedList(
    JsonEncodedText Name, GraphField Definition, GraphQLField Ast, Func<IResolveFieldContext, ValueTask<ContentQuery>> Question, PlannedSelection Items);

/// <summary>What is asked of an object, in the order of the answer.</summary>
/// <param name="Type">The object's type.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record PlannedSelection(IObjectGraphType Type, IReadOnlyList<PlannedField> Fields);

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name in the answer.</param>
/// <param name="Definition">The field; null for <c>__typename</c>.</param>
/// <param name="Ast">The field as it is written.</param>
/// <param name="Arguments">Its arguments, which no variable changes.</param>
/// <param name="Selections">What is asked of its value, by the type that it has; null for a value without fields.</param>
internal sealed record PlannedField(
    JsonEncodedText Name, GraphField? Definition, GraphQLField Ast, IDictionary<string, ArgumentValue>? Arguments, IReadOnlyDictionary<IObjectGraphType, PlannedSelection>? Selections);

/// <summary>A variable of the operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Ast">The variable as it is declared.</param>
internal sealed record PlannedVariable(string Name, IGraphType Type, GraphQLVariableDefinition Ast);
