using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>
/// What docs/security.md says of OWASP ASVS 5 can be looked up: every chapter is there, every item stands once under its chapter, and every test and file that it
/// names exists; so does what docs/accessibility.md names.
/// </summary>
public static partial class SecurityNamesRealTests
{
    /// <summary>The page.</summary>
    public const string Page = "docs/security.md";

    /// <summary>The page with the points of ATAG 2.0, part B.</summary>
    public const string AccessibilityPage = "docs/accessibility.md";

    private const int Chapters = 17;
    private static readonly string[] Folders = ["src/", "tests/", "docs/", "themes/", "recipes/", ".ci/"];

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        if (tree.Files.FirstOrDefault(file => file.Path == Page) is not { } page)
            return [new Violation(Page, 1, "is missing: it lists the items of OWASP ASVS 5 with their tests.")];

        var files = tree.Files.ToDictionary(file => file.Path);
        return [.. CheckChapters(page), .. CheckNumbers(page), .. CheckPlaces(page, files), .. files.TryGetValue(AccessibilityPage, out var other) ? CheckPlaces(other, files) : []];
    }

    private static IEnumerable<Violation> CheckPlaces(SourceFile page, Dictionary<string, SourceFile> files) =>
        page.Lines.SelectMany((line, index) => CheckPlaces(line, files).Select(message => new Violation(page.Path, index + 1, message)));

    private static IEnumerable<Violation> CheckChapters(SourceFile page)
    {
        var headings = page.Lines.Select(line => Heading().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        foreach (var chapter in Enumerable.Range(1, Chapters).Select(number => $"V{number.ToString(CultureInfo.InvariantCulture)}"))
        {
            if (headings.Count(heading => heading == chapter) != 1)
                yield return new Violation(Page, 1, $"must have one heading \"## {chapter} ...\".");
        }
    }

    private static IEnumerable<Violation> CheckNumbers(SourceFile page)
    {
        var seen = new Dictionary<string, int>();
        var chapter = "";
        foreach (var (index, line) in page.Lines.Index())
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                chapter = Heading().Match(line).Groups[1].Value;

            if (chapter.Length > 0 && FirstCell(line) is { } cell && !Number().IsMatch(cell))
                yield return new Violation(Page, index + 1, $"\"{cell}\" must be an item's number, such as v5.0.0-6.2.1.");

            foreach (var number in NumberLike().Matches(line).Select(match => match.Value))
            {
                if (!Number().IsMatch(number))
                    yield return new Violation(Page, index + 1, $"{number} must have the form v5.0.0-6.2.1.");
                else if (!seen.TryAdd(number, index + 1))
                    yield return new Violation(Page, index + 1, $"{number} stands in line {seen[number]} already.");
                else if (chapter != $"V{number.Split('-')[1].Split('.')[0]}")
                    yield return new Violation(Page, index + 1, $"{number} does not belong under {(chapter.Length > 0 ? chapter : "no chapter")}.");
            }
        }
    }

    // A test is named as `tests/Path/File.cs` and behind it, in the same line, the `Class` or the `Method` with [Fact] or [Theory].
    private static IEnumerable<string> CheckPlaces(string line, Dictionary<string, SourceFile> files)
    {
        SourceFile? test = null;
        var isNamed = true;
        foreach (var text in Code().Matches(line).Select(match => match.Groups[1].Value))
        {
            if (Folders.Any(folder => text.StartsWith(folder, StringComparison.Ordinal)))
            {
                if (!isNamed)
                    yield return $"{test!.Path} must be followed by the name of a test or of its class.";

                var isTest = text.StartsWith("tests/", StringComparison.Ordinal) && text.EndsWith(".cs", StringComparison.Ordinal);
                if (!files.ContainsKey(text) && !files.Keys.Any(path => path.StartsWith(text.TrimEnd('/') + "/", StringComparison.Ordinal)))
                    yield return $"{text} does not exist.";

                test = isTest ? files.GetValueOrDefault(text) : null;
                isNamed = test is null;
            }
            else if (test is not null && Name().IsMatch(text))
            {
                isNamed = true;
                if (!Declares(test, text))
                    yield return $"{test.Path} has no test or class {text}.";
            }
        }

        if (!isNamed)
            yield return $"{test!.Path} must be followed by the name of a test or of its class.";
    }

    private static bool Declares(SourceFile file, string name) =>
        file.All<TypeDeclarationSyntax>().Any(type => type.Identifier.Text == name)
        || file.All<MethodDeclarationSyntax>().Any(method => method.Identifier.Text == name
            && method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"));

    // Of a row of a table; not of its head and the line below that.
    private static string? FirstCell(string line) =>
        line.StartsWith('|') && line.Split('|')[1].Trim() is var cell && cell is not "item" && !cell.StartsWith("---", StringComparison.Ordinal) ? cell : null;

    [GeneratedRegex(@"^## (V\d+) ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^v5\.0\.0-\d+\.\d+\.\d+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\bv?5\.0(?:\.0)?-[\w.]*\w")]
    private static partial Regex NumberLike();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Z]\w*$")]
    private static partial Regex Name();
}
