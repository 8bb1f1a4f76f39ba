using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class FoldersHaveNoCyclesTests
{
    private static readonly SourceTree Planted = SourceTree.Of(
        ("src/Cms/Parts/PartType.cs", "using Cms.Content;\nnamespace Cms.Parts;\nclass PartType;"),
        ("src/Cms/Content/ContentItem.cs", "using System;\nusing Cms.Fields;\nnamespace Cms.Content;\nclass ContentItem;"),
        ("src/Cms/Fields/FieldType.cs", "using Cms.Parts;\nnamespace Cms.Fields;\nclass FieldType;"),
        ("src/Cms/Users/User.cs", "using Cms.Content;\nnamespace Cms.Users;\nclass User;"));

    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(FoldersHaveNoCycles.Check);

    [Fact]
    public void A_circle_of_folders_is_reported_once()
    {
        var violation = Assert.Single(FoldersHaveNoCycles.Check(Planted, known: []));

        Assert.Equal(
            "src/Cms/Content/ContentItem.cs:2: folders go round in a circle: Content -> Fields -> Parts -> Content "
            + "(also src/Cms/Fields/FieldType.cs:1, src/Cms/Parts/PartType.cs:1). Move a type so that one arrow goes.",
            violation.ToString());
    }

    [Fact]
    public void A_circle_through_a_known_use_is_let_be()
    {
        Assert.Empty(FoldersHaveNoCycles.Check(Planted, known: [("src/Cms/Content/ContentItem.cs", "Fields")]));
    }
}
