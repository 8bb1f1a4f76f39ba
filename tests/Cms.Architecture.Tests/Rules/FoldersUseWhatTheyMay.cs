using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cms.Architecture.Tests.Rules;

/// <summary>Which folder of src/Cms may use which. A folder may use what stands above it, so there can be no cycle.</summary>
public static class FoldersUseWhatTheyMay
{
    public static readonly IReadOnlyList<(string Folder, string[] May)> Table =
    [
        (FolderUses.Root, []),
        ("Events", []),
        ("Liquid", []),
        ("Tenants", ["Events"]),
        ("Media", ["Tenants"]),
        ("Settings", ["Events", "Tenants"]),
        ("Audit", ["Settings", "Tenants"]),
        ("Definitions", ["Events", "Settings", "Tenants"]),
        ("Features", ["Events", "Settings", "Tenants"]),
        ("Content", ["Definitions", "Events", "Settings", "Tenants"]),
        ("Users", ["Audit", "Content", "Events", "Settings", "Tenants"]),
        ("Apps", ["Audit", "Content", "Events", "Settings", "Tenants", "Users"]),
        ("Queries", ["Content", "Events", "Settings", "Tenants", "Users"]),
        ("Fields", ["Content", "Definitions", "Liquid", "Media"]),
        ("Parts", ["Content", "Definitions", "Fields", "Liquid"]),
        ("Taxonomies", ["Content", "Definitions", "Events", "Fields", "Parts", "Tenants"]),
        ("Linking", ["Content", "Definitions", "Events", "Fields", "Liquid", "Media", "Parts", "Settings", "Taxonomies", "Tenants"]),
        ("Search", ["Content", "Definitions", "Events", "Fields", "Linking", "Liquid", "Parts", "Taxonomies", "Tenants"]),
        ("Caching", ["Content", "Definitions", "Events", "Settings", "Tenants"]),
        ("Editing", ["Audit", "Content", "Definitions", "Events", "Fields", "Linking", "Liquid", "Media", "Parts", "Search", "Settings", "Taxonomies", "Tenants", "Users"]),
        ("Modeling", ["Apps", "Content", "Definitions", "Editing", "Events", "Fields", "Liquid", "Parts", "Search", "Settings", "Tenants", "Users"]),
        ("Retries", ["Content"]),
        ("Jobs", ["Audit", "Content", "Editing", "Events", "Retries", "Settings", "Tenants", "Users"]),
        ("Webhooks", ["Content", "Events", "Jobs", "Liquid", "Settings", "Tenants"]),
        ("Recipes", ["Apps", "Content", "Definitions", "Editing", "Events", "Features", "Fields", "Media", "Modeling", "Parts", "Queries", "Settings", "Tenants", "Users"]),
        ("Health", ["Content", "Editing", "Modeling", "Recipes", "Settings", "Users"]),
        ("Importing", ["Content", "Definitions", "Editing", "Events", "Fields", "Liquid", "Media", "Parts", "Recipes", "Search", "Settings", "Taxonomies", "Tenants", "Users"]),
        ("Setup", ["Content", "Events", "Features", "Recipes", "Settings", "Tenants", "Users"]),
    ];

    /// <summary>Uses against the table that were there before it. Known, to be removed; never to be added to.</summary>
    public static readonly IReadOnlyList<(string Path, string Uses)> Known =
    [
    ];

    public static IEnumerable<Violation> Check(SourceTree tree) => Check(tree, Known);

    public static IEnumerable<Violation> Check(SourceTree tree, IReadOnlyList<(string Path, string Uses)> known)
    {
        var uses = FolderUses.In(tree);
        foreach (var use in uses.Where(use => use.From != FolderUses.Door && !known.Contains((use.File.Path, use.To))))
        {
            var may = Table.Where(row => row.Folder == use.From).Select(row => row.May).FirstOrDefault();
            if (may is null)
                yield return new Violation(use.File.Path, use.Line, $"folder {use.From} is not in the table of {nameof(FoldersUseWhatTheyMay)}; add what it may use.");
            else if (!may.Contains(use.To))
                yield return new Violation(use.File.Path, use.Line, $"{use.From} must not use {use.To}; it may use {(may.Length == 0 ? "no other folder" : string.Join(", ", may))}.");
        }

        foreach (var (path, to) in known.Where(known => !uses.Any(use => (use.File.Path, use.To) == known)))
            yield return new Violation(path, 1, $"no longer uses {to}: take it off the list of known uses in {nameof(FoldersUseWhatTheyMay)}.");

        foreach (var hidden in HiddenUses(tree))
            yield return hidden;
    }

    // A global using says for all folders at once what each folder must say itself.
    private static IEnumerable<Violation> HiddenUses(SourceTree tree)
    {
        foreach (var file in tree.CodeUnder("src/Cms/"))
        {
            foreach (var line in file.All<UsingDirectiveSyntax>().Where(line => !line.GlobalKeyword.IsMissing && line.GlobalKeyword.RawKind != 0))
                yield return file.At(line, "a global using hides who uses whom; write it in the files that need it.");
        }

        foreach (var project in ProjectFile.In(tree, ".csproj").Where(project => project.Name == "Cms"))
        {
            foreach (var (_, element) in project.Named("Using"))
                yield return project.At(element, "a global using hides who uses whom; write it in the files that need it.");
        }
    }
}
