using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.GraphQL.Http;
using Cms.GraphQL.Keeping;
using Cms.GraphQL.Resolving;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;

namespace Cms.GraphQL;

/// <summary>What came of a GraphQL request: data, errors or both.</summary>
public sealed class GraphQLAnswer
{
    private static readonly PlainErrors Plain = new();

    private readonly ExecutionResult _result = new() { Executed = true };
    private readonly byte[]? _json;

    internal GraphQLAnswer(ExecutionResult result) => _result = result;

    internal GraphQLAnswer(byte[] json) => _json = json;

    internal GraphQLAnswer(ExecutionError error)
        : this(new ExecutionResult(error))
    {
    }

    /// <summary>False when the document never ran: it could not be read, is not valid or asks for too much. There is no data then.</summary>
    public bool Executed => _result.Executed;

    /// <summary>The errors; empty when all went well.</summary>
    public IReadOnlyList<GraphQLFailure> Errors => _result.Errors is null
        ? []
        : [.. _result.Errors.Select(error => new GraphQLFailure(Plain.GetInfo(error).Message, CodeOf(error), error.Path))];

    /// <summary>What it was made of; null when it never ran.</summary>
    internal AnswerTags? Tags { get; init; }

    internal static GraphQLSerializer Serializer { get; } =
        new(new JsonSerializerOptions { Encoder = ContentItemJson.Options.Encoder }, Plain);

    /// <summary>Writes the answer as JSON in UTF-8.</summary>
    public Task WriteAsync(Stream stream, CancellationToken cancel) =>
        _json is null ? Serializer.WriteAsync(stream, _result, cancel) : stream.WriteAsync(_json, cancel).AsTask();

    /// <summary>The answer as bytes with what it was made of; null when there is an error, or it is longer than it may be.</summary>
    internal async Task<KeptAnswer?> FindGoodAsync(long since, int maxBytes, CancellationToken cancel)
    {
        if (!Executed || Errors.Count > 0 || Tags is null)
            return null;

        if (_json is not null)
            return KeptAnswer.Of(_json, Tags.ToArray(), since);

        using var buffer = new AnswerBuffer(maxBytes);
        await WriteAsync(buffer, cancel);
        return buffer.IsTooLong ? null : KeptAnswer.Of(buffer.Written.ToArray(), Tags.ToArray(), since);
    }

    /// <summary>The answer as JSON: <c>data</c>, <c>errors</c> or both.</summary>
    public async Task<JsonObject> ToJsonAsync(CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        await WriteAsync(buffer, cancel);

        // Numbers of parsed JSON convert to every kind of number, those of JSON made in memory do not.
        return JsonNode.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length))!.AsObject();
    }

    /// <summary>Writes beside each object of the data, which is this answer's, where its values stand in the item.</summary>
    internal void AddPlaces(JsonObject data, FieldPlaces places)
    {
        if (_result.Data is RootExecutionNode root)
            places.AddTo(data, root);
    }

    private static string CodeOf(ExecutionError error) => (string)Plain.GetInfo(error).Extensions!["code"]!;
}

/// <summary>One error of an answer.</summary>
/// <param name="Message">A sentence for the developer who wrote the query.</param>
/// <param name="Code">One of <see cref="GraphQLErrorCode"/> or of GraphQL.NET's own.</param>
/// <param name="Path">Where in the data; null when the whole request is wrong.</param>
public sealed record GraphQLFailure(string Message, string Code, IEnumerable<object>? Path);
