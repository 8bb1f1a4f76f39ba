using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class PackageVersionsAreCentralTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(PackageVersionsAreCentral.Check);

    [Theory]
    [InlineData("""<PackageReference Include="Markdig" Version="1.6.0" />""")]
    [InlineData("""<PackageReference Include="Markdig" VersionOverride="1.6.0" />""")]
    [InlineData("""<PackageReference Update="Markdig"><Version>1.6.0</Version></PackageReference>""")]
    public void A_version_in_a_project_is_reported(string reference)
    {
        var tree = SourceTree.Of(("src/Cms/Cms.csproj", $"<Project>\n<ItemGroup>\n{reference}\n</ItemGroup>\n</Project>"));

        var violation = Assert.Single(PackageVersionsAreCentral.Check(tree));

        Assert.Equal("src/Cms/Cms.csproj:3: the version of Markdig belongs in Directory.Packages.props.", violation.ToString());
    }
}
