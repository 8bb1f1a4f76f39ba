namespace Cms.Architecture.Tests;

// A rule that is shown no files is always kept; these tests see to it that the rules are shown all of them.
public sealed class RepositoryTests
{
    [Theory]
    [InlineData("Cms.sln")]
    [InlineData(".ci/run")]
    [InlineData("src/Cms/Cms.csproj")]
    [InlineData("src/Cms/Content/ContentItem.cs")]
    [InlineData("recipes/guides.recipe.json")]
    [InlineData("tests/Cms.Architecture.Tests/RepositoryTests.cs")]
    public void Files_of_every_kind_are_looked_at(string path) => Assert.Contains(Repository.Tree.Files, file => file.Path == path);

    [Fact]
    public void Everything_that_is_compiled_is_looked_at()
    {
        Assert.True(Repository.Tree.CodeUnder("src/Cms/").Count() > 40);
        Assert.True(Repository.Tree.CodeUnder("src/Cms/").All(file => file.Syntax.ContainsDiagnostics == false));
    }

    [Fact]
    public void What_a_build_writes_is_not_looked_at() =>
        Assert.DoesNotContain(Repository.Tree.Files, file => file.Segments.Contains("bin") || file.Segments.Contains("obj") || file.Segments[0] == ".git");

    [Fact]
    public void The_code_of_a_razor_file_keeps_its_line_numbers()
    {
        var page = new SourceFile("src/Cms.Admin/Pages/Home.razor", "<h1>Home</h1>\n\n@code {\n    private int _count;\n}\n");

        var field = Assert.Single(page.All<Microsoft.CodeAnalysis.CSharp.Syntax.FieldDeclarationSyntax>());

        Assert.Equal("src/Cms.Admin/Pages/Home.razor:4: here", page.At(field, "here").ToString());
    }
}
