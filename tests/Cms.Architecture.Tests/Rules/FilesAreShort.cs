namespace Cms.Architecture.Tests.Rules;

/// <summary>A hand-written file has at most 400 lines.</summary>
public static class FilesAreShort
{
    public const int Most = 400;

    public static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.Files
        where file.IsHandWritten
        let lines = file.Text.TrimEnd('\n').Split('\n').Length
        where lines > Most
        select new Violation(file.Path, Most + 1, $"has {lines} lines; at most {Most} are right. Give a part of it a file and a name of its own.");
}
