using System.Text.Json;
using Cms.Content;
using Cms.GraphQL.Documents;
using Cms.GraphQL.Http;
using Cms.GraphQL.Keeping;
using Cms.GraphQL.Resolving;
using Cms.GraphQL.Schemas;
using Cms.Taxonomies;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Cms.GraphQL.Planning;

/// <summary>An answer that is made by a plan: of pieces that are kept for versions of items, and of those that are written now.</summary>
/// <param name="schema">The schema.</param>
/// <param name="document">The document.</param>
/// <param name="plan">Its plan.</param>
/// <param name="terms">The terms of this moment.</param>
/// <param name="begin">Makes what resolvers share, with the tags that they note.</param>
internal sealed class PlannedAnswer(TenantSchema schema, GraphQLDocument document, AnswerPlan plan, TaxonomyTerms terms, Func<AnswerTags, RequestState> begin)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = ContentItemJson.Options.Encoder, SkipValidation = true };

    private readonly AnswerTags _tags = new();

    /// <summary>The answer; null when it is to be given by GraphQL.NET, as every error is.</summary>
    public async Task<GraphQLAnswer?> FindAsync(Inputs inputs, CancellationToken cancel)
    {
        try
        {
            var state = begin(_tags);
            if (await VariablesAsync(inputs, state, cancel) is not { } variables)
                return null;

            using var buffer = new AnswerBuffer(state.Limits.MaxAnswerBytes);
            var lists = plan.Lists.Count == 1
                ? [await ReadAsync(plan.Lists[0], state, variables, cancel)]
                : await Task.WhenAll(plan.Lists.Select(list => ReadAsync(list, state, variables, cancel)));
            buffer.Write("{\"data\":{"u8);
            for (var index = 0; index < lists.Length; index++)
            {
                if (lists[index] is not { } pieces)
                    return null;

                Write(buffer, plan.Lists[index].Name, pieces, isFirst: index == 0);
            }

            buffer.Write("}}"u8);
            return buffer.IsTooLong ? null : new GraphQLAnswer(buffer.Written.ToArray()) { Tags = _tags };
        }
        catch (ExecutionError)
        {
            // GraphQL.NET meets the same error, and says where in the document it is.
            return null;
        }
    }

    /// <summary>The values of the variables (section 6.1.2 of the specification); null when GraphQL.NET refuses one.</summary>
    private async ValueTask<Variables?> VariablesAsync(Inputs inputs, RequestState state, CancellationToken cancel)
    {
        if (plan.Variables.Count == 0)
            return Variables.None;

        // GraphQL.NET looks through the whole document first for those that are used, which takes longer than anything else here; all are in a valid one.
        if (plan.Variables.All(variable => Named(variable.Type) is ScalarGraphType))
            return Scalars(inputs);

        var context = new ValidationContext
        {
            Schema = schema.Schema,
            Document = document,
            Operation = plan.Operation,
            Variables = inputs,
            UserContext = state,
            CancellationToken = cancel,
        };
        var (variables, errors) = await context.GetVariablesValuesAsync(null!);
        return errors is { Count: > 0 } ? null : variables;
    }

    private Variables Scalars(Inputs inputs)
    {
        var variables = new Variables();
        foreach (var (name, type, ast) in plan.Variables)
        {
            var variable = new Variable(name, ast);
            if (inputs.TryGetValue(name, out var given))
                variable.Value = Scalar(name, type, given);
            else if (ast.DefaultValue is { } standard)
                (variable.Value, variable.IsDefault) = (ExecutionHelper.CoerceValue(type, standard).Value, true);
            else if (type is NonNullGraphType)
                throw Missing(name);
            variables.Add(variable);
        }

        return variables;
    }

    private static object? Scalar(string name, IGraphType type, object? given)
    {
        if (given is null)
            return type is NonNullGraphType ? throw Missing(name) : null;

        try
        {
            return ((ScalarGraphType)Named(type)).ParseValue(given) ?? throw Missing(name);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw Missing(name);
        }
    }

    private static ExecutionError Missing(string name) => GraphQLErrors.Of(GraphQLErrorCode.BadRequest, $"The variable {name} has no value.");

    private static IGraphType Named(IGraphType type) => type is NonNullGraphType { ResolvedType: { } inner } ? inner : type;

    /// <summary>The pieces of a list's items; null when one of them cannot be written so.</summary>
    private async Task<Piece[]?> ReadAsync(PlannedList list, RequestState state, Variables variables, CancellationToken cancel)
    {
        var question = await list.Question(new ResolveFieldContext
        {
            Schema = schema.Schema,
            Document = document,
            Operation = plan.Operation,
            FieldAst = list.Ast,
            FieldDefinition = list.Definition,
            ParentType = schema.Schema.Query,
            Arguments = ExecutionHelper.GetArguments(list.Definition.Arguments, list.Ast.Arguments, variables, document, list.Ast, null),
            Variables = variables,
            UserContext = state,
            CancellationToken = cancel,
        });

        // What is kept is not read; what is not is written when the database is done with the list.
        var found = await state.Reads.ListAsync<object>(question, version => schema.Pieces.Find(new PieceKey(list.Items, version, state.PathBase), terms), item => item, cancel);
        state.CountItems(found.Count);
        var pieces = new Piece[found.Count];
        for (var index = 0; index < pieces.Length; index++)
        {
            if ((found[index] as Piece ?? await MakeAsync(list.Items, (ContentItem)found[index], state.PathBase, cancel)) is not { } piece)
                return null;

            pieces[index] = piece;
            state.CountItems(piece.Items);
            state.CountCharacters(piece.Json.Length);
            foreach (var tag in piece.Tags)
                _tags.Add(tag);
        }

        return pieces;
    }

    private async ValueTask<Piece?> MakeAsync(PlannedSelection selection, ContentItem item, string pathBase, CancellationToken cancel)
    {
        // Of its own, so that it is known what this piece is made of.
        var tags = new AnswerTags();
        var state = begin(tags);
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(1024);
        await using var json = new Utf8JsonWriter(bytes, Writing);
        if (!await new PieceWriter(schema.Schema, document, state, cancel).WriteAsync(json, selection, item))
        {
            plan.Fail();
            return null;
        }

        await json.FlushAsync(cancel);
        var named = tags.ToArray();
        var piece = new Piece(bytes.WrittenSpan.ToArray(), state.Items, named, named.Length == 0 ? null : terms);
        if (tags.MayBeKept)
            schema.Pieces.Keep(new PieceKey(selection, VersionState.Of(item), pathBase), piece);
        else
            _tags.Forbid();
        return piece;
    }

    private static void Write(AnswerBuffer buffer, JsonEncodedText name, Piece[] pieces, bool isFirst)
    {
        buffer.Write(isFirst ? "\""u8 : ",\""u8);
        buffer.Write(name.EncodedUtf8Bytes);
        buffer.Write("\":["u8);
        for (var index = 0; index < pieces.Length; index++)
        {
            if (index > 0)
                buffer.Write(","u8);
            buffer.Write(pieces[index].Json);
        }

        buffer.Write("]"u8);
    }
}
