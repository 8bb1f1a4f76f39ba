using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class FilesAreShortTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(FilesAreShort.Check);

    [Theory]
    [InlineData("src/Cms/Content/ContentItem.cs")]
    [InlineData("src/Cms.Admin/Pages/Content.razor")]
    [InlineData("tests/Cms.Tests/Content/ContentItemTests.cs")]
    public void A_file_of_401_lines_is_reported(string path)
    {
        var violation = Assert.Single(FilesAreShort.Check(SourceTree.Of((path, Lines(401)))));

        Assert.Equal($"{path}:401: has 401 lines; at most 400 are right. Give a part of it a file and a name of its own.", violation.ToString());
    }

    [Theory]
    [InlineData("src/Cms/Content/ContentItem.cs", 400)]
    [InlineData("src/Cms.Storage/Sqlite/Migrations/First.cs", 2000)]
    [InlineData("recipes/guides.recipe.json", 2000)]
    public void Short_generated_and_data_files_are_let_be(string path, int lines)
    {
        Assert.Empty(FilesAreShort.Check(SourceTree.Of((path, Lines(lines)))));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("// line\n", count));
}
