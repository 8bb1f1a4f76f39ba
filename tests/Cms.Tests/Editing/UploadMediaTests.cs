using Cms.Editing;
using Cms.Media;
using Cms.Tests.Memory;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing;

public sealed class UploadMediaTests
{
    private static readonly byte[] Lamp = [0x89, .. "PNG\r\n"u8, 0x1a, .. "\n"u8, 1], Moon = [0x89, .. "PNG\r\n"u8, 0x1a, .. "\n"u8, 2];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("My Lamp (new).PNG", "uploads/my-lamp-new.png")]
    [InlineData("../../etc/lamp.png", "uploads/lamp.png")]
    [InlineData("???.png", "uploads/file.png")]
    public async Task A_file_gets_a_name_for_addresses_inside_the_folder_of_uploads(string name, string path)
    {
        await using var cms = new MemoryCms();

        var uploaded = await UploadAsync(cms, name, Lamp);

        Assert.Equal(path, uploaded.Value);
        Assert.Equal(Lamp, await ReadAsync(cms, path));
    }

    [Fact]
    public async Task Another_file_of_a_name_gets_a_number_and_the_same_file_is_not_stored_twice()
    {
        await using var cms = new MemoryCms();

        string[] paths = [(await UploadAsync(cms, "lamp.png", Lamp)).Value, (await UploadAsync(cms, "lamp.png", Moon)).Value, (await UploadAsync(cms, "lamp.png", Lamp)).Value, (await UploadAsync(cms, "lamp.png", Moon)).Value];

        Assert.Equal(["uploads/lamp.png", "uploads/lamp-2.png", "uploads/lamp.png", "uploads/lamp-2.png"], paths);
        Assert.Equal(Lamp, await ReadAsync(cms, "uploads/lamp.png"));
        Assert.Equal(Moon, await ReadAsync(cms, "uploads/lamp-2.png"));
    }

    [Fact]
    public async Task A_long_name_is_cut_and_keeps_its_ending()
    {
        await using var cms = new MemoryCms();

        var uploaded = (await UploadAsync(cms, new string('a', 300) + ".png", Lamp)).Value;

        Assert.Equal($"uploads/{new string('a', 80)}.png", uploaded);
    }

    [Theory]
    [InlineData("lamp.png", "no picture")]
    [InlineData("lamp.exe", "MZ")]
    [InlineData("lamp", "no ending")]
    public async Task What_is_not_what_its_name_says_or_of_a_kind_that_the_site_does_not_take_is_refused_by_name(string name, string content)
    {
        await using var cms = new MemoryCms();

        var refused = (await UploadAsync(cms, name, System.Text.Encoding.UTF8.GetBytes(content))).Problem!;

        Assert.Equal(ProblemKind.Invalid, refused.Kind);
        Assert.StartsWith($"\"{name}\" ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_manage_media_uploads_nothing()
    {
        await using var cms = new MemoryCms();

        var refused = await cms.InScopeAsync(services =>
        {
            services.GetRequiredService<CurrentCaller>().Caller = Caller.Visitor([]);
            return services.GetRequiredService<UploadMedia>().RunAsync("lamp.png", Lamp, Cancel);
        });

        Assert.Equal(ProblemKind.Forbidden, refused.Problem!.Kind);
        Assert.Null(await cms.RunAsync<MediaFiles, FileInfo?>(files => Task.FromResult(files.Find("uploads/lamp.png"))));
    }

    private static Task<Outcome<string>> UploadAsync(MemoryCms cms, string name, byte[] bytes) => cms.RunAsync<UploadMedia, Outcome<string>>(verb => verb.RunAsync(name, bytes, Cancel));

    private static Task<byte[]> ReadAsync(MemoryCms cms, string path) => cms.RunAsync<MediaFiles, byte[]>(files => File.ReadAllBytesAsync(files.Find(path)!.FullName, Cancel));
}
