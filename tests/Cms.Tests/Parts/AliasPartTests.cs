using Cms.Content;
using static Cms.Tests.TestSite;

namespace Cms.Tests.Parts;

public sealed class AliasPartTests
{
    [Fact]
    public async Task An_empty_alias_is_made_from_the_title_and_then_stays()
    {
        await using var site = await SiteAsync();

        var item = (await site.PublishAsync(Draft("Note", """{"TitlePart":{"Title":"How to sleep"}}"""))).Value;
        var renamed = (await site.PublishAsync(Retitled(item, "How to rest"))).Value;

        Assert.Equal(("how-to-sleep", "how-to-sleep"), (AliasOf(item), AliasOf(renamed)));
    }

    [Fact]
    public async Task A_made_alias_gets_the_first_free_number()
    {
        await using var site = await SiteAsync();
        await site.PublishAsync(Draft("Note", """{"TitlePart":{"Title":"Sleep"}}"""));
        await site.SaveDraftAsync(Draft("Note", """{"TitlePart":{"Title":"x"},"AliasPart":{"Alias":"SLEEP-2"}}"""));

        var item = (await site.PublishAsync(Draft("Note", """{"TitlePart":{"Title":"Sleep"}}"""))).Value;

        Assert.Equal("sleep-3", AliasOf(item));
    }

    [Theory]
    [InlineData("""{"Pattern":"n/{{ ContentItem.DisplayText | slugify }}"}""", "n/sleep")]
    [InlineData("""{"Pattern":"","Options":"Editable"}""", null)]
    [InlineData("""{"Pattern":"{{ ContentItem.ContentType }}","Options":1}""", "Note")]
    public async Task The_pattern_is_the_parts_own(string settings, string? alias)
    {
        await using var site = await SiteAsync($"\"AliasPartSettings\":{settings}");

        Assert.Equal(alias, AliasOf((await site.PublishAsync(Draft("Note", """{"TitlePart":{"Title":"Sleep"}}"""))).Value));
    }

    [Fact]
    public async Task An_alias_that_is_always_made_follows_the_title_whatever_somebody_wrote()
    {
        await using var site = await SiteAsync("""
            "AliasPartSettings":{"Options":"GeneratedDisabled"}
            """);
        var item = (await site.PublishAsync(Draft("Note", """{"TitlePart":{"Title":"Sleep"},"AliasPart":{"Alias":"mine"}}"""))).Value;

        var renamed = (await site.PublishAsync(Retitled(item, "Rest"))).Value;

        Assert.Equal(("sleep", "rest"), (AliasOf(item), AliasOf(renamed)));
    }

    [Fact]
    public async Task An_alias_of_another_item_is_refused_whatever_the_case_of_its_letters()
    {
        await using var site = await SiteAsync();
        var other = (await site.SaveDraftAsync(Draft("Note", """{"TitlePart":{"Title":"Sleep"},"AliasPart":{"Alias":"rest"}}"""))).Value;

        var refused = await site.SaveDraftAsync(Draft("Note", """{"TitlePart":{"Title":"Rest"},"AliasPart":{"Alias":"Rest"}}"""));

        Assert.Equal([$"AliasPart.Alias must be free, and \"rest\" belongs to \"Sleep\" ({other.ContentItemId})."], refused.Complaints());
    }

    [Theory]
    [InlineData("""{"Alias":5}""", "AliasPart must have a text as Alias, not 5.")]
    [InlineData("5", "AliasPart must be a JSON object.")]
    public async Task An_alias_that_is_no_text_is_refused(string part, string complaint)
    {
        await using var site = await SiteAsync();

        var refused = await site.SaveDraftAsync(Draft("Note", $$"""{"TitlePart":{"Title":"Rest"},"AliasPart":{{part}} }"""));

        Assert.Equal([complaint], refused.Complaints());
    }

    [Fact]
    public async Task An_alias_longer_than_the_index_takes_is_refused()
    {
        await using var site = await SiteAsync();

        var refused = await site.SaveDraftAsync(Draft("Note", $$"""{"TitlePart":{"Title":"Rest"},"AliasPart":{"Alias":"{{new string('a', 736)}}"} }"""));

        Assert.Contains("must have at most 735 characters, not 736.", Assert.Single(refused.Complaints()), StringComparison.Ordinal);
    }

    private static string? AliasOf(ContentItem item) => (string?)item.Json("AliasPart")["Alias"];

    private static Task<TestSite> SiteAsync(string settings = "") =>
        WithAsync(RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("AliasPart", settings: settings)));
}
