using Cms.Media;
using Cms.Tests.Memory;

namespace Cms.Tests.Media;

public sealed class MediaFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a.png", true)]
    [InlineData("deep/er/Ä 1 (2).png", true)]
    [InlineData("", false)]
    [InlineData("/a.png", false)]
    [InlineData("a.png/", false)]
    [InlineData("a//b.png", false)]
    [InlineData("../a.png", false)]
    [InlineData("a/../../b.png", false)]
    [InlineData("a/./b.png", false)]
    [InlineData(".hidden", false)]
    [InlineData("a./b.png", false)]
    [InlineData("a .png ", false)]
    [InlineData("a\\b.png", false)]
    [InlineData("C:/a.png", false)]
    [InlineData("a\u0000.png", false)]
    [InlineData("CON", false)]
    [InlineData("deep/nul.png", false)]
    [InlineData("Aux .tar.gz", false)]
    [InlineData("com1.png", false)]
    [InlineData("lpt\u00b2", false)]
    [InlineData("console.png", true)]
    [InlineData("picture\u202egnp.exe", false)]
    [InlineData("\\\\server/share.png", false)]
    public void A_path_stays_inside_the_media_folder(string path, bool valid)
    {
        Assert.Equal(valid, MediaPath.IsValid(path));
    }

    [Fact]
    public async Task A_file_is_in_its_place_only_when_it_is_kept()
    {
        await using var cms = new MemoryCms();

        var (before, after) = await cms.RunAsync<MediaFiles, (FileInfo?, FileInfo?)>(async files =>
        {
            using var thrown = await files.StageAsync("thrown.txt", "x"u8.ToArray(), Cancel);
            using var kept = await files.StageAsync("kept.txt", "x"u8.ToArray(), Cancel);
            var none = files.Find("kept.txt");
            kept!.Keep();
            return (none, files.Find("kept.txt"));
        });

        Assert.Null(before);
        Assert.NotNull(after);
        Assert.Equal(["kept.txt"], Directory.EnumerateFiles(Path.Combine(cms.Folder, "Sites"), "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_path_that_leaves_the_folder_is_never_staged()
    {
        await using var cms = new MemoryCms();

        await Assert.ThrowsAsync<ArgumentException>(() => cms.RunAsync<MediaFiles, StagedFile?>(files => files.StageAsync("../x.txt", default, Cancel)));

        Assert.False(Directory.Exists(Path.Combine(cms.Folder, "Sites")));
    }

    [Fact]
    public async Task Links_are_not_followed()
    {
        await using var cms = new MemoryCms();
        var secrets = Directory.CreateDirectory(Path.Combine(cms.Folder, "secrets"));
        await File.WriteAllTextAsync(Path.Combine(secrets.FullName, "secret.txt"), "secret", Cancel);
        var media = Directory.CreateDirectory(Path.Combine(cms.Folder, "Sites", "Default", "Media"));
        Directory.CreateSymbolicLink(Path.Combine(media.FullName, "folder"), secrets.FullName);
        File.CreateSymbolicLink(Path.Combine(media.FullName, "file.txt"), Path.Combine(secrets.FullName, "secret.txt"));

        var (found, obstacle) = await cms.RunAsync<MediaFiles, (bool, string?)>(files => Task.FromResult(
            (new[] { "folder/secret.txt", "file.txt" }.Any(path => files.Find(path) is not null), files.Obstacle("folder/new.txt", []))));

        Assert.False(found);
        Assert.Equal("leads through the link folder", obstacle);
    }
}
