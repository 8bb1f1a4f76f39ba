using System.Text.Json.Nodes;
using Bunit;
using Cms.Admin.Browser.Panels;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components.Web;

namespace Cms.Admin.Tests.Panels;

/// <summary>The page beside the form.</summary>
public sealed class PreviewPaneTests
{
    private const string Shown = """{"status":200}""";

    private static readonly TypeForm Note = new("Note", "Note", null, [new PartForm("Note", "Note", "Note", [new("Lead", "TextField", "Lead", null)])]);

    [Fact]
    public async Task It_shows_what_is_written_and_what_was_written_meanwhile_with_the_next_request()
    {
        await using var opened = await OpenAsync();
        var first = opened.Script.Setup<string?>("showPreview", call => Lead(call.Arguments[0]) == "One");
        var last = opened.Script.Setup<string?>("showPreview", call => Lead(call.Arguments[0]) == "One two three");
        last.SetResult("""{"status":0}""");
        var pane = Show(opened);

        Write(opened, "One two");
        Write(opened, "One two three");
        Assert.Single(opened.Script.Invocations["showPreview"]);
        first.SetResult(Shown);
        pane.WaitForElement(".notice", TimeSpan.FromSeconds(10));

        Assert.Equal(["One", "One two three"], opened.Script.Invocations["showPreview"].Select(call => Lead(call.Arguments[0])));
    }

    [Fact]
    public async Task What_the_theme_cannot_show_is_said_with_what_to_do()
    {
        await using var opened = await OpenAsync();
        opened.Script.Setup<string?>("showPreview", _ => true).SetResult("""{"status":500,"title":"The theme cannot show this page","text":"guide.liquid, line 3: there is no filter x."}""");

        var pane = Show(opened);

        var notice = pane.Find("[role=alert]").TextContent;
        Assert.Contains("The theme cannot show this page", notice, StringComparison.Ordinal);
        Assert.Contains("guide.liquid, line 3", notice, StringComparison.Ordinal);
        Assert.Contains("kept and saved all the same", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_was_never_stored_is_shown_without_its_id()
    {
        await using var opened = await OpenAsync(version: null);
        opened.Script.Setup<string?>("showPreview", _ => true).SetResult("""{"status":0}""");

        var pane = Show(opened);

        Assert.Null(JsonNode.Parse((string)opened.Script.Invocations["showPreview"][0].Arguments[0]!)!["contentItemId"]);
        Assert.Contains("cannot be reached", pane.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_made_for_the_version_of_now_shown_once_and_taken_back()
    {
        const string links = "/admin/api/preview-links/item00000000000000000000aa";
        const string link = """{"id":"l1","version":"version000000000000000001","createdBy":"anna","createdUtc":"2026-11-02T10:00:00Z","expiresUtc":"2026-11-03T10:00:00Z"}""";
        await using var opened = await OpenAsync();
        opened.Server.Answer($"GET {links}", "[]");
        opened.Server.Answer("GET /admin/api/preview-addresses/item00000000000000000000aa", """[{"name":"App","url":"https://app.example/?t=x"}]""");
        opened.Server.Answer($"POST {links}", $$"""{"url":"/preview/secret","link":{{link}}}""");
        opened.Server.Answer($"DELETE {links}/l1", link);
        var dialog = opened.Show<ShareDialog>(shown => shown.Add(one => one.Draft, opened.Draft));
        await dialog.InvokeAsync(dialog.Instance.AskAsync);

        Assert.Equal("https://app.example/?t=x", dialog.Find("a.button").GetAttribute("href"));
        await dialog.FindAll("input[type=radio]")[1].ChangeAsync(new() { Value = "on" });
        await dialog.Find("select").ChangeAsync(new() { Value = "24" });
        await dialog.Find(".button-primary").ClickAsync(new MouseEventArgs());
        var made = dialog.Find("#share-url").GetAttribute("value");
        await dialog.Find(".share-links button").ClickAsync(new MouseEventArgs());

        Assert.EndsWith("/preview/secret", made, StringComparison.Ordinal);
        Assert.Contains(opened.Server.Asked, asked => asked == ($"POST {links}", """{"hours":24,"version":"version000000000000000001"}"""));
        Assert.Empty(dialog.FindAll(".share-links li"));
    }

    private static async Task<OpenedEditor> OpenAsync(string? version = "version000000000000000001") =>
        await OpenedEditor.WithAsync(EditedItems.Of(Note, new JsonObject { ["Note"] = new JsonObject { ["Lead"] = new JsonObject { ["Text"] = "One" } } }) with { VersionId = version });

    private static IRenderedComponent<PreviewPane> Show(OpenedEditor opened) => opened.Show<PreviewPane>(pane => pane.Add(one => one.Draft, opened.Draft));

    private static string? Lead(object? draft) => (string?)JsonNode.Parse((string)draft!)!["parts"]!["Note"]!["Lead"]!["Text"];

    private static void Write(OpenedEditor opened, string text)
    {
        opened.Draft.Parts["Note"]!["Lead"]!["Text"] = text;
        opened.Draft.Touch();
    }
}
