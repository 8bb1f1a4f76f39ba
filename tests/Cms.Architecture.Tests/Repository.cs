namespace Cms.Architecture.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly Lazy<SourceTree> Loaded = new(Load);

    /// <summary>Its text files, without what <c>.gitignore</c> names.</summary>
    public static SourceTree Tree => Loaded.Value;

    /// <summary>Fails with a line for each violation.</summary>
    public static void Keeps(Func<SourceTree, IEnumerable<Violation>> rule)
    {
        var violations = rule(Tree).Select(violation => violation.ToString()).ToList();
        if (violations.Count > 0)
            Assert.Fail($"{violations.Count} violation(s):\n{string.Join('\n', violations)}");
    }

    private static SourceTree Load()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Cms.sln")))
            root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Cms.sln.");

        // Not asked of git: a source archive has none. The file's patterns are only folders and endings.
        var ignored = File.ReadAllLines(Path.Combine(root.FullName, ".gitignore")).Append(".git/").ToList();
        var folders = ignored.Where(line => line.EndsWith('/')).Select(line => line[..^1]).ToHashSet(StringComparer.Ordinal);
        var endings = ignored.Where(line => line.StartsWith("*.", StringComparison.Ordinal)).Select(line => line[1..]).ToList();

        return new SourceTree([.. FilesIn(root, folders)
            .Where(file => file.Name != ".git" && !endings.Any(file.Name.EndsWith))
            .Select(file => new SourceFile(Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .Where(file => !file.Text.Contains('\0'))
            .OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    private static IEnumerable<FileInfo> FilesIn(DirectoryInfo folder, HashSet<string> ignored) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories()
            .Where(inside => !ignored.Contains(inside.Name))
            .SelectMany(inside => FilesIn(inside, ignored)));
}
