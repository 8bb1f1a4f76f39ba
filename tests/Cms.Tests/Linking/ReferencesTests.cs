using Cms.Content;
using Cms.Linking;

namespace Cms.Tests.Linking;

public sealed class ReferencesTests
{
    [Fact]
    public async Task Every_kind_of_reference_says_where_it_stands()
    {
        await using var site = await NotesAsync();

        var found = await InAsync(site, """
            {"MarkdownBodyPart":{"Markdown":"See [this](content:page1#top) and [that](content:page1)."},
             "Note":{
               "Authors":{"ContentItemIds":["anna","ben"]},
               "Tags":{"TermContentItemIds":["one","two"]},
               "Picture":{"Paths":["a/b.png"],"MediaTexts":["x"]},
               "Editors":{"UserIds":["u1"]},
               "Text":{"Html":"<p><a href='content:page2'>x</a><img src=\"content:page3\"></p>"},
               "Plain":{"Text":"A [link](content:page4)."}},
             "Inside":{"ContentItems":[
               {"ContentItemId":"in1","ContentType":"Note","Note":{"Authors":{"ContentItemIds":["anna"]}}},
               {"ContentItemId":"in2","ContentType":"Note","Inside":{"ContentItems":[
                 {"ContentItemId":"in3","ContentType":"Note","Note":{"Plain":{"Text":"<content:page5>"}}}]}}]}}
            """);

        Assert.Equal(
            [
                new(ReferenceKind.Link, "page1", "MarkdownBodyPart"),
                new(ReferenceKind.Item, "anna", "Authors"),
                new(ReferenceKind.Item, "ben", "Authors"),
                new(ReferenceKind.Term, "one", "Tags"),
                new(ReferenceKind.Taxonomy, "tags", "Tags"),
                new(ReferenceKind.Term, "two", "Tags"),
                new(ReferenceKind.Media, "a/b.png", "Picture"),
                new(ReferenceKind.User, "u1", "Editors"),
                new(ReferenceKind.Link, "page2", "Text"),
                new(ReferenceKind.Link, "page3", "Text"),
                new(ReferenceKind.Link, "page4", "Plain"),
                new(ReferenceKind.Item, "anna", "Inside[0].Authors"),
                new Reference(ReferenceKind.Link, "page5", "Inside[1].Inside[0].Plain"),
            ],
            found);
    }

    [Theory]
    [InlineData("""{"Note":{"Plain":{"Text":"The content:page4 is no link, nor is `[x](content:page4)` as code."}}}""")]
    [InlineData("""{"Note":{"Plain":{"Text":"[x](content:) [y](content:a-b) [z](content:a/b) [w](other:page) [v](content:0123456789012345678901234567)"}}}""")]
    [InlineData("""{"Note":{"Text":{"Html":"content:page <a href=\"/content:page\">x</a> <!-- <a href='content:page'> -->"}}}""")]
    [InlineData("""{"Note":{"Authors":{"ContentItemIds":[5,null,""]},"Tags":5,"Picture":[],"Editors":{"UserIds":"u1"},"Text":{"Html":5}}}""")]
    public async Task What_is_no_reference_is_none(string parts)
    {
        await using var site = await NotesAsync();

        Assert.Empty(await InAsync(site, parts));
    }

    [Fact]
    public async Task A_target_longer_than_anything_that_exists_is_left_out()
    {
        await using var site = await NotesAsync();

        Assert.Empty(await InAsync(site, $$"""{"Note":{"Editors":{"UserIds":["{{new string('u', 501)}}"] } } }"""));
    }

    private static Task<TestSite> NotesAsync() => TestSite.WithAsync(
        RecipeText.Type("Note", "", RecipeText.Attach("MarkdownBodyPart"), RecipeText.Attach("Note"), RecipeText.Bag("Inside", "Note")),
        RecipeText.Part(
            "Note",
            RecipeText.Field("ContentPickerField", "Authors", "\"Multiple\":true"),
            RecipeText.Field("TaxonomyField", "Tags", "\"TaxonomyContentItemId\":\"tags\""),
            RecipeText.Field("MediaField", "Picture"),
            RecipeText.Field("UserPickerField", "Editors"),
            RecipeText.Field("HtmlField", "Text"),
            RecipeText.Field("TextField", "Plain")));

    private static async Task<IReadOnlyList<Reference>> InAsync(TestSite site, string parts) => References.In(
        new ContentItem { ContentItemId = "item", ContentItemVersionId = "v1", ContentType = "Note", PartsJson = parts },
        await site.DefinitionsAsync());
}
