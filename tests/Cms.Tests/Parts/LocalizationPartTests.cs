using Cms.Content;
using static Cms.Tests.TestSite;

namespace Cms.Tests.Parts;

public sealed class LocalizationPartTests
{
    private const string Settings = """{"name":"settings","LocalizationSettings":{"DefaultCulture":"cs","SupportedCultures":["cs","en-US"]}}""";

    [Fact]
    public async Task A_new_item_is_in_the_sites_culture_and_in_a_set_of_its_own()
    {
        await using var site = await SiteAsync();

        var first = (await site.PublishAsync(Draft("Note", "{}"))).Value.Json("LocalizationPart");
        var second = (await site.PublishAsync(Draft("Note", """{"LocalizationPart":{"Culture":"","LocalizationSet":null}}"""))).Value.Json("LocalizationPart");

        Assert.Equal(("cs", "cs"), ((string?)first["Culture"], (string?)second["Culture"]));
        Assert.True(ContentId.IsValid((string)first["LocalizationSet"]!));
        Assert.NotEqual((string?)first["LocalizationSet"], (string?)second["LocalizationSet"]);
    }

    [Fact]
    public async Task Culture_and_set_stay_when_the_item_is_saved_again()
    {
        await using var site = await SiteAsync();
        var item = (await site.PublishAsync(Draft("Note", """{"LocalizationPart":{"Culture":"en-US","LocalizationSet":"set1"}}"""))).Value;

        var again = (await site.PublishAsync(Again(item))).Value;

        Assert.Equal(item.Part("LocalizationPart").GetRawText(), again.Part("LocalizationPart").GetRawText());
    }

    [Fact]
    public async Task A_culture_that_the_site_does_not_have_is_refused()
    {
        await using var site = await SiteAsync();

        var refused = await site.SaveDraftAsync(Draft("Note", """{"LocalizationPart":{"Culture":"de-DE"}}"""));

        Assert.Equal(["LocalizationPart.Culture must be one of the site's cultures (cs, en-US), not \"de-DE\"."], refused.Complaints());
    }

    [Fact]
    public async Task A_set_has_one_item_for_each_culture()
    {
        await using var site = await SiteAsync();
        var first = (await site.SaveDraftAsync(Draft("Note", """{"TitlePart":{"Title":"One"},"LocalizationPart":{"Culture":"cs","LocalizationSet":"set1"}}"""))).Value;

        var twin = await site.SaveDraftAsync(Draft("Note", """{"LocalizationPart":{"Culture":"cs","LocalizationSet":"set1"}}"""));
        var translation = await site.SaveDraftAsync(Draft("Note", """{"LocalizationPart":{"Culture":"en-US","LocalizationSet":"set1"}}"""));

        Assert.Equal([$"LocalizationPart.Culture must be another one: in cs there is \"One\" ({first.ContentItemId}) in the same set already."], twin.Complaints());
        Assert.Null(translation.Problem);
    }

    [Theory]
    [InlineData("""{"Culture":5}""", "LocalizationPart must have a text as Culture, not 5.")]
    [InlineData("""{"LocalizationSet":"a b"}""", "LocalizationPart.LocalizationSet must be an id, and \"a b\" is none (at most 26 letters and digits).")]
    public async Task Values_that_cannot_be_are_refused(string part, string complaint)
    {
        await using var site = await SiteAsync();

        Assert.Equal([complaint], (await site.SaveDraftAsync(Draft("Note", $$"""{"LocalizationPart":{{part}} }"""))).Complaints());
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await WithAsync(RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("LocalizationPart")));
        await site.Cms.RunRecipeAsync(RecipeText.Of(Settings));
        return site;
    }
}
