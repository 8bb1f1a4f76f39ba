using Cms.Media;
using Cms.Recipes;
using Cms.Tests.Memory;

namespace Cms.Tests.Recipes.Steps;

public sealed class MediaStepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_come_from_beside_the_recipe_or_from_the_recipe_itself()
    {
        await using var cms = new MemoryCms();
        Directory.CreateDirectory(Path.Combine(cms.Folder, "files"));
        await File.WriteAllTextAsync(Path.Combine(cms.Folder, "files", "a.txt"), "from a file", Cancel);

        await cms.RunRecipeAsync(Media("""{"TargetPath":"deep/er/a.txt","SourcePath":"files/a.txt"},{"TargetPath":"b.txt","Base64":"ZnJvbSB0ZXh0"}"""));

        Assert.Equal(("from a file", "from text"), (await ReadAsync(cms, "deep/er/a.txt"), await ReadAsync(cms, "b.txt")));
    }

    [Fact]
    public async Task A_second_run_leaves_the_file_and_a_changed_one_replaces_it()
    {
        await using var cms = new MemoryCms();
        await cms.RunRecipeAsync(Media("""{"TargetPath":"a.txt","Base64":"YQ=="}"""));
        var file = await FindAsync(cms, "a.txt");
        File.SetLastWriteTimeUtc(file!.FullName, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await cms.RunRecipeAsync(Media("""{"TargetPath":"a.txt","Base64":"YQ=="}"""));
        var afterSame = (await FindAsync(cms, "a.txt"))!.LastWriteTimeUtc.Year;
        await cms.RunRecipeAsync(Media("""{"TargetPath":"a.txt","Base64":"Yg=="}"""));

        Assert.Equal((2025, "b"), (afterSame, await ReadAsync(cms, "a.txt")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(cms.Folder, "Sites", "Default", "Staged")));
    }

    [Theory]
    [InlineData("""{"TargetPath":"../x.txt","Base64":"YQ=="}""", "TargetPath \"../x.txt\" must be a path inside the media folder: relative, parted by /, without names that begin or end with a dot or space, or that systems keep for devices (CON, NUL).")]
    [InlineData("""{"TargetPath":"/x.txt","Base64":"YQ=="}""", "TargetPath \"/x.txt\" must be a path inside")]
    [InlineData("""{"TargetPath":"a\\x.txt","Base64":"YQ=="}""", "TargetPath \"a\\x.txt\" must be a path inside")]
    [InlineData("""{"TargetPath":"C:x.txt","Base64":"YQ=="}""", "TargetPath \"C:x.txt\" must be a path inside")]
    [InlineData("""{"Base64":"YQ=="}""", "a file has no TargetPath.")]
    [InlineData("""{"TargetPath":"x.txt"}""", "file x.txt needs a SourcePath or Base64; files are not fetched from other addresses.")]
    [InlineData("""{"TargetPath":"x.txt","SourceUrl":"https://example.org/x.txt"}""", "file x.txt needs a SourcePath or Base64; files are not fetched from other addresses.")]
    [InlineData("""{"TargetPath":"x.txt","Base64":"no base64!"}""", "the Base64 of file x.txt is none.")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"../secret.txt"}""", "SourcePath \"../secret.txt\" must stay in the recipe's folder ")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"/etc/hostname"}""", "SourcePath \"/etc/hostname\" must stay in the recipe's folder ")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"a/../../x"}""", "SourcePath \"a/../../x\" must stay in the recipe's folder ")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"missing.txt"}""", "SourcePath \"missing.txt\" is no file in ")]
    [InlineData("""{"TargetPath":"taken.txt","Base64":"YQ=="},{"TargetPath":"taken.txt/x.txt","Base64":"YQ=="}""", "TargetPath \"taken.txt/x.txt\" needs a folder where the file taken.txt is.")]
    [InlineData("""{"TargetPath":"taken.txt/x.txt","Base64":"YQ=="},{"TargetPath":"taken.txt","Base64":"YQ=="}""", "TargetPath \"taken.txt\" is a folder.")]
    [InlineData("""{"TargetPath":"kept/x.txt/y.txt","Base64":"YQ=="}""", "TargetPath \"kept/x.txt/y.txt\" needs a folder where the file kept/x.txt is.")]
    [InlineData("""{"TargetPath":"kept","Base64":"YQ=="}""", "TargetPath \"kept\" is a folder.")]
    [InlineData("""{"TargetPath":"a.png","Base64":"PHNjcmlwdD4="}""", "TargetPath \"a.png\" is not what its name says (.png).")]
    [InlineData("""{"TargetPath":"a.html","Base64":"YQ=="}""", "TargetPath \"a.html\" is a page or program by its name (.html), which is no media file.")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"linked/secret.txt"}""", "SourcePath \"linked/secret.txt\" must stay in the recipe's folder ")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"link.txt"}""", "SourcePath \"link.txt\" must stay in the recipe's folder ")]
    [InlineData("""{"TargetPath":"x.txt","SourcePath":"a\u0000b"}""", "SourcePath \"a\0b\" must stay in the recipe's folder ")]
    public async Task A_file_that_cannot_be_put_there_is_named_and_none_is(string files, string message)
    {
        await using var cms = new MemoryCms();
        await cms.RunRecipeAsync(Media("""{"TargetPath":"kept/x.txt","Base64":"YQ=="}"""));
        Directory.CreateSymbolicLink(Path.Combine(cms.Folder, "linked"), Path.GetTempPath());
        File.CreateSymbolicLink(Path.Combine(cms.Folder, "link.txt"), "/etc/hostname");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(Media("""{"TargetPath":"good.txt","Base64":"YQ=="},""" + files)));

        Assert.StartsWith("test.recipe.json, step 1 (media): " + message, refusal.Message, StringComparison.Ordinal);
        Assert.Null(await FindAsync(cms, "good.txt"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(cms.Folder, "Sites", "Default", "Staged")));
    }

    private static string Media(string files) => RecipeText.Of($$"""{"name":"media","Files":[{{files}}]}""");

    private static Task<FileInfo?> FindAsync(MemoryCms cms, string path) => cms.RunAsync<MediaFiles, FileInfo?>(files => Task.FromResult(files.Find(path)));

    private static async Task<string> ReadAsync(MemoryCms cms, string path) => await File.ReadAllTextAsync((await FindAsync(cms, path))!.FullName, Cancel);
}
