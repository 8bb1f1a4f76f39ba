using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class ProjectsUseWhatTheyMayTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(ProjectsUseWhatTheyMay.Check);

    [Theory]
    [InlineData("Cms", "Cms.Storage", "Cms must not use Cms.Storage; it may use no other project.")]
    [InlineData("Cms.Storage", "Cms.GraphQL", "Cms.Storage must not use Cms.GraphQL; it may use Cms.")]
    [InlineData("Cms.GraphQL", "Cms.Storage", "Cms.GraphQL must not use Cms.Storage; it may use Cms.")]
    [InlineData("Cms.Rest", "Cms.Storage", "Cms.Rest must not use Cms.Storage; it may use Cms.")]
    [InlineData("Cms.Themes", "Cms.Storage", "Cms.Themes must not use Cms.Storage; it may use Cms, Cms.GraphQL.")]
    [InlineData("Cms.Admin", "Cms.Storage", "Cms.Admin must not use Cms.Storage; it may use Cms, Cms.Admin.Browser.")]
    [InlineData("Cms.Host", "Cms.Tests", "Cms.Host must not use Cms.Tests; it may use Cms, Cms.Storage, Cms.GraphQL, Cms.Rest, Cms.OpenId, Cms.Themes, Cms.Admin, Cms.Admin.Browser.")]
    public void A_reference_in_the_wrong_direction_is_reported(string project, string to, string message)
    {
        var tree = SourceTree.Of(($"src/{project}/{project}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="../{to}/{to}.csproj" />
              </ItemGroup>
            </Project>
            """));

        var violation = Assert.Single(ProjectsUseWhatTheyMay.Check(tree));

        Assert.Equal($"src/{project}/{project}.csproj:3: {message}", violation.ToString());
    }

    [Fact]
    public void A_reference_with_backslashes_is_read_too()
    {
        var tree = SourceTree.Of(("src/Cms/Cms.csproj", """<Project><ItemGroup><ProjectReference Include="..\Cms.Host\Cms.Host.csproj" /></ItemGroup></Project>"""));

        Assert.Single(ProjectsUseWhatTheyMay.Check(tree));
    }

    [Fact]
    public void A_project_that_is_not_in_the_table_is_reported()
    {
        var tree = SourceTree.Of(("src/Cms.Extra/Cms.Extra.csproj", "<Project />"));

        var violation = Assert.Single(ProjectsUseWhatTheyMay.Check(tree));

        Assert.Equal("src/Cms.Extra/Cms.Extra.csproj:1: Cms.Extra is not in the table of ProjectsUseWhatTheyMay; add what it may use.", violation.ToString());
    }
}
