using System.Text;
using Cms.Editing;
using Cms.Importing;

namespace Cms.Host.Commands;

/// <summary>What became of one file of an import.</summary>
/// <param name="State">Null when the file was refused.</param>
/// <param name="Text">The report for people, several lines.</param>
internal sealed record FileReport(ImportState? State, string Text)
{
    private const long LargestFile = 10 * 1024 * 1024;

    /// <summary>Reads and imports the file. Nothing is stored for a file that is refused.</summary>
    /// <param name="name">The file.</param>
    /// <param name="import">The verb.</param>
    /// <param name="options">How.</param>
    /// <param name="seen">Paths that files before it gave their items, with the file's name; this one is added.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<FileReport> ImportAsync(
        string name, ImportArticle import, ImportOptions options, Dictionary<string, string> seen, CancellationToken cancel)
    {
        byte[] content;
        try
        {
            if (new FileInfo(name) is { Exists: true, Length: > LargestFile })
                return Refused(name, $"it is larger than {LargestFile / 1024 / 1024} MB, so it is no article.");
            content = await File.ReadAllBytesAsync(name, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refused(name, exception.Message);
        }

        var reading = ArticleParser.Read(content);
        if (reading.Article is not { } article)
            return Refused(name, string.Join(" ", reading.Refusals));

        var imported = await import.RunAsync(article, options, Editor.System, cancel);
        if (imported.Problem is { } problem)
            return Refused(name, problem.Message);

        var report = new StringBuilder();
        report.Append(name).Append(": ").Append(imported.Value.State switch
        {
            ImportState.Created => "new",
            ImportState.Updated => "updated",
            _ => "unchanged",
        });
        report.Append(", /").AppendLine(imported.Value.Path);
        report.Append("  \"").Append(article.Title).Append("\": ").Append(article.Sections.Count).Append(" sections, ")
            .Append(article.Sections.Sum(section => section.Bullets.Count)).Append(" bullets, ")
            .Append(article.Keywords.Count).Append(" keywords").Append(article.Keywords.Count > 0 ? " (" + string.Join(", ", article.Keywords) + ")" : "");
        if (!seen.TryAdd(imported.Value.Path, name))
            report.AppendLine().Append("  Warning: ").Append(seen[imported.Value.Path]).Append(" has the same path; this file took its place.");
        foreach (var warning in reading.Warnings)
            report.AppendLine().Append("  Warning: ").Append(warning);
        foreach (var left in reading.LeftOut)
            report.AppendLine().Append("  Left out: ").Append(left);
        return new FileReport(imported.Value.State, report.ToString());
    }

    /// <summary>The report of a file that is not imported.</summary>
    public static FileReport Refused(string name, string why) => new(null, $"{name}: refused. {why}");
}
