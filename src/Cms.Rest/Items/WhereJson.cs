using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Fields;
using Cms.Rest.Http;
using Cms.Search;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Items;

/// <summary>Reads a <c>where</c> that is written as JSON into what <see cref="WhereReader"/> takes. Throws <see cref="BadRestRequestException"/> for a member or value that makes no sense.</summary>
internal static class WhereJson
{
    /// <summary>The members of an object with their values.</summary>
    public static Dictionary<string, object?> Read(JsonNode? json, IReadOnlyDictionary<string, WhereMember> members, string path, WhereQuestion question) =>
        Object(json, path).ToDictionary(
            member => member.Key,
            member => WhereReader.IsJunction(member.Key)
                ? List(member.Value, $"{path}.{member.Key}", (one, at) => Read(one, members, at, question))
                : Member(member.Value, members.GetValueOrDefault(member.Key) ?? throw Unknown(path, member.Key, Listed(members, question).Append($"{WhereReader.And}, {WhereReader.Or}, {WhereReader.Not}")), $"{path}.{member.Key}", question),
            StringComparer.Ordinal);

    private static object? Member(JsonNode? value, WhereMember member, string path, WhereQuestion question) => member switch
    {
        WhereComparison { Comparison: Comparison.In } one => List(value, path, (element, at) => Scalar(element, one, at)),
        WhereComparison comparison => Scalar(value, comparison, path),
        WherePart part => Object(value, path).ToDictionary(
            inner => inner.Key,
            inner => Member(inner.Value, part.Members.GetValueOrDefault(inner.Key) ?? throw Unknown(path, inner.Key, Listed(part.Members, question)), $"{path}.{inner.Key}", question),
            StringComparer.Ordinal),
        WhereIsNull => Flag(value, path),
        WhereItems items => value is null ? null : Read(value, items.Members(), path, question),
        WhereTermItems terms => value is null ? null : Read(value, terms.Members, path, question),
        WhereTerms => Object(value, path).ToDictionary(inner => inner.Key, inner => Term(inner, path), StringComparer.Ordinal),
        _ => throw new NotSupportedException($"A where in JSON cannot read {member.GetType().Name}."),
    };

    // Fields that the caller may not see are refused where they are asked for, and named nowhere else.
    private static IEnumerable<string> Listed(IReadOnlyDictionary<string, WhereMember> members, WhereQuestion question) =>
        members.Where(member => member.Value.MayBeNamed(question.RefuseAsking)).Select(member => member.Key);

    private static object? Term(KeyValuePair<string, JsonNode?> member, string path) => member.Key switch
    {
        WhereTerms.Contains => Text(member.Value, $"{path}.{member.Key}"),
        WhereTerms.ContainsAny => List(member.Value, $"{path}.{member.Key}", Text),
        _ => throw Unknown(path, member.Key, [WhereTerms.Contains, WhereTerms.ContainsAny]),
    };

    private static object? Scalar(JsonNode? value, WhereComparison comparison, string path) => (comparison.Kind, value?.GetValueKind()) switch
    {
        (_, null) => null,
        (FieldValueKind.Text, JsonValueKind.String) when comparison.Form == ScalarKind.Time => TimeField.TryRead(value!.GetValue<string>(), out var time) ? time : throw Bad(path, "must be a time of day like \"10:30:00\""),
        (FieldValueKind.Text, _) => Text(value, path),
        (FieldValueKind.Number, JsonValueKind.Number) when value!.AsValue().TryGetValue(out decimal number) => number,
        (FieldValueKind.Number, _) => throw Bad(path, "must be a number"),
        (FieldValueKind.Boolean, _) => Flag(value, path),
        (FieldValueKind.Moment, JsonValueKind.String) when JsonText.TryReadMoment(value!.GetValue<string>(), out var moment) => moment,
        (FieldValueKind.Moment, _) => throw Bad(path, "must be a day or moment like \"2025-11-20T10:30:00Z\""),
        _ => throw new NotSupportedException($"A where in JSON cannot read a value of kind {comparison.Kind}."),
    };

    private static bool? Flag(JsonNode? value, string path) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Bad(path, "must be true or false"),
    };

    private static string? Text(JsonNode? value, string path) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String when value.GetValue<string>().Contains('\0', StringComparison.Ordinal) => throw Bad(path, "must not contain the character U+0000"),
        JsonValueKind.String => value.GetValue<string>(),
        _ => throw Bad(path, "must be a text"),
    };

    // As in GraphQL, one value stands for a list of one.
    private static List<object?>? List(JsonNode? value, string path, Func<JsonNode?, string, object?> read) => value switch
    {
        null => null,
        JsonArray list => [.. list.Select((one, index) => read(one, $"{path}[{index}]"))],
        _ => [read(value, path)],
    };

    private static JsonObject Object(JsonNode? json, string path) => json as JsonObject ?? throw Bad(path, "must be a JSON object");

    private static BadRestRequestException Unknown(string path, string name, IEnumerable<string> known) => Bad($"{path}.{name}", $"is no condition on these items; known are {string.Join(", ", known)}");

    private static BadRestRequestException Bad(string path, string complaint) => new(StatusCodes.Status400BadRequest, complaint, path);
}
