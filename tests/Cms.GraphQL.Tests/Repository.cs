namespace Cms.GraphQL.Tests;

/// <summary>Files of the repository, found from where the tests run.</summary>
public static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Compares with an approved file. When they differ, the new text is written beside it as <c>.received</c>, to be looked at and renamed.</summary>
    public static void MatchesApproved(string path, string actual)
    {
        var approved = Path.Combine(Root, path);
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        actual = actual.ReplaceLineEndings("\n").Trim() + "\n";
        if (expected != actual)
            File.WriteAllText(approved + ".received", actual);
        Assert.Equal(expected, actual);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cms.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder;
    }
}
