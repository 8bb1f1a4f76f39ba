using System.Globalization;
using CsvHelper;

namespace Cms.Importing.Tables;

/// <summary>Reads articles from a CSV file (RFC 4180): the first line names the columns, each row is one article.</summary>
public static class CsvArticles
{
    private const int MostRefusals = 20;

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly ArticlePiece[] Single =
        [ArticlePiece.Title, ArticlePiece.DateCreated, ArticlePiece.Introduction, ArticlePiece.Conclusion, ArticlePiece.Keywords];

    private static readonly ArticlePiece[] OfSection = [ArticlePiece.Heading, ArticlePiece.Body, ArticlePiece.Bullets];

    /// <summary>All articles or the reasons against them; never throws for what the file holds. Columns are parted by comma, semicolon or tab.</summary>
    public static TableReading Read(byte[] content, ArticleMap map)
    {
        var decoded = FileText.Decode(content);
        if (decoded.Problem is { } unreadable)
            return TableReading.Refused(unreadable.Message);

        var options = new CsvReaderOptions { HasHeader = false, Separator = SeparatorOf(decoded.Value), TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };
        using var reader = CsvReader.FromText(decoded.Value, options);
        try
        {
            return Read(reader, map);
        }
        catch (CsvFormatException wrong)
        {
            return TableReading.Refused(
                $"Line {wrong.LineNumber}: A quotation mark of this row stands where none may, or is not closed. Right would be one at both ends of a value, and two for one inside it.");
        }
    }

    private static TableReading Read(CsvReader reader, ArticleMap map)
    {
        if (!reader.Read())
            return TableReading.Refused("Line 1: The file is empty. Right would be a line with the names of the columns.");

        var columns = Values(reader);
        if (HeaderComplaint(columns, map) is { } complaint)
            return TableReading.Refused($"Line 1: {complaint}");

        var numbers = Numbers(columns, map);
        var refusals = new List<string>();
        var articles = new List<TableArticle>();
        while (refusals.Count < MostRefusals && reader.Read())
            ReadRow(new TableArticleReader($"Line {reader.LineNumber}", refusals), Values(reader), columns, map, numbers, articles, refusals);

        if (refusals.Count > 0)
            return TableReading.Refused(refusals);

        return articles.Count == 0
            ? TableReading.Refused("Line 2: There is no row below the names of the columns.")
            : new TableReading(articles, [], [.. LeftOut(columns, map, numbers).Select(column => $"Line 1: The column {ArticleRemarks.Quote(column)} is no piece of an article.")]);
    }

    // The header has no text in which another one could stand more often.
    private static char SeparatorOf(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var header = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => header.Count(separator.Equals));
    }

    private static string[] Values(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(index => TableArticleReader.Trim(reader.GetString(index)))];

    private static string? HeaderComplaint(string[] columns, ArticleMap map)
    {
        if (columns.CountBy(column => column, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1) is { Key: { Length: > 0 } twice })
            return $"The column {ArticleRemarks.Quote(twice)} is there twice.";

        var missing = Single.Where(piece => piece == ArticlePiece.Title || map.Csv.IsGiven(piece)).Select(piece => map.Csv[piece]!).Where(name => !columns.Contains(name))
            .Concat(OfSection.Where(piece => piece == ArticlePiece.Heading || map.Csv.IsGiven(piece)).Select(piece => NameOf(map, piece, 1)!).Where(name => !columns.Contains(name)))
            .Select(ArticleRemarks.Quote).ToList();
        return missing.Count == 0 ? null : $"There is no column {string.Join(", ", missing)}. The columns are {string.Join(", ", columns.Select(ArticleRemarks.Quote))}.";
    }

    private static string? NameOf(ArticleMap map, ArticlePiece piece, int number) =>
        map.Csv[piece]?.Replace(ArticleMap.Number.ToString(), number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static List<int> Numbers(string[] columns, ArticleMap map) =>
        [.. Enumerable.Range(1, columns.Length).TakeWhile(number => OfSection.Any(piece => columns.Contains(NameOf(map, piece, number))))];

    private static IEnumerable<string> LeftOut(string[] columns, ArticleMap map, List<int> numbers) => columns
        .Except(Single.Select(piece => map.Csv[piece] ?? ""))
        .Except(numbers.SelectMany(number => OfSection.Select(piece => NameOf(map, piece, number) ?? "")))
        .Where(column => column.Length > 0);

    private static void ReadRow(
        TableArticleReader row, string[] values, string[] columns, ArticleMap map, List<int> numbers, List<TableArticle> articles, List<string> refusals)
    {
        if (values.Length != columns.Length)
        {
            row.Refuse($"column {Math.Min(values.Length, columns.Length) + 1}", $"The row has {values.Length} values for {columns.Length} columns.");
            return;
        }

        var before = refusals.Count;
        var article = new Article(
            row.Required(Where(ArticlePiece.Title), Value(ArticlePiece.Title)),
            row.Date(Where(ArticlePiece.DateCreated), Value(ArticlePiece.DateCreated)),
            Value(ArticlePiece.Introduction),
            [.. numbers.SelectMany(Section)],
            Value(ArticlePiece.Conclusion),
            TableArticleReader.Keywords(Value(ArticlePiece.Keywords)));
        if (article.Sections.Count == 0)
            row.Refuse(Where(ArticlePiece.Heading, 1), "The article has no section, and it needs one.");
        if (refusals.Count == before)
            articles.Add(new TableArticle(row.Place, article));

        IEnumerable<ArticleSection> Section(int number)
        {
            var (heading, body, bullets) = (Value(ArticlePiece.Heading, number), Value(ArticlePiece.Body, number), Value(ArticlePiece.Bullets, number));
            if (heading.Length + body.Length + bullets.Length == 0)
                return [];

            row.Required(Where(ArticlePiece.Heading, number), heading);
            var lines = bullets.Split('\n').Select(TableArticleReader.Trim).Where(line => line.Length > 0);
            return [new ArticleSection(number, heading, body, [.. lines.Select(line => LineMarks.PartBullet(LineMarks.IsBullet(line, out var text) ? text : line))])];
        }

        string Value(ArticlePiece piece, int number = 0) => NameOf(map, piece, number) is { } name && Array.IndexOf(columns, name) is >= 0 and var at ? values[at] : "";

        string Where(ArticlePiece piece, int number = 0) => $"column {ArticleRemarks.Quote(NameOf(map, piece, number) ?? piece.ToString())}";
    }
}
