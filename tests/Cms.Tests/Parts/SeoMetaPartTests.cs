using static Cms.Tests.TestSite;

namespace Cms.Tests.Parts;

public sealed class SeoMetaPartTests
{
    [Fact]
    public async Task What_is_told_to_search_engines_is_kept_as_it_was_written()
    {
        const string Part = """{"PageTitle":"T","Render":true,"MetaRobots":"noindex","CustomMetaTags":[{"Name":"x","Content":"y"}],"OpenGraphImage":{"Paths":["a.png"]},"Own":{"a":1}}""";
        await using var site = await SiteAsync();

        var saved = (await site.PublishAsync(Draft("Note", $$"""{"SeoMetaPart":{{Part}} }"""))).Value;

        Assert.Equal(Part, saved.Part("SeoMetaPart").GetRawText());
    }

    [Theory]
    [InlineData("""{"PageTitle":5}""", "SeoMetaPart must have a text as PageTitle, not 5.")]
    [InlineData("""{"Render":"yes"}""", "SeoMetaPart must have true or false as Render, not \"yes\".")]
    [InlineData("""{"CustomMetaTags":{}}""", "SeoMetaPart.CustomMetaTags must be a list of JSON objects, not an object.")]
    [InlineData("""{"CustomMetaTags":[5]}""", "SeoMetaPart.CustomMetaTags must have only JSON objects, not 5.")]
    [InlineData("""{"CustomMetaTags":[{"Name":5}]}""", "SeoMetaPart.CustomMetaTags must have a text as Name, not 5.")]
    [InlineData("""{"OpenGraphImage":{"Paths":"a.png"}}""", "SeoMetaPart.OpenGraphImage must have a list of texts as Paths, not \"a.png\".")]
    public async Task Values_of_a_wrong_kind_are_refused(string part, string complaint)
    {
        await using var site = await SiteAsync();

        Assert.Equal([complaint], (await site.SaveDraftAsync(Draft("Note", $$"""{"SeoMetaPart":{{part}} }"""))).Complaints());
    }

    private static Task<TestSite> SiteAsync() =>
        WithAsync(RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("SeoMetaPart"), RecipeText.Attach("PreviewPart")));
}
