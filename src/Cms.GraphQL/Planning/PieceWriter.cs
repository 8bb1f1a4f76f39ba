using System.Collections;
using System.Text.Json;
using Cms.Content;
using Cms.GraphQL.Resolving;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Cms.GraphQL.Planning;

/// <summary>Writes an object as GraphQL.NET would, by the same resolvers, and stops where one of them waits for others of its level.</summary>
internal sealed class PieceWriter(ISchema schema, GraphQLDocument document, RequestState state, CancellationToken cancel)
{
    private static readonly ValueTask<bool> Yes = new(true);
    private static readonly ValueTask<bool> No = new(false);

    // One for all fields: resolvers of plain fields do not keep it.
    private readonly ResolveFieldContext _context = new() { Schema = schema, Document = document, UserContext = state, CancellationToken = cancel };

    /// <summary>Writes the object; false when it cannot be written so, and what was written is nothing.</summary>
    public async ValueTask<bool> WriteAsync(Utf8JsonWriter json, PlannedSelection selection, object source)
    {
        json.WriteStartObject();
        foreach (var field in selection.Fields)
        {
            json.WritePropertyName(field.Name);
            if (field.Definition is null)
                json.WriteStringValue(selection.Type.Name);
            else if (!await WriteFieldAsync(json, selection, field, source))
                return false;
        }

        json.WriteEndObject();
        return true;
    }

    private ValueTask<bool> WriteFieldAsync(Utf8JsonWriter json, PlannedSelection selection, PlannedField field, object source)
    {
        _context.Source = source;
        _context.FieldAst = field.Ast;
        _context.FieldDefinition = field.Definition!;
        _context.ParentType = selection.Type;
        _context.Arguments = field.Arguments;
        var resolving = field.Definition!.Resolver!.ResolveAsync(_context);
        return resolving is { IsCompletedSuccessfully: true, Result: var value } ? WriteValueAsync(json, field, field.Definition.ResolvedType!, value) : WriteLaterAsync();

        async ValueTask<bool> WriteLaterAsync() => await WriteValueAsync(json, field, field.Definition.ResolvedType!, await resolving);
    }

    private ValueTask<bool> WriteValueAsync(Utf8JsonWriter json, PlannedField field, IGraphType type, object? value)
    {
        if (type is NonNullGraphType { ResolvedType: { } inner })
            return value is null ? No : WriteValueAsync(json, field, inner, value);

        switch (value)
        {
            case null:
                json.WriteNullValue();
                return Yes;
            case IDataLoaderResult:
                return No;
        }

        return type switch
        {
            ListGraphType { ResolvedType: { } one } => WriteListAsync(json, field, one, (IEnumerable)value),
            ScalarGraphType scalar => WriteScalar(json, scalar.Serialize(value)),
            IObjectGraphType known => WriteAsync(json, field.Selections![known], value),
            IInterfaceGraphType some => some.ResolveType!(value) is { } own && field.Selections!.TryGetValue(own, out var selection) ? WriteAsync(json, selection, value) : No,
            _ => No,
        };
    }

    private async ValueTask<bool> WriteListAsync(Utf8JsonWriter json, PlannedField field, IGraphType type, IEnumerable values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (!await WriteValueAsync(json, field, type, value))
                return false;
        }

        json.WriteEndArray();
        return true;
    }

    private static ValueTask<bool> WriteScalar(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                JsonSerializer.Serialize(json, value, ContentItemJson.Options);
                break;
        }

        return Yes;
    }
}
