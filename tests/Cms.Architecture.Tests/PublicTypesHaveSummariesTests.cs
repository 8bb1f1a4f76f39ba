using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class PublicTypesHaveSummariesTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(PublicTypesHaveSummaries.Check);

    [Theory]
    [InlineData("public sealed class Route;", "Route")]
    [InlineData("public record struct Route;", "Route")]
    [InlineData("public enum Route;", "Route")]
    [InlineData("public interface IRoute<T>;", "IRoute<T>")]
    [InlineData("public delegate void Route();", "Route")]
    [InlineData("/* no doc comment */ public class Route;", "Route")]
    public void A_public_type_without_a_summary_is_reported(string code, string name)
    {
        var violation = Assert.Single(PublicTypesHaveSummaries.Check(SourceTree.Of(("src/Cms/Content/Route.cs", $"namespace Cms.Content;\n{code}"))));

        Assert.Equal($"src/Cms/Content/Route.cs:2: public {name} has no summary; say in one line what it is for: /// <summary>...</summary>.", violation.ToString());
    }

    [Theory]
    [InlineData("/// <summary> </summary>\npublic class Route;")]
    [InlineData("/// <remarks>Long.</remarks>\npublic class Route;")]
    public void An_empty_summary_is_none(string code)
    {
        Assert.Single(PublicTypesHaveSummaries.Check(SourceTree.Of(("src/Cms/Content/Route.cs", $"namespace Cms.Content;\n{code}"))));
    }

    [Theory]
    [InlineData("/// <summary>A path.</summary>\n[Obsolete]\npublic class Route;")]
    [InlineData("/// <summary>\n/// A path.\n/// </summary>\npublic class Route { public class Inside; }")]
    [InlineData("/// <summary><see cref=\"A\"/></summary>\npublic class Route;")]
    [InlineData("/// <inheritdoc/>\npublic class Route;")]
    [InlineData("/// <summary>A path.</summary>\npublic partial class Route;\npublic partial class Route;")]
    [InlineData("internal class Route;")]
    public void A_summary_in_any_form_is_seen(string code)
    {
        Assert.Empty(PublicTypesHaveSummaries.Check(SourceTree.Of(("src/Cms/Content/Route.cs", $"namespace Cms.Content;\n{code}"))));
    }
}
