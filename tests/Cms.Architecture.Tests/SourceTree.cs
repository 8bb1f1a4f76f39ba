namespace Cms.Architecture.Tests;

/// <summary>The files that a rule looks at: the repository's, or a few that a test makes up with a mistake in them.</summary>
public sealed record SourceTree(IReadOnlyList<SourceFile> Files)
{
    public static SourceTree Of(params (string Path, string Text)[] files) => new([.. files.Select(file => new SourceFile(file.Path, file.Text))]);

    public IEnumerable<SourceFile> Under(string folder) => Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Hand-written C# and Razor under the folder.</summary>
    public IEnumerable<SourceFile> CodeUnder(string folder) => Under(folder).Where(file => file.IsHandWritten);
}
