using System.Text.Json.Nodes;
using Bunit;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Tests.Fields;

/// <summary>Fields that somebody types into.</summary>
public sealed class TextFieldsTests
{
    [Theory]
    [InlineData("TextField", "", "input", "Text")]
    [InlineData("TextField", "TextArea", "textarea", "Text")]
    [InlineData("HtmlField", "", "textarea", "Html")]
    [InlineData("MarkdownField", "", "textarea", "Markdown")]
    public async Task What_is_typed_stands_in_the_member_of_the_field_and_counts_as_a_change(string kind, string editor, string control, string member)
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field(kind) with { Editor = editor });
        var shown = opened.ShowField();

        await shown.Find(control).InputAsync("A quiet evening");

        Assert.Equal("A quiet evening", (string?)opened.Written![member]);
        Assert.True(opened.Draft.HasUnsaved);
        Assert.Equal("The thing", shown.Find("label").TextContent.Trim());
        Assert.Contains(shown.Find(control).GetAttribute("aria-describedby")!.Split(' '), id => shown.Find("p.hint").Id == id);
    }

    [Fact]
    public async Task A_field_that_somebody_may_not_change_keeps_its_text_and_says_so()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("TextField") with { IsLocked = true }, new JsonObject { ["Text"] = "As it was" });
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync("Changed");

        Assert.Equal("As it was", (string?)opened.Written!["Text"]);
        Assert.True(shown.Find("input").HasAttribute("readonly"));
        Assert.False(opened.Draft.HasUnsaved);
        Assert.Equal(2, shown.FindAll("p.hint").Count);
    }

    [Fact]
    public async Task A_complaint_stands_at_the_field_and_is_read_out_with_it()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("TextField"));
        opened.Draft.Complain([new Complaint("Thing", "is too long"), new Complaint("Other", "is missing")]);
        var shown = opened.ShowField();

        var complaint = shown.Find("p.complaint");

        Assert.Equal("Is too long.", complaint.TextContent);
        Assert.Equal("true", shown.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains(complaint.Id!, shown.Find("input").GetAttribute("aria-describedby")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_of_given_texts_shows_their_names_and_stores_their_values()
    {
        var field = EditedItems.Field("TextField") with
        {
            Editor = "PredefinedList",
            Settings = (JsonObject)JsonNode.Parse("""{ "TextFieldPredefinedListEditorSettings": { "Options": [{ "name": "For everybody", "value": "all" }, { "name": "For families", "value": "family" }] } }""")!,
        };
        await using var opened = await OpenedEditor.WithAsync(field, new JsonObject { ["Text"] = "all" });
        var shown = opened.ShowField();

        await shown.Find("select").ChangeAsync("family");

        Assert.Equal("family", (string?)opened.Written!["Text"]);
        Assert.Equal(["For everybody", "For families"], shown.FindAll("option").Skip(1).Select(option => option.TextContent));
        Assert.True(shown.FindAll("option")[2].HasAttribute("selected"));
    }

    [Fact]
    public async Task Several_texts_are_lines_and_blank_lines_are_none()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("MultiTextField"), new JsonObject { ["Values"] = new JsonArray("one") });
        var shown = opened.ShowField();

        await shown.Find("textarea").InputAsync("one\n\n two \n");

        Assert.Equal(["one", "two"], opened.Written!["Values"]!.AsArray().Select(value => (string?)value));
        Assert.Equal("one\n\n two \n", shown.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task A_link_has_an_address_and_words_unless_the_definition_gives_the_words()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("LinkField"));
        await using var bare = await OpenedEditor.WithAsync(EditedItems.Field("LinkField", """{ "LinkTextMode": "Static" }"""));
        var shown = opened.ShowField();

        await shown.FindAll("input")[0].InputAsync(" https://example.org/a ");
        await shown.FindAll("input")[1].InputAsync("A page");

        Assert.Equal("https://example.org/a", (string?)opened.Written!["Url"]);
        Assert.Equal("A page", (string?)opened.Written["Text"]);
        Assert.Single(bare.ShowField().FindAll("input"));
    }
}
