using Cms.Content;
using Cms.Editing;
using Cms.Editing.Files;
using Cms.Media;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Files;

/// <summary>Media files are listed, replaced, moved and removed, and nothing names a file that is not there.</summary>
public sealed class MediaVerbsTests
{
    private static readonly byte[] Lamp = Png(640, 480, 1), Moon = Png(32, 16, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_is_listed_as_people_look_for_names_page_by_page()
    {
        await using var site = await OpenAsync();
        foreach (var name in new[] { "lamp10.png", "lamp9.png", "Lamp1.png", "b/moon.png", "b/c/sun.png" })
            await PutAsync(site, name);

        var first = (await ListAsync(site, new MediaWanted("") { First = 2 })).Value;
        var second = (await ListAsync(site, new MediaWanted("") { First = 2, Skip = 2 })).Value;
        var inside = (await ListAsync(site, new MediaWanted("b"))).Value;
        var found = (await ListAsync(site, new MediaWanted("b") { Text = "SUN" })).Value;
        var nowhere = await ListAsync(site, new MediaWanted("../b"));

        Assert.Equal(["b"], first.Folders);
        Assert.Equal(["Lamp1.png", "lamp9.png"], first.Files.Select(file => file.Path));
        Assert.Equal(3, first.Count);
        Assert.Equal(["lamp10.png"], second.Files.Select(file => file.Path));
        Assert.Equal(["c"], inside.Folders);
        Assert.Equal(["b/moon.png"], inside.Files.Select(file => file.Path));
        Assert.Equal(["b/c/sun.png"], found.Files.Select(file => file.Path));
        Assert.Equal((0, 1), ((await ListAsync(site, new MediaWanted("") { Endings = [".pdf"] })).Value.Count, (await ListAsync(site, new MediaWanted("") { Text = "sun", Endings = [".PDF", ".PNG"], First = 1 })).Value.Count));
        Assert.Equal(ProblemKind.NotFound, nowhere.Problem!.Kind);
    }

    [Fact]
    public async Task A_file_says_its_size_and_what_items_say_that_it_shows()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        await NoteAsync(site, "lamp.png", "A lamp at night");
        await NoteAsync(site, "lamp.png", "A lamp at night");
        await NoteAsync(site, "lamp.png", "Light");

        var details = (await RunAsync<ReadMedia, MediaDetails>(site, verb => verb.RunAsync("lamp.png", Cancel))).Value;

        Assert.Equal(new PictureSize(640, 480), details.Size);
        Assert.Equal(["A lamp at night", "Light"], details.AlternativeTexts);
    }

    [Fact]
    public async Task A_file_gets_another_content_under_its_path_only_if_it_is_what_its_name_says()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");

        var replaced = await RunAsync<ReplaceMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", Moon, Cancel));
        var text = await RunAsync<ReplaceMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", "no picture"u8.ToArray(), Cancel));
        var missing = await RunAsync<ReplaceMedia, MediaFile>(site, verb => verb.RunAsync("moon.png", Moon, Cancel));

        Assert.Equal(Moon.Length, replaced.Value.Length);
        Assert.Equal("What was chosen cannot take the place of \"lamp.png\": as such it is not what its name says (.png).", text.Problem!.Message);
        Assert.Equal(ProblemKind.NotFound, missing.Problem!.Kind);
        Assert.Equal(Moon, await BytesAsync(site, "lamp.png"));
        Assert.Contains(site.Cms.Data.State.AuditTrail, entry => entry is { Event: "MediaReplaced", SubjectId: "lamp.png" });
    }

    [Fact]
    public async Task A_moved_file_is_found_at_its_new_path_in_drafts_and_in_what_visitors_see()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        var note = await NoteAsync(site, "lamp.png", "A lamp");
        await site.SaveDraftAsync(TestSite.Again(note));

        var moved = await RunAsync<MoveMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", "pictures/night-lamp.png", TestSite.Anna, Cancel));

        Assert.Equal("pictures/night-lamp.png", moved.Value.Path);
        Assert.Contains("pictures/night-lamp.png", (await site.LatestAsync(note.ContentItemId))!.PartsJson, StringComparison.Ordinal);
        Assert.Contains("pictures/night-lamp.png", (await site.PublishedAsync(note.ContentItemId))!.PartsJson, StringComparison.Ordinal);
        Assert.Equal(2, (await site.WhereUsedAsync("pictures/night-lamp.png")).Value.Count);
        Assert.Equal(ProblemKind.NotFound, (await site.WhereUsedAsync("lamp.png")).Problem!.Kind);
        Assert.Null(await FindAsync(site, "lamp.png"));
        Assert.Equal(Lamp, await BytesAsync(site, "pictures/night-lamp.png"));
    }

    [Theory]
    [InlineData("moon.png", ProblemKind.Conflict, "There is a file \"moon.png\" already; choose another name.")]
    [InlineData("lamp.gif", ProblemKind.Invalid, "\"lamp.gif\" is not what its name says (.gif).")]
    [InlineData("../lamp.png", ProblemKind.Invalid, "\"../lamp.png\" is no path of a media file; it must be relative, parted by /, without names that begin or end with a dot or space, or that systems keep for devices (CON, NUL).")]
    [InlineData("moon.png/lamp.png", ProblemKind.Invalid, "\"moon.png/lamp.png\" needs a folder where the file moon.png is.")]
    public async Task A_file_stays_where_it_is_when_it_cannot_go_there(string to, ProblemKind kind, string message)
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        await PutAsync(site, "moon.png", Moon);

        var moved = await RunAsync<MoveMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", to, TestSite.Anna, Cancel));

        Assert.Equal((kind, message), (moved.Problem!.Kind, moved.Problem.Message));
        Assert.Equal(Lamp, await BytesAsync(site, "lamp.png"));
        Assert.Equal(Moon, await BytesAsync(site, "moon.png"));
    }

    [Fact]
    public async Task Who_may_not_change_what_shows_a_file_does_not_move_it()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        await NoteAsync(site, "lamp.png", "A lamp");
        var keeper = Caller.SignedIn("k", "kim", [Permission.ManageMediaContent, Permission.ViewContent]);

        var moved = await RunAsync<MoveMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", "moved.png", TestSite.Anna, Cancel), keeper);

        Assert.Contains("Nothing was changed", moved.Problem!.Message, StringComparison.Ordinal);
        Assert.NotNull(await FindAsync(site, "lamp.png"));
        Assert.Null(await FindAsync(site, "moved.png"));
    }

    [Fact]
    public async Task A_file_that_is_used_is_removed_only_with_what_takes_its_place_also_in_what_comes_back()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        await PutAsync(site, "moon.png", Moon);
        var (shown, trashed) = (await NoteAsync(site, "lamp.png", "A lamp"), await NoteAsync(site, "lamp.png", "A lamp"));
        await site.RemoveAsync(trashed.ContentItemId);

        var refused = await RemoveAsync(site, "lamp.png", null, takesOut: false);
        var removed = await RemoveAsync(site, "lamp.png", "moon.png", takesOut: false);
        await site.RestoreRemovedAsync(trashed.ContentItemId);

        Assert.Equal("\"lamp.png\" is used by \"Note\" (Picture); let another file take its place, or take it out there.", refused.Problem!.Message);
        Assert.Equal("lamp.png", removed.Value);
        Assert.Null(await FindAsync(site, "lamp.png"));
        foreach (var id in new[] { shown.ContentItemId, trashed.ContentItemId })
            Assert.Contains("""{"Paths":["moon.png"],"MediaTexts":["A lamp"]}""", (await site.LatestAsync(id))!.PartsJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_taken_out_where_nothing_takes_its_place_and_a_free_one_just_goes()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        await PutAsync(site, "free.png");
        var note = await NoteAsync(site, "lamp.png", "A lamp");

        var taken = await RemoveAsync(site, "lamp.png", null, takesOut: true);
        var free = await RemoveAsync(site, "free.png", null, takesOut: false);
        var nothing = await RemoveAsync(site, "free.png", null, takesOut: false);

        Assert.Equal((null, null, ProblemKind.NotFound), (taken.Problem, free.Problem, nothing.Problem!.Kind));
        Assert.Contains("""{"Paths":[],"MediaTexts":[]}""", (await site.PublishedAsync(note.ContentItemId))!.PartsJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_are_made_and_empty_ones_taken_away()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "full/lamp.png");

        var made = await InAsync<MakeMediaFolder, Outcome<string>>(site, verb => verb.Run("new/inside"));
        var wrong = await InAsync<MakeMediaFolder, Outcome<string>>(site, verb => verb.Run("full/lamp.png"));
        var full = await InAsync<RemoveMediaFolder, Outcome<string>>(site, verb => verb.Run("full"));
        var gone = await InAsync<RemoveMediaFolder, Outcome<string>>(site, verb => verb.Run("new/inside"));

        Assert.Equal(("new/inside", ProblemKind.Conflict, ProblemKind.Conflict, "new/inside"), (made.Value, wrong.Problem!.Kind, full.Problem!.Kind, gone.Value));
        Assert.Equal(["full", "new"], (await ListAsync(site, new MediaWanted(""))).Value.Folders);
    }

    [Fact]
    public async Task Of_files_of_one_name_that_come_at_once_none_is_lost()
    {
        await using var site = await OpenAsync();

        var paths = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(async () => (await RunAsync<UploadMedia, string>(site, verb => verb.RunAsync("lamp.png", Png(1, 1, (byte)number), Cancel, "shared"))).Value, Cancel)));

        Assert.Equal(12, paths.Distinct().Count());
        foreach (var (number, path) in paths.Index())
            Assert.Equal(Png(1, 1, (byte)number), await BytesAsync(site, path));
    }

    [Fact]
    public async Task Who_may_not_manage_media_changes_nothing()
    {
        await using var site = await OpenAsync();
        await PutAsync(site, "lamp.png");
        var writer = Caller.SignedIn("w", "wim", [Permission.EditContent, Permission.ViewContent]);
        var reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);

        Problem?[] refused =
        [
            (await RunAsync<ReadMedia, MediaDetails>(site, verb => verb.RunAsync("lamp.png", Cancel), writer)).Problem,
            (await RunAsync<ReplaceMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", Moon, Cancel), writer)).Problem,
            (await RunAsync<MoveMedia, MediaFile>(site, verb => verb.RunAsync("lamp.png", "moon.png", TestSite.Anna, Cancel), writer)).Problem,
            (await RunAsync<RemoveMedia, string>(site, verb => verb.RunAsync("lamp.png", null, true, TestSite.Anna, Cancel), writer)).Problem,
            (await RunAsync<MakeMediaFolder, string>(site, verb => Task.FromResult(verb.Run("a")), writer)).Problem,
            (await RunAsync<RemoveMediaFolder, string>(site, verb => Task.FromResult(verb.Run("a")), writer)).Problem,
            (await RunAsync<ListMedia, ListedMedia>(site, verb => verb.RunAsync(new MediaWanted(""), Cancel), reader)).Problem,
        ];
        var seen = await RunAsync<ListMedia, ListedMedia>(site, verb => verb.RunAsync(new MediaWanted(""), Cancel), writer);

        Assert.All(refused, problem => Assert.Equal(ProblemKind.Forbidden, problem!.Kind));
        Assert.Equal(1, seen.Value.Count);
        Assert.Equal(Lamp, await BytesAsync(site, "lamp.png"));
    }

    private static byte[] Png(int width, int height, byte last) =>
        [0x89, .. "PNG\r\n"u8, 0x1a, .. "\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, (byte)(width >> 8), (byte)width, 0, 0, (byte)(height >> 8), (byte)height, last];

    private static Task<TestSite> OpenAsync() => TestSite.OpenAsync(RecipeText.Definitions(
        RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("Note")), RecipeText.Part("Note", RecipeText.Field("MediaField", "Picture"))));

    private static async Task<ContentItem> NoteAsync(TestSite site, string path, string text) =>
        (await site.PublishAsync(TestSite.Draft("Note", $$"""{"TitlePart":{"Title":"Note"},"Note":{"Picture":{"Paths":["{{path}}"],"MediaTexts":["{{text}}"]} } }"""))).Value;

    private static Task<bool> PutAsync(TestSite site, string path, byte[]? bytes = null) => site.Cms.RunAsync<MediaFiles, bool>(async files =>
    {
        using var staged = await files.StageAsync(path, bytes ?? Lamp, Cancel);
        staged!.Keep();
        return true;
    });

    private static Task<FileInfo?> FindAsync(TestSite site, string path) => InAsync<MediaFiles, FileInfo?>(site, files => files.Find(path));

    private static async Task<byte[]> BytesAsync(TestSite site, string path) => await File.ReadAllBytesAsync((await FindAsync(site, path))!.FullName, Cancel);

    private static Task<Outcome<ListedMedia>> ListAsync(TestSite site, MediaWanted wanted) => RunAsync<ListMedia, ListedMedia>(site, verb => verb.RunAsync(wanted, Cancel));

    private static Task<Outcome<string>> RemoveAsync(TestSite site, string path, string? replaceBy, bool takesOut) =>
        RunAsync<RemoveMedia, string>(site, verb => verb.RunAsync(path, replaceBy, takesOut, TestSite.Anna, Cancel));

    private static Task<T> InAsync<TService, T>(TestSite site, Func<TService, T> work) where TService : notnull => site.Cms.RunAsync<TService, T>(service => Task.FromResult(work(service)));

    private static Task<Outcome<T>> RunAsync<TVerb, T>(TestSite site, Func<TVerb, Task<Outcome<T>>> work, Caller? by = null) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        if (by is not null)
            services.GetRequiredService<CurrentCaller>().Caller = by;
        return work(services.GetRequiredService<TVerb>());
    });
}
