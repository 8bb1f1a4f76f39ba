namespace Cms.Tests.Editing;

public sealed class TextsCanBeStoredTests
{
    [Fact]
    public async Task A_text_with_a_character_that_no_database_keeps_is_refused_with_its_place()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", """
            "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"One"}},"Bullets":{"ContentItems":[{"ContentType":"Bullet","Bullet":{"Label":{"Text":"a\u0000b"}}}]}}]}
            """));

        Assert.Equal(["Sections.ContentItems[0].Bullets.ContentItems[0].Bullet.Label.Text must not contain the character U+0000."], saved.Complaints());
    }

    [Fact]
    public async Task Writing_about_the_character_is_no_such_text()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", """
            "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"The escape \\u0000"}}}]}
            """));

        Assert.Null(saved.Problem);
    }
}
