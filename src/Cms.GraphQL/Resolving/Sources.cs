using System.Globalization;
using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.GraphQL.Resolving;

/// <summary>A piece of an item's JSON that has members of its own: a part, a link, files.</summary>
internal class JsonSource(JsonElement json)
{
    public JsonElement Json { get; } = json;
}

/// <summary>An item inside another one.</summary>
internal sealed class ContainedSource(JsonElement json, string contentType) : JsonSource(json)
{
    public string ContentType { get; } = contentType;
}

/// <summary>The value of a field that holds terms.</summary>
/// <param name="json">Its JSON; undefined when the item has none.</param>
/// <param name="taxonomyContentItemId">The taxonomy it takes its terms from, or null.</param>
internal sealed class TermsSource(JsonElement json, string? taxonomyContentItemId) : JsonSource(json)
{
    public string? TaxonomyContentItemId { get; } = taxonomyContentItemId;
}

/// <summary>A formatted text, with the settings of the field or part that it stands in.</summary>
internal sealed class TextSource(JsonElement json, DefinitionSettings settings) : JsonSource(json)
{
    public DefinitionSettings Settings { get; } = settings;
}

/// <summary>A list of items that stand on their own.</summary>
internal sealed record ListSource(string ContentItemId);

/// <summary>One file of a field of files.</summary>
internal sealed record MediaFile(string Path, string? MediaText);

/// <summary>Finds the JSON of one value of a source.</summary>
internal delegate JsonElement Locate(object? source);

/// <summary>Reads values from what resolvers get: a whole item, an item inside one, or a piece of JSON. Never throws over stored JSON: a value of the wrong kind is none.</summary>
internal static class Sources
{
    public static JsonElement PartsOf(object? source) => source switch
    {
        ContentItem item => item.Parts,
        JsonSource piece => piece.Json,
        _ => default,
    };

    public static string? TypeOf(object? source) => source switch
    {
        ContentItem item => item.ContentType,
        ContainedSource contained => contained.ContentType,
        _ => null,
    };

    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static object? Scalar(JsonElement value, ScalarKind kind) => kind switch
    {
        ScalarKind.Text => Text(value),
        ScalarKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null,
        ScalarKind.WholeNumber => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole) ? whole : null,
        ScalarKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null,
        ScalarKind.Date => Moment(value)?.Date,
        ScalarKind.Moment => Moment(value),
        ScalarKind.Time => Text(value) is { } text && TimeField.TryRead(text, out var time) ? time : null,
        _ => throw new NotSupportedException($"GraphQL cannot read a value of kind {kind}."),
    };

    public static DateTime? Moment(JsonElement value) =>
        Text(value) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime
            : null;

    /// <summary>The texts of a list, null for an element that is no text.</summary>
    public static IEnumerable<string?> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(Text) : [];

    /// <summary>The items of a list, without elements that are no items.</summary>
    public static IEnumerable<ContainedSource> Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().SelectMany(Item) : [];

    /// <summary>The item, or nothing when the JSON is none.</summary>
    public static IEnumerable<ContainedSource> Item(JsonElement json) =>
        Text(JsonText.Member(json, nameof(ContentItem.ContentType))) is { } type ? [new ContainedSource(json, type)] : [];
}
