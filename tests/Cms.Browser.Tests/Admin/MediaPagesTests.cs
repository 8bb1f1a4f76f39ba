using System.Net;
using Cms.Content;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An editor looks after pictures.</summary>
public sealed class MediaPagesTests(Chromium chromium, RunningSite site) : DeskTests(chromium, site)
{
    private static readonly byte[] Lamp = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAAAh0lEQVR42u3aMQ0AIAwEwCpBCSKY0YkmdFRDR8olP3/SGz+NPUcp96xSXu8PQIAAAQIECBAgQIAAAQIECBCgZkC/HVztBwQIECBAgAABAgQIECBAgAAB6gZkMLMoAgIECBAgQIAAAQIECBAgQID8BxnMLIqAAAECBAgQIECAAAECBAgQoLZACZ73adKQPeArAAAAAElFTkSuQmCC");

    private static readonly byte[] Moon = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAAAcUlEQVR42u3QMQ0AIAwAsIngwcFuboQhfw72jzSpgkbeRyMUCBIkSJAgQYIEIUiQIEGCBAkShCBBggQJEiRIEIIECRIkSJAgQYIQJEiQIEHjgtY+NAQJEiRIkCBBggQhSJAgQYIECRKEIEGCBAkS9IUCe3I78epXlg4AAAAASUVORK5CYII=");

    [Fact]
    public async Task A_picture_is_uploaded_used_replaced_moved_and_removed_and_no_item_loses_it()
    {
        await using var opened = await OpenInTenantAsync("Filed", "/admin/media");
        var page = opened.Page;
        await AssertFitAsync(opened, "admin-media-empty");

        await PressAsync(opened, "New folder");
        await page.GetByLabel("Name of the folder").FillAsync("rooms");
        await PressAsync(opened, "Make the folder");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("rooms");
        await page.SetInputFilesAsync("#md-files", [File("Bedside Lamp.png", Lamp), File("moon.png", Moon), File("trick.png", "no picture"u8.ToArray())]);
        await SeeAsync(opened, "\"trick.png\" is not what its name says (.png).");
        await Assertions.Expect(page.Locator(".md-card")).ToHaveCountAsync(2);
        await AssertFitAsync(opened, "admin-media-1440-light");
        await page.SetViewportSizeAsync(360, 800);
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to dark" }).ClickAsync();
        await AssertFitAsync(opened, "admin-media-360-dark");
        await page.SetViewportSizeAsync(1440, 900);

        // Somebody writes about a person and chooses the picture among the files.
        await page.GotoAsync(new Uri(Root, "/filed/admin/content/new/Person").ToString());
        await Assertions.Expect(page.Locator("#title")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.Locator("#title").FillAsync("Lena Lamplight");
        await PressAsync(opened, "Choose from the files");
        await page.GetByRole(AriaRole.Button, new() { Name = "rooms" }).ClickAsync();
        await Assertions.Expect(page.Locator(".files-one img")).ToHaveCountAsync(2);
        await AssertFitAsync(opened, "editor-files");
        await page.GetByRole(AriaRole.Button, new() { Name = "bedside-lamp.png" }).ClickAsync();
        await page.GetByLabel("Text for readers who cannot see it").FillAsync("A lamp beside a bed");
        await Assertions.Expect(page.Locator(".editor-state")).ToContainTextAsync("Saved ", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("img.media-picture")).ToHaveJSPropertyAsync("naturalWidth", 96);

        // Where it is used, and a newer one in its place.
        await GoToAsync(opened, "/filed/admin/media/file/rooms/bedside-lamp.png");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Lena Lamplight" })).ToBeVisibleAsync();
        await SeeAsync(opened, "A lamp beside a bed");
        await SeeAsync(opened, "96 × 64 pixels");
        await page.SetInputFilesAsync("#md-new", [File("newer.png", Moon)]);
        await SeeAsync(opened, "Replaced. Visitors see the new one within a minute.");
        Assert.Equal(Moon, await Site.Client.GetByteArrayAsync("/filed/media/rooms/bedside-lamp.png", Cancel));
        await AssertFitAsync(opened, "admin-media-file-1440-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to light" }).ClickAsync();
        await page.SetViewportSizeAsync(360, 800);
        await AssertFitAsync(opened, "admin-media-file-360-light");
        await page.SetViewportSizeAsync(1440, 900);

        // Another name: what shows it follows.
        await page.GetByLabel("Folder and name").FillAsync("rooms/lamp-at-night.png");
        await PressAsync(opened, "Move or rename");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("lamp-at-night.png");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Lena Lamplight" })).ToBeVisibleAsync();
        Assert.Equal("rooms/lamp-at-night.png", await PictureAsync());

        // It goes when another one takes its place.
        await page.GetByRole(AriaRole.Searchbox).FillAsync("moon");
        await page.Keyboard.PressAsync("Enter");
        await PressAsync(opened, "rooms/moon.png");
        await PressAsync(opened, "Replace it everywhere and remove it");
        await SeeAsync(opened, "Items that refer to it: 1. In all of them rooms/moon.png takes its place.");
        await AnswerAsync(opened, "Remove the file");
        await Assertions.Expect(page.Locator(".md-card")).ToHaveCountAsync(1);
        Assert.Equal("rooms/moon.png", await PictureAsync());
        using var gone = await Site.GetAsync("/filed/media/rooms/lamp-at-night.png");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        AssertNone(opened.Errors);

        static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "image/png", Buffer = bytes };
    }

    private Task<string?> PictureAsync() => Site.RunAsync<ContentStore, string?>(
        async store =>
        {
            var query = new ContentQuery { ContentType = "Person", Status = ContentStatus.Latest, Where = new ColumnIs(ContentColumn.DisplayText, Comparison.Equal, "Lena Lamplight") };
            var lena = Assert.Single(await store.ListAsync(query, Cancel));
            return lena.Part("Person").GetProperty("Picture").GetProperty("Paths")[0].GetString();
        },
        "Filed");
}
