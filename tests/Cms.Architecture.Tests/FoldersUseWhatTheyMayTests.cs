using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class FoldersUseWhatTheyMayTests
{
    private static readonly SourceTree Planted = SourceTree.Of(
        ("src/Cms/Fields/TextField.cs", "namespace Cms.Fields;\npublic sealed class TextField;"),
        ("src/Cms/Media/MediaPath.cs", "using Cms.Fields;\n\nnamespace Cms.Media;\npublic sealed class MediaPath;"));

    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(FoldersUseWhatTheyMay.Check);

    [Fact]
    public void The_table_goes_one_way()
    {
        for (var row = 0; row < FoldersUseWhatTheyMay.Table.Count; row++)
        {
            var above = FoldersUseWhatTheyMay.Table.Take(row).Select(other => other.Folder);

            Assert.Empty(FoldersUseWhatTheyMay.Table[row].May.Except(above));
        }
    }

    [Fact]
    public void A_use_in_the_wrong_direction_is_reported()
    {
        var violation = Assert.Single(FoldersUseWhatTheyMay.Check(Planted, known: []));

        Assert.Equal("src/Cms/Media/MediaPath.cs:1: Media must not use Fields; it may use Tenants.", violation.ToString());
    }

    [Theory]
    [InlineData("using Text = Cms.Fields.TextField;")]
    [InlineData("using static Cms.Fields.TextField;")]
    [InlineData("namespace Cms.Media; class A { object B = Cms.Fields.TextField.C; }")]
    [InlineData("namespace Cms.Media; class A { object B = global::Cms.Fields.TextField.C; }")]
    [InlineData("namespace Cms.Media; class A { object B = Fields.TextField.C; }")]
    [InlineData("namespace Cms.Media; class A { Fields.TextField? B; }")]
    public void It_is_seen_however_it_is_written(string code)
    {
        var tree = SourceTree.Of([.. Planted.Files.Take(1).Select(file => (file.Path, file.Text)), ("src/Cms/Media/A.cs", code)]);

        Assert.Equal(["src/Cms/Media/A.cs:1: Media must not use Fields; it may use Tenants."], FoldersUseWhatTheyMay.Check(tree, known: []).Select(violation => violation.ToString()));
    }

    [Fact]
    public void A_property_that_is_called_as_a_folder_is_no_use()
    {
        var tree = SourceTree.Of([.. Planted.Files.Take(1).Select(file => (file.Path, file.Text)), ("src/Cms/Media/A.cs", "class A { int B => Fields.Count; }")]);

        Assert.Empty(FoldersUseWhatTheyMay.Check(tree, known: []));
    }

    [Theory]
    [InlineData("src/Cms/CmsServices.cs", 0)]
    [InlineData("src/Cms/Outcome.cs", 1)]
    public void Of_the_files_above_the_folders_only_the_door_may_use_them(string path, int violations)
    {
        var tree = SourceTree.Of([.. Planted.Files.Take(1).Select(file => (file.Path, file.Text)), (path, "using Cms.Fields;\nnamespace Cms;")]);

        Assert.Equal(violations, FoldersUseWhatTheyMay.Check(tree, known: []).Count());
    }

    [Fact]
    public void A_known_use_is_let_be_in_its_file_only()
    {
        var tree = SourceTree.Of([.. Planted.Files.Select(file => (file.Path, file.Text)), ("src/Cms/Media/MediaFiles.cs", "using Cms.Fields;")]);

        var violation = Assert.Single(FoldersUseWhatTheyMay.Check(tree, known: [("src/Cms/Media/MediaPath.cs", "Fields")]));

        Assert.Equal("src/Cms/Media/MediaFiles.cs", violation.Path);
    }

    [Fact]
    public void A_known_use_that_is_gone_is_reported()
    {
        var violation = Assert.Single(FoldersUseWhatTheyMay.Check(SourceTree.Of(), known: [("src/Cms/Media/MediaPath.cs", "Fields")]));

        Assert.Equal("src/Cms/Media/MediaPath.cs:1: no longer uses Fields: take it off the list of known uses in FoldersUseWhatTheyMay.", violation.ToString());
    }

    [Fact]
    public void A_folder_that_is_not_in_the_table_is_reported()
    {
        var tree = SourceTree.Of([.. Planted.Files.Take(1).Select(file => (file.Path, file.Text)), ("src/Cms/Extras/A.cs", "using Cms.Fields;")]);

        var violation = Assert.Single(FoldersUseWhatTheyMay.Check(tree, known: []));

        Assert.Equal("src/Cms/Extras/A.cs:1: folder Extras is not in the table of FoldersUseWhatTheyMay; add what it may use.", violation.ToString());
    }

    [Fact]
    public void A_global_using_is_reported()
    {
        var tree = SourceTree.Of(
            ("src/Cms/Usings.cs", "global using System.Text;"),
            ("src/Cms/Cms.csproj", """<Project><ItemGroup><Using Include="Cms.Fields" /></ItemGroup></Project>"""));

        Assert.Equal(
            [
                "src/Cms/Usings.cs:1: a global using hides who uses whom; write it in the files that need it.",
                "src/Cms/Cms.csproj:1: a global using hides who uses whom; write it in the files that need it.",
            ],
            FoldersUseWhatTheyMay.Check(tree, known: []).Select(violation => violation.ToString()));
    }
}
