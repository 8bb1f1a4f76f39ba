using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class TechnologiesAreFencedTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(TechnologiesAreFenced.Check);

    [Theory]
    [InlineData("Cms", "FrameworkReference", "Microsoft.AspNetCore.App", "ASP.NET stays in src/Cms.GraphQL, src/Cms.Rest, src/Cms.OpenId, src/Cms.Themes, src/Cms.Admin, src/Cms.Host.")]
    [InlineData("Cms", "PackageReference", "Microsoft.EntityFrameworkCore.Sqlite", "SQL stays in src/Cms.Storage.")]
    [InlineData("Cms", "PackageReference", "Npgsql", "SQL stays in src/Cms.Storage.")]
    [InlineData("Cms", "PackageReference", "GraphQL-Parser", "GraphQL stays in src/Cms.GraphQL.")]
    [InlineData("Cms.Host", "PackageReference", "Npgsql.EntityFrameworkCore.PostgreSQL", "SQL stays in src/Cms.Storage.")]
    [InlineData("Cms.Storage", "PackageReference", "GraphQL.SystemTextJson", "GraphQL stays in src/Cms.GraphQL.")]
    [InlineData("Cms.Themes", "PackageReference", "Scriban.Signed", "Liquid's engine stays in src/Cms/Liquid.")]
    [InlineData("Cms.Themes", "PackageReference", "MudBlazor", "MudBlazor stays in src/Cms.Admin.")]
    [InlineData("Cms.Host", "PackageReference", "OpenIddict.Server", "tokens stays in src/Cms.OpenId, src/Cms.Storage.")]
    [InlineData("Cms", "PackageReference", "xunit.v3", "tests stays in tests.")]
    public void A_library_outside_its_fence_is_reported(string project, string kind, string library, string message)
    {
        var tree = SourceTree.Of(($"src/{project}/{project}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <{kind} Include="{library}" />
              </ItemGroup>
            </Project>
            """));

        var violation = Assert.Single(TechnologiesAreFenced.Check(tree));

        Assert.Equal($"src/{project}/{project}.csproj:3: {project} must not use {library}: {message}", violation.ToString());
    }

    [Fact]
    public void The_web_sdk_counts_as_asp_net()
    {
        var tree = SourceTree.Of(("src/Cms.Storage/Cms.Storage.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""));

        var violation = Assert.Single(TechnologiesAreFenced.Check(tree));

        Assert.StartsWith("src/Cms.Storage/Cms.Storage.csproj:1: Cms.Storage must not use Microsoft.AspNetCore.App", violation.ToString());
    }

    [Theory]
    [InlineData("src/Cms.Host/Program.cs", "using Microsoft.EntityFrameworkCore;", "Cms.Host must not use Microsoft.EntityFrameworkCore: SQL stays in src/Cms.Storage.")]
    [InlineData("src/Cms.Themes/Page.cs", "using static global::GraphQL.Execution.X;", "Cms.Themes must not use GraphQL.Execution.X: GraphQL stays in src/Cms.GraphQL.")]
    [InlineData("src/Cms/Parts/TitlePart.cs", "using Scriban.Runtime;", "Cms must not use Scriban.Runtime: Liquid's engine stays in src/Cms/Liquid.")]
    [InlineData("src/Cms.Rest/Start.razor", "@using MudBlazor", "Cms.Rest must not use MudBlazor: MudBlazor stays in src/Cms.Admin.")]
    public void A_namespace_outside_its_fence_is_reported(string path, string line, string message)
    {
        var tree = SourceTree.Of((path, $"\n{line}\n"));

        var violation = Assert.Single(TechnologiesAreFenced.Check(tree));

        Assert.Equal($"{path}:2: {message}", violation.ToString());
    }

    [Fact]
    public void Inside_the_fence_all_is_well()
    {
        var tree = SourceTree.Of(
            ("src/Cms/Cms.csproj", """<Project><ItemGroup><PackageReference Include="Scriban.Signed" /></ItemGroup></Project>"""),
            ("src/Cms/Liquid/LiquidTemplate.cs", "using Scriban;"),
            ("src/Cms.Storage/Db.cs", "using Microsoft.AspNetCore.Identity.EntityFrameworkCore;"),
            ("src/Cms.Themes/Pages.cs", "using Cms.GraphQL;"));

        Assert.Empty(TechnologiesAreFenced.Check(tree));
    }
}
