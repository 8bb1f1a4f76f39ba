using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;

namespace Cms.Admin.Tests.Fields;

/// <summary>Fields that refer to something else: keywords, items, people, pictures.</summary>
public sealed class ChoosingTests
{
    private const string Terms = "GET /admin/api/choices/terms/words";

    private static readonly FieldForm Keywords = EditedItems.Field("TaxonomyField", """{ "TaxonomyContentItemId": "words" }""");

    [Fact]
    public async Task Keywords_are_suggested_by_their_beginning_and_by_their_alternative_names_and_chosen_by_keyboard()
    {
        await using var opened = await OpenedEditor.WithAsync(Keywords);
        opened.Server.Answer(Terms, """[{ "id": "a", "name": "Deep sleep", "about": "" }, { "id": "b", "name": "Sleep", "about": "" }, { "id": "c", "name": "Rest", "about": "Sleeping, Repose" }, { "id": "d", "name": "Walking", "about": "" }]""");
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync("sle");

        Assert.Equal(["Sleep", "Deep sleep", "Rest", "Make “sle”"], Options(shown).Select(option => (option.QuerySelector("b")?.TextContent ?? option.ChildNodes.First(node => node.TextContent.Trim().Length > 0).TextContent).Trim()));
        Assert.Equal("true", shown.Find("input").GetAttribute("aria-expanded"));

        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal(Options(shown)[1].Id, shown.Find("input").GetAttribute("aria-activedescendant"));
        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(["a"], Ids(opened, "TermContentItemIds"));
        Assert.Equal("words", (string?)opened.Written!["TaxonomyContentItemId"]);
        Assert.Equal("Deep sleep", shown.Find(".chip span").TextContent);

        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Backspace" });
        Assert.Empty(Ids(opened, "TermContentItemIds"));
    }

    [Fact]
    public async Task A_keyword_that_does_not_exist_is_made_and_a_refusal_is_said_at_the_field()
    {
        await using var opened = await OpenedEditor.WithAsync(Keywords);
        opened.Server.Answer(Terms, "[]");
        opened.Server.Answer("POST /admin/api/choices/terms/words", """{ "kind": "Forbidden", "message": "You may not add keywords.", "complaints": [] }""", HttpStatusCode.Forbidden);
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync("Dreams");
        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal("You may not add keywords.", shown.Find("p.complaint").TextContent);
        Assert.Null(opened.Written);

        opened.Server.Answer("POST /admin/api/choices/terms/words", """{ "id": "new", "name": "Dreams", "about": "" }""");
        await shown.Find("input").InputAsync("Dreams");
        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(["new"], Ids(opened, "TermContentItemIds"));
        Assert.Contains("Dreams", opened.Server.Asked[^1].Body, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("p.complaint"));
    }

    [Fact]
    public async Task A_closed_list_of_keywords_takes_no_new_ones_and_a_single_one_hides_the_box()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("TaxonomyField", """{ "TaxonomyContentItemId": "words", "Open": false, "Unique": true }"""));
        opened.Server.Answer(Terms, """[{ "id": "a", "name": "Sleep", "about": "" }]""");
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync("Dreams");
        Assert.Empty(Options(shown));

        await shown.Find("input").InputAsync("Sl");
        await Options(shown)[0].MouseDownAsync(new MouseEventArgs());

        Assert.Equal(["a"], Ids(opened, "TermContentItemIds"));
        Assert.Empty(shown.FindAll("input"));
    }

    [Fact]
    public async Task Items_are_shown_by_name_also_those_that_are_gone_and_stored_by_id_in_their_order()
    {
        await using var opened = await OpenedEditor.WithAsync(
            EditedItems.Field("ContentPickerField", """{ "Multiple": true, "DisplayedContentTypes": ["Person"] }"""), new JsonObject { ["ContentItemIds"] = new JsonArray("ada", "lost") });
        opened.Server.Answer("GET /admin/api/choices/items?ids=ada,lost", """[{ "id": "ada", "name": "Ada", "about": "Person" }]""");
        opened.Server.Answer("GET /admin/api/choices/items?types=Person&text=be", """[{ "id": "ada", "name": "Ada", "about": "Person" }, { "id": "ben", "name": "Ben", "about": "Person" }]""");
        var shown = opened.ShowField();

        Assert.Equal(["Ada", "gone (lost)"], shown.FindAll(".chip span").Select(chip => chip.TextContent));

        await shown.Find("input").InputAsync("be");
        Assert.Single(Options(shown));
        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        await shown.FindAll(".chip-button")[1].ClickAsync(new MouseEventArgs());

        Assert.Equal(["ada", "ben"], Ids(opened, "ContentItemIds"));
    }

    [Fact]
    public async Task People_are_stored_with_their_names_and_without_a_connection_nothing_is_suggested()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("UserPickerField"));
        opened.Server.Answer("GET /admin/api/choices/users?text=ed", """[{ "id": "u1", "name": "edith", "about": "" }]""");
        opened.Server.Answer("GET /admin/api/choices/users?text=edi", "<html>a gateway</html>", HttpStatusCode.BadGateway);
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync("edi");
        Assert.Empty(Options(shown));

        await shown.Find("input").InputAsync("ed");
        await shown.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(["u1"], Ids(opened, "UserIds"));
        Assert.Equal(["edith"], Ids(opened, "UserNames"));
    }

    [Fact]
    public async Task A_picture_is_uploaded_gets_its_text_and_one_in_its_place_is_asked_for_it_anew()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("MediaField"));
        opened.Server.Answer("POST /admin/api/media?name=lamp.png", """{ "id": "lamp.png", "name": "lamp.png", "about": "" }""");
        opened.Server.Answer("POST /admin/api/media?name=moon.png", """{ "id": "moon.png", "name": "moon.png", "about": "" }""");
        var shown = opened.ShowField();

        Upload(shown, "lamp.png");
        shown.WaitForElement("img");
        await shown.Find(".media-text input").InputAsync("A lamp beside a bed");

        Assert.Equal(["lamp.png"], Ids(opened, "Paths"));
        Assert.Equal("A lamp beside a bed", shown.Find("img").GetAttribute("alt"));

        Upload(shown, "moon.png");
        shown.WaitForState(() => shown.Find("img").GetAttribute("src")!.EndsWith("moon.png", StringComparison.Ordinal));

        Assert.Equal(["moon.png"], Ids(opened, "Paths"));
        Assert.Equal([""], Ids(opened, "MediaTexts"));

        await shown.Find(".media-text button").ClickAsync(new MouseEventArgs());
        Assert.Empty(Ids(opened, "Paths"));
        Assert.Empty(Ids(opened, "MediaTexts"));
    }

    [Fact]
    public async Task A_file_that_the_server_refuses_is_not_stored_and_its_reason_is_said()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("MediaField"));
        opened.Server.Answer("POST /admin/api/media?name=trick.png", """{ "kind": "Invalid", "message": "trick.png is no picture.", "complaints": [] }""", HttpStatusCode.UnprocessableEntity);
        var shown = opened.ShowField();

        Upload(shown, "trick.png");

        Assert.Equal("trick.png is no picture.", shown.WaitForElement("p.complaint").TextContent);
        Assert.Null(opened.Written);
    }

    [Fact]
    public async Task A_picture_is_chosen_among_the_files_of_a_folder_and_only_of_kinds_that_the_field_takes()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("MediaField", settings: """{ "AllowedExtensions": [".png"] }"""));
        opened.Server.Answer("GET /admin/api/choices/media?folder=&text=&endings=.png", """{ "folders": ["rooms"], "files": [], "count": 0 }""");
        opened.Server.Answer(
            "GET /admin/api/choices/media?folder=rooms&text=&endings=.png", """{ "folders": [], "files": [{ "id": "rooms/lamp.png", "name": "lamp.png", "about": "2 kB" }], "count": 1 }""");
        var shown = opened.ShowField();

        await shown.Find(".row > .button").ClickAsync(new MouseEventArgs());
        await shown.WaitForElement(".files-one").ClickAsync(new MouseEventArgs());
        await shown.WaitForElement(".files-one img").ParentElement!.ParentElement!.ClickAsync(new MouseEventArgs());

        Assert.Equal(["rooms/lamp.png"], Ids(opened, "Paths"));
        Assert.Equal([""], Ids(opened, "MediaTexts"));
    }

    private static void Upload(IRenderedComponent<DynamicComponent> shown, string name) => shown.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("bytes", name));

    private static IReadOnlyList<IElement> Options(IRenderedComponent<DynamicComponent> shown) => shown.FindAll("[role=option]");

    private static IEnumerable<string?> Ids(OpenedEditor opened, string member) => (opened.Written?[member]?.AsArray() ?? []).Select(id => (string?)id);
}
