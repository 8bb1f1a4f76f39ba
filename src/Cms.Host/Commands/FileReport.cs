using System.Text;
using Cms.Editing;
using Cms.Importing;
using Cms.Importing.Tables;

namespace Cms.Host.Commands;

/// <summary>What became of one article of an import, or of a whole file that was refused.</summary>
/// <param name="State">Null when the file was refused.</param>
/// <param name="Text">The report for people, several lines.</param>
internal sealed record FileReport(ImportState? State, string Text)
{
    private const long LargestFile = 10 * 1024 * 1024;

    /// <summary>Reads and imports the file; one report for each article in it. Nothing is stored for a file that is refused.</summary>
    /// <param name="name">The file; <c>.csv</c> and <c>.json</c> are tables of articles, any other holds one.</param>
    /// <param name="services">The tenant's.</param>
    /// <param name="options">How.</param>
    /// <param name="seen">Paths that files before it gave their items, with the file's name; those of this one are added.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<IReadOnlyList<FileReport>> ImportAsync(
        string name, IServiceProvider services, ImportOptions options, Dictionary<string, string> seen, CancellationToken cancel)
    {
        byte[] content;
        try
        {
            if (new FileInfo(name) is { Exists: true, Length: > LargestFile })
                return [Refused(name, $"it is larger than {LargestFile / 1024 / 1024} MB, so it is no article.")];
            content = await File.ReadAllBytesAsync(name, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Refused(name, exception.Message)];
        }

        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" => await ImportTableAsync(name, CsvArticles.Read(content, options.Map), services, options, seen, cancel),
            ".json" => await ImportTableAsync(name, JsonArticles.Read(content, options.Map), services, options, seen, cancel),
            _ => [await ImportArticleAsync(name, content, services, options, seen, cancel)],
        };
    }

    /// <summary>The report of a file that is not imported.</summary>
    public static FileReport Refused(string name, string why) => new(null, $"{name}: refused. {why}");

    private static async Task<FileReport> ImportArticleAsync(
        string name, byte[] content, IServiceProvider services, ImportOptions options, Dictionary<string, string> seen, CancellationToken cancel)
    {
        var reading = ArticleParser.Read(content);
        if (reading.Article is not { } article)
            return Refused(name, string.Join(" ", reading.Refusals));

        var imported = await services.GetRequiredService<ImportArticle>().RunAsync(article, options, Editor.System, cancel);
        if (imported.Problem is { } problem)
            return Refused(name, problem.Message);

        var remarks = reading.Warnings.Select(warning => $"Warning: {warning}").Concat(reading.LeftOut.Select(left => $"Left out: {left}"));
        return Of(name, name, article, imported.Value, seen, remarks);
    }

    private static async Task<IReadOnlyList<FileReport>> ImportTableAsync(
        string name, TableReading reading, IServiceProvider services, ImportOptions options, Dictionary<string, string> seen, CancellationToken cancel)
    {
        if (reading.Refusals.Count > 0)
            return [Refused(name, $"Nothing of it was imported. {string.Join(" ", reading.Refusals)}")];

        var imported = await services.GetRequiredService<ImportTable>().RunAsync(reading.Articles, options, Editor.System, cancel);
        if (imported.Problem is { } problem)
            return [Refused(name, $"Nothing of it was imported. {problem.Message}")];

        var remarks = reading.Remarks.Select(remark => $"Left out: {remark}").ToList();
        return
        [
            .. reading.Articles.Zip(imported.Value).Select((pair, index) =>
                Of($"{name}, {pair.First.Place}", name, pair.First.Article, pair.Second, seen, index == 0 ? remarks : [])),
        ];
    }

    private static FileReport Of(string title, string file, Article article, ImportedArticle imported, Dictionary<string, string> seen, IEnumerable<string> remarks)
    {
        var report = new StringBuilder();
        report.Append(title).Append(": ").Append(imported.State switch
        {
            ImportState.Created => "new",
            ImportState.Updated => "updated",
            _ => "unchanged",
        });
        report.Append(", /").AppendLine(imported.Path);
        report.Append("  \"").Append(article.Title).Append("\": ").Append(article.Sections.Count).Append(" sections, ")
            .Append(article.Sections.Sum(section => section.Bullets.Count)).Append(" bullets, ")
            .Append(article.Keywords.Count).Append(" keywords").Append(article.Keywords.Count > 0 ? " (" + string.Join(", ", article.Keywords) + ")" : "");
        if (!seen.TryAdd(imported.Path, file))
            report.AppendLine().Append("  Warning: ").Append(seen[imported.Path]).Append(" has the same path; this file took its place.");
        foreach (var remark in remarks)
            report.AppendLine().Append("  ").Append(remark);
        return new FileReport(imported.State, report.ToString());
    }
}
