namespace Cms.Architecture.Tests.Rules;

/// <summary>Which project may reference which. Everything points to Cms, and Cms points to nobody.</summary>
public static class ProjectsUseWhatTheyMay
{
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        ["Cms"] = [],
        ["Cms.Storage"] = ["Cms"],
        ["Cms.GraphQL"] = ["Cms"],
        ["Cms.Rest"] = ["Cms"],
        ["Cms.OpenId"] = ["Cms"],
        ["Cms.Themes"] = ["Cms", "Cms.GraphQL"],
        ["Cms.Admin.Browser"] = [],
        ["Cms.Admin"] = ["Cms", "Cms.Admin.Browser"],
        ["Cms.Host"] = ["Cms", "Cms.Storage", "Cms.GraphQL", "Cms.Rest", "Cms.OpenId", "Cms.Themes", "Cms.Admin", "Cms.Admin.Browser"],
        ["Cms.Tests"] = ["Cms"],
    };

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var project in ProjectFile.In(tree, ".csproj"))
        {
            if (!Table.TryGetValue(project.Name, out var may))
            {
                // Tests other than those of the product itself take what they need.
                if (project.File.Segments[0] == "src")
                    yield return new Violation(project.File.Path, 1, $"{project.Name} is not in the table of {nameof(ProjectsUseWhatTheyMay)}; add what it may use.");
                continue;
            }

            foreach (var (name, element) in project.Projects.Where(reference => !may.Contains(reference.Name)))
                yield return project.At(element, $"{project.Name} must not use {name}; it may use {(may.Length == 0 ? "no other project" : string.Join(", ", may))}.");
        }
    }
}
