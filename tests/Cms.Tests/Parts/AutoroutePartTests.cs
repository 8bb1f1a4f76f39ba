using Cms.Content;
using Cms.Editing;
using Cms.Settings;

namespace Cms.Tests.Parts;

public sealed class AutoroutePartTests
{
    [Theory]
    [InlineData("Rest Well", "articles/rest-well")]
    [InlineData("  Rest   Well!  ", "articles/rest-well")]
    [InlineData("Don't Panic", "articles/dont-panic")]
    [InlineData("Über Käse", "articles/uber-kase")]
    [InlineData("Сон и покой", "articles/son-i-pokoy")]
    [InlineData("a/b", "articles/a-b")]
    public async Task The_path_is_made_from_the_title(string title, string path)
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article(title));

        Assert.Equal(path, saved.Value.Path());
    }

    [Fact]
    public async Task An_item_that_is_switched_off_has_no_page_and_gets_one_when_it_is_switched_on()
    {
        await using var site = await TestSite.OpenAsync();
        var off = (await site.PublishAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":"my/rest","Disabled":true,"SetHomepage":true} """))).Value;

        var on = (await site.PublishAsync(TestSite.Again(off) with { Parts = TestSite.Article("Rest", """ "AutoroutePart":{"Path":null,"Disabled":false} """).Parts })).Value;

        Assert.Equal((null, "articles/rest"), (off.Path(), on.Path()));
        Assert.Null(await site.SettingsAsync(SiteSettings.Section));
    }

    [Fact]
    public async Task Switches_of_a_path_are_true_or_false()
    {
        await using var site = await TestSite.OpenAsync();

        var refused = await site.SaveDraftAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Disabled":"yes","SetHomepage":1} """));

        Assert.Equal(["AutoroutePart.SetHomepage must be true or false, not 1.", "AutoroutePart.Disabled must be true or false, not \"yes\"."], refused.Complaints());
    }

    [Fact]
    public async Task A_title_without_letters_gives_the_items_id_as_path()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("?!"));

        Assert.Equal($"articles/{saved.Value.ContentItemId}", saved.Value.Path());
    }

    [Fact]
    public async Task The_path_stays_when_the_title_changes()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await site.PublishAsync(TestSite.Article("Rest Well"));

        var second = await site.PublishAsync(TestSite.Retitled(first.Value, "Sleep Better"));

        Assert.Equal(("Sleep Better", "articles/rest-well"), (second.Value.DisplayText, second.Value.Path()));
    }

    [Fact]
    public async Task A_path_that_is_taken_gets_the_next_free_number()
    {
        await using var site = await TestSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("Rest"));
        await site.SaveDraftAsync(TestSite.Article("Rest"));

        var third = await site.SaveDraftAsync(TestSite.Article("Rest"));

        Assert.Equal("articles/rest-3", third.Value.Path());
    }

    [Fact]
    public async Task A_written_path_is_kept()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":"Schlaf/für-alle"} """));

        Assert.Equal("Schlaf/für-alle", saved.Value.Path());
    }

    [Fact]
    public async Task A_written_path_that_another_item_has_is_refused()
    {
        await using var site = await TestSite.OpenAsync();
        await site.SaveDraftAsync(TestSite.Article("Rest"));

        var saved = await site.SaveDraftAsync(TestSite.Article("Sleep", """ "AutoroutePart":{"Path":"articles/rest"} """));

        Assert.Equal(["AutoroutePart.Path must be free, and \"articles/rest\" belongs to another item."], saved.Complaints());
    }

    [Fact]
    public async Task A_removed_items_path_is_free_again()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await site.PublishAsync(TestSite.Article("Rest"));
        await site.RemoveAsync(first.Value.ContentItemId);

        var second = await site.PublishAsync(TestSite.Article("Rest"));

        Assert.Equal("articles/rest", second.Value.Path());
    }

    [Theory]
    [InlineData("/guides", "must be segments parted by single slashes, without one at the ends, not \"/guides\"")]
    [InlineData("guides/", "must be segments parted by single slashes, without one at the ends, not \"guides/\"")]
    [InlineData("a//b", "must be segments parted by single slashes, without one at the ends, not \"a//b\"")]
    [InlineData("a/../b", "must be segments parted by single slashes, without one at the ends, not \"a/../b\"")]
    [InlineData("a b", "must not contain ' '")]
    [InlineData("a?b", "must not contain '?'")]
    [InlineData("a%20b", "must not contain '%'")]
    [InlineData("a\\\\b", "must not contain '\\'")]
    [InlineData("media/a", "must not begin with media, which the site itself answers")]
    [InlineData("Admin", "must not begin with Admin, which the site itself answers")]
    public async Task A_written_path_that_cannot_be_one_is_refused(string path, string complaint)
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", $$""" "AutoroutePart":{"Path":"{{path}}"} """));

        Assert.Equal([$"AutoroutePart.Path {complaint}."], saved.Complaints());
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\n')]
    [InlineData('\u00A0')]
    public void A_path_holds_no_invisible_characters(char character)
    {
        var complaint = RoutePath.Complaint($"a{character}b");

        Assert.Equal($"must not contain '{character}'", complaint);
    }

    [Fact]
    public void A_path_has_a_longest_length()
    {
        Assert.Null(RoutePath.Complaint(new string('a', RoutePath.MaxLength)));
        Assert.Equal("must have at most 1024 characters", RoutePath.Complaint(new string('a', RoutePath.MaxLength + 1)));
    }

    [Fact]
    public async Task A_path_that_is_no_text_is_refused_and_not_replaced()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":5} """));

        Assert.Equal(["AutoroutePart.Path must be a text."], saved.Complaints());
    }

    [Fact]
    public async Task A_very_long_title_gives_a_path_that_fits_even_with_a_number()
    {
        await using var site = await TestSite.OpenAsync();
        var title = new string('z', 3000);
        await site.SaveDraftAsync(TestSite.Article(title));

        var second = await site.SaveDraftAsync(TestSite.Article(title));

        Assert.EndsWith("z-2", second.Value.Path(), StringComparison.Ordinal);
        Assert.True(second.Value.Path()!.Length <= RoutePath.MaxLength);
    }

    [Fact]
    public async Task A_title_that_the_site_answers_itself_gets_a_number()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"Admin"}}"""));

        Assert.Equal("admin-2", saved.Value.Path());
    }

    [Fact]
    public async Task A_pattern_below_a_path_that_the_site_answers_itself_is_refused()
    {
        await using var site = await WithPatternAsync("media/{{ ContentItem.DisplayText | slugify }}");

        var saved = await site.SaveDraftAsync(Note("Rest"));

        Assert.Equal(["AutoroutePart.Path must not begin with media, which the site itself answers."], saved.Complaints());
    }

    [Theory]
    [InlineData("/{{ ContentItem.DisplayText | slugify }}", "rest")]
    [InlineData("{{ Model.ContentItem | display_text | slugify }}", "rest")]
    [InlineData("{{ ContentItem.Content.TitlePart.Title | slugify }} / x", "rest/x")]
    [InlineData("", "rest")]
    public async Task Orchards_patterns_work(string pattern, string path)
    {
        await using var site = await WithPatternAsync(pattern);

        var saved = await site.SaveDraftAsync(Note("Rest"));

        Assert.Equal(path, saved.Value.Path());
    }

    private static ContentDraft Note(string title) => TestSite.Draft("Note", $$$"""{"TitlePart":{"Title":"{{{title}}}"}}""");

    private static Task<TestSite> WithPatternAsync(string pattern) => TestSite.WithAsync(RecipeText.Type(
        "Note",
        RecipeText.Editable,
        RecipeText.Attach("TitlePart"),
        RecipeText.Attach("AutoroutePart", settings: $$""" "AutoroutePartSettings":{"Pattern":"{{pattern}}"} """)));
}
