using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class InterfacesAreJointsTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(InterfacesAreJoints.Check);

    [Fact]
    public void An_interface_with_one_implementation_is_reported()
    {
        var tree = SourceTree.Of(
            ("src/Cms/Editing/IPublish.cs", "namespace Cms.Editing;\n\npublic interface IPublish;"),
            ("src/Cms.Host/Publish.cs", "sealed class Publish : Cms.Editing.IPublish;"),
            ("tests/Cms.Tests/MemoryPublish.cs", "sealed class MemoryPublish : IPublish;"));

        var violation = Assert.Single(InterfacesAreJoints.Check(tree));

        Assert.Equal("src/Cms/Editing/IPublish.cs:3: only Publish implements IPublish; use Publish itself.", violation.ToString());
    }

    [Fact]
    public void An_interface_without_implementations_is_reported()
    {
        var violation = Assert.Single(InterfacesAreJoints.Check(SourceTree.Of(("src/Cms/Editing/IPublish.cs", "interface IPublish;"))));

        Assert.Equal("src/Cms/Editing/IPublish.cs:1: nothing in src implements IPublish; remove it until a second implementation needs it.", violation.ToString());
    }

    [Fact]
    public void An_open_generic_with_several_implementations_is_a_joint()
    {
        var tree = SourceTree.Of(
            ("src/Cms/Events/IHandle.cs", "interface IHandle<in TEvent>;"),
            ("src/Cms/Caching/ClearKeptAnswers.cs", "sealed class ClearKeptAnswers : IHandle<ContentPublished>;"),
            ("src/Cms/Webhooks/SendWebhooks.cs", "sealed class SendWebhooks : IHandle<ContentPublished>, IHandle<ContentRemoved>;"));

        Assert.Empty(InterfacesAreJoints.Check(tree));
    }
}
