using System.Text;
using System.Text.Json;

namespace Cms.Importing.Tables;

/// <summary>Reads articles from a JSON file: an object for one, or a list of them.</summary>
public static class JsonArticles
{
    private const int MostRefusals = 20;

    /// <summary>All articles or the reasons against them; never throws for what the file holds.</summary>
    public static TableReading Read(byte[] content, ArticleMap map)
    {
        var decoded = FileText.Decode(content);
        if (decoded.Problem is { } unreadable)
            return TableReading.Refused(unreadable.Message);

        var bytes = Encoding.UTF8.GetBytes(decoded.Value);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Read(document.RootElement, Lines(bytes), map);
        }
        catch (JsonException wrong)
        {
            return TableReading.Refused($"Line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}: The file is no JSON: {wrong.Message.Split(" Path:")[0].Split(" LineNumber:")[0]}");
        }
    }

    private static TableReading Read(JsonElement root, List<int> lines, ArticleMap map)
    {
        var list = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
        if (list.Count == 0)
            return TableReading.Refused("Line 1: The list has no article.");

        var refusals = new List<string>();
        var articles = new List<TableArticle>();
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, json) in list.Index())
        {
            if (refusals.Count >= MostRefusals)
                break;

            var row = new TableArticleReader($"Line {lines[index]}", refusals);
            try
            {
                if (new JsonArticleReader(row, map.Json, leftOut).Read(json) is { } article)
                    articles.Add(new TableArticle(row.Place, article));
            }
            catch (InvalidOperationException)
            {
                // What .NET says of an escape such as \ud800, which is half a character and can be no text.
                row.Refuse("somewhere in it", "A text has an escape that is half a character.");
            }
        }

        return refusals.Count > 0
            ? TableReading.Refused(refusals)
            : new TableReading(articles, [], [.. leftOut.Order(StringComparer.Ordinal).Select(name => $"The member {ArticleRemarks.Quote(name)} is no piece of an article.")]);
    }

    // On which line each article of the list begins.
    private static List<int> Lines(byte[] bytes)
    {
        var lines = new List<int>();
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return [1];

        var (line, counted) = (1, 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            line += bytes.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            lines.Add(line);
            reader.Skip();
        }

        return lines;
    }
}

/// <summary>Reads one article; what is wrong goes to the row.</summary>
internal sealed class JsonArticleReader(TableArticleReader row, PieceNames names, HashSet<string> leftOut)
{
    private static readonly ArticlePiece[] OfArticle =
        [ArticlePiece.Title, ArticlePiece.DateCreated, ArticlePiece.Introduction, ArticlePiece.Conclusion, ArticlePiece.Keywords, ArticlePiece.Sections];

    private static readonly ArticlePiece[] OfSection = [ArticlePiece.Heading, ArticlePiece.Body, ArticlePiece.Bullets];
    private static readonly ArticlePiece[] OfBullet = [ArticlePiece.Label, ArticlePiece.Text];

    private bool _isWrong;

    /// <summary>The article, or null when something is wrong with it.</summary>
    public Article? Read(JsonElement json)
    {
        if (!IsObject(json, "", OfArticle, "an article"))
            return null;

        var sections = List(json, ArticlePiece.Sections, "").Select((section, index) => Section(section, index)).OfType<ArticleSection>().ToList();
        if (sections.Count == 0)
            Refuse(names[ArticlePiece.Sections]!, "The article has no section, and it needs one.");

        var title = Required(json, ArticlePiece.Title, "");
        var written = Text(json, ArticlePiece.DateCreated, "");
        if (written.Length > 0 && !WrittenDate.TryRead(written, out _, out _))
            _isWrong = true;
        var article = new Article(
            title,
            row.Date($"member {names[ArticlePiece.DateCreated]}", written),
            Text(json, ArticlePiece.Introduction, ""),
            sections,
            Text(json, ArticlePiece.Conclusion, ""),
            Keywords(json));
        return _isWrong ? null : article;
    }

    private ArticleSection? Section(JsonElement json, int index)
    {
        var where = $"{names[ArticlePiece.Sections]}[{index}]";
        if (!IsObject(json, where, OfSection, "a section"))
            return null;

        var bullets = List(json, ArticlePiece.Bullets, where + ".").Select((bullet, at) => Bullet(bullet, $"{where}.{names[ArticlePiece.Bullets]}[{at}]")).OfType<ArticleBullet>();
        return new ArticleSection(index + 1, Required(json, ArticlePiece.Heading, where + "."), Text(json, ArticlePiece.Body, where + "."), [.. bullets]);
    }

    private ArticleBullet? Bullet(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.String)
            return LineMarks.PartBullet(TableArticleReader.Trim(json.GetString()!));

        return IsObject(json, where, OfBullet, "a bullet or its text")
            ? new ArticleBullet(Text(json, ArticlePiece.Label, where + "."), Text(json, ArticlePiece.Text, where + "."))
            : null;
    }

    private IReadOnlyList<string> Keywords(JsonElement json)
    {
        if (Find(json, ArticlePiece.Keywords) is not { } value)
            return [];

        if (value.ValueKind == JsonValueKind.String)
            return TableArticleReader.Keywords(value.GetString()!);

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String))
            return TableArticleReader.Keywords(value.EnumerateArray().Select(one => one.GetString()!));

        Refuse(names[ArticlePiece.Keywords]!, "It must be a text, or a list of texts.");
        return [];
    }

    private string Required(JsonElement json, ArticlePiece piece, string path)
    {
        var text = Text(json, piece, path);
        if (text.Length == 0)
            Refuse(path + names[piece], "It is missing or empty, and an article needs it.");
        return text;
    }

    private string Text(JsonElement json, ArticlePiece piece, string path)
    {
        if (Find(json, piece) is not { } value)
            return "";

        if (value.ValueKind == JsonValueKind.String)
            return TableArticleReader.Trim(value.GetString()!);

        Refuse(path + names[piece], "It must be a text.");
        return "";
    }

    private IReadOnlyList<JsonElement> List(JsonElement json, ArticlePiece piece, string path)
    {
        if (Find(json, piece) is not { } value)
            return [];

        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray()];

        Refuse(path + names[piece], "It must be a list.");
        return [];
    }

    private JsonElement? Find(JsonElement json, ArticlePiece piece) =>
        names[piece] is { } name && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool IsObject(JsonElement json, string where, ArticlePiece[] pieces, string what)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(where, $"It must be {what}, a JSON object.");
            return false;
        }

        leftOut.UnionWith(json.EnumerateObject().Select(member => member.Name).Except(pieces.Select(piece => names[piece] ?? "")));
        return true;
    }

    private void Refuse(string where, string message)
    {
        _isWrong = true;
        row.Refuse(where.Length == 0 ? "the whole of it" : $"member {where}", message);
    }
}
