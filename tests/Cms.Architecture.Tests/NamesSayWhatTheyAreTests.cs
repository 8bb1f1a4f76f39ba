using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class NamesSayWhatTheyAreTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(NamesSayWhatTheyAre.Check);

    [Theory]
    [InlineData("sealed class ContentManager;", "ContentManager ends in Manager")]
    [InlineData("static class JsonHelper;", "JsonHelper ends in Helper")]
    [InlineData("static class JsonHelpers;", "JsonHelpers ends in Helpers")]
    [InlineData("static class TextUtils;", "TextUtils ends in Utils")]
    [InlineData("static class TextUtil;", "TextUtil ends in Util")]
    [InlineData("record StoreWrapper;", "StoreWrapper ends in Wrapper")]
    [InlineData("interface IStoreImpl;", "IStoreImpl ends in Impl")]
    [InlineData("delegate void CallManager();", "CallManager ends in Manager")]
    public void A_type_with_an_empty_name_is_reported(string type, string message)
    {
        var violation = Assert.Single(NamesSayWhatTheyAre.Check(SourceTree.Of(("src/Cms/Content/A.cs", $"namespace Cms.Content;\n{type}"))));

        Assert.Equal($"src/Cms/Content/A.cs:2: type {message}, which says nothing; name it by what it is (a noun) or does (a verb).", violation.ToString());
    }

    [Fact]
    public void A_file_with_an_empty_name_is_reported()
    {
        var violation = Assert.Single(NamesSayWhatTheyAre.Check(SourceTree.Of(("src/Cms/Content/ContentStore.Helpers.cs", ""))));

        Assert.Equal("src/Cms/Content/ContentStore.Helpers.cs:1: file ContentStore.Helpers.cs ends in Helpers, which says nothing; name it by what it is (a noun) or does (a verb).", violation.ToString());
    }

    [Theory]
    [InlineData("Models")]
    [InlineData("Interfaces")]
    [InlineData("Helpers")]
    [InlineData("Common")]
    [InlineData("Misc")]
    public void A_folder_with_an_empty_name_is_reported(string folder)
    {
        var violation = Assert.Single(NamesSayWhatTheyAre.Check(SourceTree.Of(($"src/Cms/{folder}/Route.cs", ""))));

        Assert.Equal($"src/Cms/{folder}/Route.cs:1: a folder called {folder} says nothing; name it as an editor would, and put each type where it is used.", violation.ToString());
    }
}
