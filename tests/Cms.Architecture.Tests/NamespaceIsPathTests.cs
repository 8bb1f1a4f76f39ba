using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class NamespaceIsPathTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(NamespaceIsPath.Check);

    [Fact]
    public void A_namespace_that_is_not_the_path_is_reported()
    {
        var tree = SourceTree.Of(("src/Cms/Fields/TextField.cs", "using System;\n\nnamespace Cms.Content;\n"));

        var violation = Assert.Single(NamespaceIsPath.Check(tree));

        Assert.Equal("src/Cms/Fields/TextField.cs:3: namespace Cms.Content must be Cms.Fields, as the path says.", violation.ToString());
    }
}
