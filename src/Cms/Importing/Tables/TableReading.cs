namespace Cms.Importing.Tables;

/// <summary>What came of reading a table of articles: all of them, or the reasons why none of them is taken.</summary>
/// <param name="Articles">In the file's order; empty when there are refusals.</param>
/// <param name="Refusals">What is wrong, each with its line and column; empty when nothing is.</param>
/// <param name="Remarks">What was left out.</param>
public sealed record TableReading(IReadOnlyList<TableArticle> Articles, IReadOnlyList<string> Refusals, IReadOnlyList<string> Remarks)
{
    internal static TableReading Refused(params IReadOnlyList<string> reasons) => new([], reasons, []);
}

/// <summary>One article of a table.</summary>
/// <param name="Place">Where it stands: <c>Line 7</c>.</param>
/// <param name="Article">The article.</param>
public sealed record TableArticle(string Place, Article Article);

/// <summary>Gathers one article's pieces and what is wrong with them.</summary>
internal sealed class TableArticleReader(string place, List<string> refusals)
{
    private static readonly char[] Commas = [',', '，', '、', '،'];

    public string Place => place;

    public void Refuse(string where, string message) => refusals.Add($"{place}, {where}: {message}");

    public string Required(string where, string text)
    {
        if (text.Length == 0)
            Refuse(where, "It is empty, and an article needs it.");
        return text;
    }

    public DateOnly? Date(string where, string text)
    {
        if (text.Length == 0)
            return null;

        if (WrittenDate.TryRead(text, out var date, out _))
            return date;

        Refuse(where, $"{ArticleRemarks.Quote(text)} is no date. Right would be {WrittenDate.Examples}.");
        return null;
    }

    public static IReadOnlyList<string> Keywords(string text) => Keywords(text.Split(Commas));

    public static IReadOnlyList<string> Keywords(IEnumerable<string> texts) => [.. texts.Select(Trim).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>A piece of text: edges without white space, lines that end in one character.</summary>
    public static string Trim(string text) => PieceEdges.Trim(text.ReplaceLineEndings("\n"));
}
