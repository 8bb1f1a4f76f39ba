namespace Cms.Architecture.Tests.Rules;

/// <summary>Versions of packages stand in Directory.Packages.props and nowhere else.</summary>
public static class PackageVersionsAreCentral
{
    private static readonly string[] Attributes = ["Version", "VersionOverride"];

    public static IEnumerable<Violation> Check(SourceTree tree) =>
        from project in ProjectFile.In(tree, ".csproj", ".props", ".targets")
        from reference in project.Named("PackageReference")
        where Attributes.Any(name => reference.Element.Attribute(name) is not null || reference.Element.Element(name) is not null)
        select project.At(reference.Element, $"the version of {reference.Name} belongs in Directory.Packages.props.");
}
