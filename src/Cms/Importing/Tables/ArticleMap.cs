using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Importing.Tables;

/// <summary>A piece of an article that a map places.</summary>
public enum ArticlePiece
{
    /// <summary>The title.</summary>
    Title,

    /// <summary>The day on which it was written.</summary>
    DateCreated,

    /// <summary>What stands before the sections.</summary>
    Introduction,

    /// <summary>What stands behind them.</summary>
    Conclusion,

    /// <summary>The keywords.</summary>
    Keywords,

    /// <summary>The sections as a whole.</summary>
    Sections,

    /// <summary>A section's number.</summary>
    Number,

    /// <summary>A section's heading.</summary>
    Heading,

    /// <summary>A section's text above its bullets.</summary>
    Body,

    /// <summary>A section's bullets as a whole.</summary>
    Bullets,

    /// <summary>A bullet's label.</summary>
    Label,

    /// <summary>A bullet's text.</summary>
    Text,
}

/// <summary>
/// Where the pieces of articles stand in tables and where they go in a content type: <c>{"Fields":{...},"Csv":{...},"Json":{...}}</c>.
/// Each group names some pieces; the others stay under their standard names.
/// </summary>
public sealed record ArticleMap
{
    /// <summary>Stands for the number of a section in the name of a column.</summary>
    public const char Number = '#';

    private static readonly Dictionary<string, ArticlePiece[]> Groups = new(StringComparer.Ordinal)
    {
        [nameof(Fields)] =
        [
            ArticlePiece.DateCreated, ArticlePiece.Introduction, ArticlePiece.Conclusion, ArticlePiece.Keywords, ArticlePiece.Sections, ArticlePiece.Number,
            ArticlePiece.Heading, ArticlePiece.Body, ArticlePiece.Bullets, ArticlePiece.Label, ArticlePiece.Text,
        ],
        [nameof(Csv)] =
        [
            ArticlePiece.Title, ArticlePiece.DateCreated, ArticlePiece.Introduction, ArticlePiece.Conclusion, ArticlePiece.Keywords, ArticlePiece.Heading,
            ArticlePiece.Body, ArticlePiece.Bullets,
        ],
        [nameof(Json)] =
        [
            ArticlePiece.Title, ArticlePiece.DateCreated, ArticlePiece.Introduction, ArticlePiece.Conclusion, ArticlePiece.Keywords, ArticlePiece.Sections,
            ArticlePiece.Heading, ArticlePiece.Body, ArticlePiece.Bullets, ArticlePiece.Label, ArticlePiece.Text,
        ],
    };

    private ArticleMap()
    {
    }

    /// <summary>The map of the guides recipe: fields, members and columns are called as the pieces are; columns of sections end in their number.</summary>
    public static ArticleMap Standard { get; } = new();

    /// <summary>Names of the content type's fields and bags.</summary>
    public PieceNames Fields { get; private init; } = new(new Dictionary<ArticlePiece, string?>(), isNumbered: false);

    /// <summary>Names of a CSV file's columns; those of a section have <see cref="Number"/> in the place of its number.</summary>
    public PieceNames Csv { get; private init; } = new(new Dictionary<ArticlePiece, string?>(), isNumbered: true);

    /// <summary>Names of the members of a JSON file's objects.</summary>
    public PieceNames Json { get; private init; } = new(new Dictionary<ArticlePiece, string?>(), isNumbered: false);

    /// <summary>The map in this file, or a problem that says which member is wrong, where, and what would be right.</summary>
    public static Outcome<ArticleMap> Read(byte[] content)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(content);
        }
        catch (JsonException wrong)
        {
            return Problem.Invalid($"The map is no JSON: line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}: {wrong.Message.Split(" Path:")[0].Split(" LineNumber:")[0]}");
        }

        // Duplicate members show only when they are read.
        try
        {
            return json is JsonObject map ? Read(map) : Problem.Invalid("The map must be a JSON object such as {\"Fields\": {\"Introduction\": \"Lead\"}}.");
        }
        catch (ArgumentException twice)
        {
            return Problem.Invalid($"The map names a member twice: {twice.Message}");
        }
    }

    private static Outcome<ArticleMap> Read(JsonObject json)
    {
        var read = new Dictionary<string, Dictionary<ArticlePiece, string?>>(StringComparer.Ordinal);
        foreach (var (name, group) in json)
        {
            if (!Groups.TryGetValue(name, out var pieces))
                return Problem.Invalid($"The map has \"{name}\"; right would be {string.Join(", ", Groups.Keys)}.");

            if (group is not JsonObject members)
                return Problem.Invalid($"The map's {name} must be an object of pieces and names.");

            var names = read[name] = [];
            foreach (var (piece, value) in members)
            {
                if (!pieces.Select(one => one.ToString()).Contains(piece))
                    return Problem.Invalid($"The map's {name} has \"{piece}\"; right would be {string.Join(", ", pieces)}.");

                var parsed = Enum.Parse<ArticlePiece>(piece);
                var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
                if (ComplaintOf(name, parsed, value, text) is { } complaint)
                    return Problem.Invalid($"The map's {name}.{piece} {complaint}.");

                names[parsed] = text;
            }
        }

        return new ArticleMap
        {
            Fields = new PieceNames(read.GetValueOrDefault(nameof(Fields), []), isNumbered: false),
            Csv = new PieceNames(read.GetValueOrDefault(nameof(Csv), []), isNumbered: true),
            Json = new PieceNames(read.GetValueOrDefault(nameof(Json), []), isNumbered: false),
        };
    }

    private static string? ComplaintOf(string group, ArticlePiece piece, JsonNode? value, string? text)
    {
        if (value is null)
            return group == nameof(Fields) || piece is ArticlePiece.Title or ArticlePiece.Heading or ArticlePiece.Sections ? "must be a name" : null;

        if (string.IsNullOrWhiteSpace(text))
            return "must be a name, or null where a piece has none";

        var isOfSection = piece is ArticlePiece.Heading or ArticlePiece.Body or ArticlePiece.Bullets;
        return group == nameof(Csv) && isOfSection != text.Contains(Number)
            ? isOfSection ? $"must have {Number} where the section's number stands, as in \"Heading {Number}\"" : $"must have no {Number}, which stands for a section's number"
            : null;
    }
}

/// <summary>What the pieces are called in one place.</summary>
public sealed class PieceNames(IReadOnlyDictionary<ArticlePiece, string?> given, bool isNumbered)
{
    /// <summary>The name of this piece; null when the map says that there is none.</summary>
    public string? this[ArticlePiece piece] => given.TryGetValue(piece, out var name)
        ? name
        : isNumbered && piece is (ArticlePiece.Heading or ArticlePiece.Body or ArticlePiece.Bullets) ? $"{piece} {ArticleMap.Number}" : piece.ToString();

    /// <summary>True when the map itself names the piece, so that it must be there.</summary>
    public bool IsGiven(ArticlePiece piece) => given.GetValueOrDefault(piece) is not null;
}
