using Cms.Editing;

namespace Cms.Tests.Parts;

public sealed class TitlePartTests
{
    private const string Pattern = "Note of {{ ContentItem.Content.Note.Who.Text }}";

    [Theory]
    [InlineData("\"EditableRequired\"")]
    [InlineData("3")]
    public async Task A_required_title_must_not_be_empty(string option)
    {
        await using var site = await NotesAsync(option);

        var missing = await site.SaveDraftAsync(Note("{}"));
        var blank = await site.SaveDraftAsync(Note("""{"Title":"  "}"""));

        Assert.Equal(["TitlePart.Title is required."], missing.Complaints());
        Assert.Equal(["TitlePart.Title is required."], blank.Complaints());
    }

    [Theory]
    [InlineData("\"Editable\"")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"SomethingNew\"")]
    public async Task A_title_that_is_not_required_may_be_missing(string option)
    {
        await using var site = await NotesAsync(option);

        var saved = await site.SaveDraftAsync(Note("{}"));

        Assert.Equal("", saved.Value.DisplayText);
    }

    [Fact]
    public async Task The_title_is_the_items_display_text()
    {
        await using var site = await NotesAsync("\"Editable\"");

        var saved = await site.SaveDraftAsync(Note("""{"Title":"Rest well"}""") with { DisplayText = "Something else" });

        Assert.Equal("Rest well", saved.Value.DisplayText);
    }

    [Fact]
    public async Task The_display_text_becomes_the_title_where_none_is_given()
    {
        await using var site = await NotesAsync("\"Editable\"");

        var saved = await site.SaveDraftAsync(Note("{}") with { DisplayText = "Rest well" });

        Assert.Equal(("Rest well", "Rest well"), (saved.Value.DisplayText, (string?)saved.Value.Json("TitlePart")["Title"]));
    }

    [Theory]
    [InlineData("\"Editable\"")]
    [InlineData("\"EditableRequired\"")]
    public async Task A_title_that_was_emptied_is_stored_empty_and_does_not_come_back(string option)
    {
        await using var site = await NotesAsync(option);
        var before = (await site.SaveDraftAsync(Note("""{"Title":"Rest well"}"""))).Value;

        var emptied = await site.SaveDraftAsync(Note("""{"Title":""}""") with { ContentItemId = before.ContentItemId, BasedOn = before.ContentItemVersionId, DisplayText = before.DisplayText, IsUnfinished = true });

        Assert.Equal(("", ""), (emptied.Value.DisplayText, (string?)emptied.Value.Json("TitlePart")["Title"]));
        var published = await site.PublishAsync(before.ContentItemId);
        Assert.Equal(option.Contains("Required", StringComparison.Ordinal) ? ["TitlePart.Title is required."] : [], published.Problem is null ? [] : published.Complaints());
    }

    [Theory]
    [InlineData("\"GeneratedDisabled\"")]
    [InlineData("\"GeneratedHidden\"")]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_generated_title_comes_from_the_pattern_whatever_was_written(string option)
    {
        await using var site = await NotesAsync(option, Pattern);

        var saved = await site.SaveDraftAsync(Note("""{"Title":"My own"}"""));

        Assert.Equal("Note of Anna", saved.Value.DisplayText);
    }

    [Theory]
    [InlineData("{}", "Note of Anna")]
    [InlineData("""{"Title":""}""", "Note of Anna")]
    [InlineData("""{"Title":"My own"}""", "My own")]
    public async Task An_editable_title_comes_from_the_pattern_only_where_none_is_written(string title, string expected)
    {
        await using var site = await NotesAsync("\"Editable\"", Pattern);

        var saved = await site.SaveDraftAsync(Note(title));

        Assert.Equal(expected, saved.Value.DisplayText);
    }

    [Fact]
    public async Task A_pattern_that_does_not_work_is_a_complaint()
    {
        await using var site = await NotesAsync("\"GeneratedHidden\"", "{{ ContentItem | no_such_filter }}");

        var saved = await site.SaveDraftAsync(Note("{}"));

        Assert.StartsWith("A pattern of content type Note does not work: Template pattern, line 1: there is no filter no_such_filter.", saved.Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_is_no_text_is_refused_and_not_replaced()
    {
        await using var site = await NotesAsync("\"Editable\"");

        var saved = await site.SaveDraftAsync(Note("""{"Title":5}""") with { DisplayText = "Rest well" });

        Assert.Equal(["TitlePart.Title must be a text."], saved.Complaints());
    }

    private static ContentDraft Note(string title) => TestSite.Draft("Note", $$$"""{"TitlePart":{{{title}}},"Note":{"Who":{"Text":"Anna"} } }""");

    private static Task<TestSite> NotesAsync(string option, string pattern = "") => TestSite.WithAsync(
        RecipeText.Type(
            "Note",
            RecipeText.Editable,
            RecipeText.Attach("TitlePart", settings: $$""" "TitlePartSettings":{"Options":{{option}},"Pattern":"{{pattern}}"} """),
            RecipeText.Attach("Note")),
        RecipeText.Part("Note", RecipeText.Field("TextField", "Who")));
}
