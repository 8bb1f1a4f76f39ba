using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class DataFilesParseTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(DataFilesParse.Check);

    [Theory]
    [InlineData("recipes/a.recipe.json", "{\n  \"name\": \"a\"\n  \"steps\": []\n}", "recipes/a.recipe.json:3: is not JSON: ")]
    [InlineData("themes/a/templates/article.graphql", "{\n  article {\n    title\n", "themes/a/templates/article.graphql:3: is not GraphQL: ")]
    [InlineData("themes/a/templates/article.liquid", "<h1>\n{% if title %}\n</h1>", "themes/a/templates/article.liquid:1: Template themes/a/templates/article.liquid, line ")]
    public void A_file_that_cannot_be_read_is_reported(string path, string text, string message)
    {
        var violation = Assert.Single(DataFilesParse.Check(SourceTree.Of((path, text))));

        Assert.StartsWith(message, violation.ToString());
    }

    [Fact]
    public void Comments_in_json_are_right()
    {
        Assert.Empty(DataFilesParse.Check(SourceTree.Of(("recipes/a.recipe.json", "{\n  // Why.\n  \"name\": \"a\"\n}"))));
    }
}
