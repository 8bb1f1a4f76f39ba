namespace Cms.Tests.Parts;

public sealed class TaxonomyPartTests
{
    [Fact]
    public async Task Terms_get_paths_and_know_their_taxonomy_also_those_inside_others()
    {
        await using var site = await TestSite.OpenAsync();

        var taxonomy = await site.LatestAsync(TestSite.Tags);

        var earth = taxonomy!.Json("TaxonomyPart")["Terms"]![0]!;
        var sea = earth["Terms"]![0]!;
        Assert.Equal(("tags/earth", "tags/sea"), ((string?)earth["AutoroutePart"]!["Path"], (string?)sea["AutoroutePart"]!["Path"]));
        Assert.Equal((TestSite.Tags, TestSite.Tags), ((string?)earth["TermPart"]!["TaxonomyContentItemId"], (string?)sea["TermPart"]!["TaxonomyContentItemId"]));
        Assert.Equal("Sea", (string?)sea["DisplayText"]);
    }

    [Fact]
    public async Task Terms_of_one_name_get_different_paths()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Draft("Taxonomy", """
            {"TaxonomyPart":{"TermContentType":"Tag","Terms":[{"ContentType":"Tag","TitlePart":{"Title":"Sea"}},{"ContentType":"Tag","TitlePart":{"Title":"Sky"},
             "Terms":[{"ContentType":"Tag","TitlePart":{"Title":"Sky"}}]}]}}
            """));

        var terms = saved.Value.Json("TaxonomyPart")["Terms"]!;
        Assert.Equal("tags/sea-2", (string?)terms[0]!["AutoroutePart"]!["Path"]);
        Assert.Equal(
            ["tags/sky", "tags/sky-2"],
            new[] { terms[1]!, terms[1]!["Terms"]![0]! }.Select(term => (string?)term["AutoroutePart"]!["Path"]).Order());
    }

    [Theory]
    [InlineData("""{"Terms":[]}""", "TaxonomyPart.TermContentType is required: the content type of the terms.")]
    [InlineData("""{"TermContentType":"Tag","Terms":{} }""", "TaxonomyPart.Terms must be a list of terms.")]
    [InlineData("""{"TermContentType":"Tag","Terms":[5]}""", "TaxonomyPart[0] must be a term.")]
    [InlineData("""{"TermContentType":"Tag","Terms":[{"ContentItemId":"a","ContentType":"Tag","AutoroutePart":5}]}""", "TaxonomyPart[0].AutoroutePart must be a JSON object.")]
    public async Task A_taxonomy_of_another_shape_is_refused(string part, string complaint)
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Draft("Taxonomy", $$"""{"TaxonomyPart":{{part}} }"""));

        Assert.Contains(complaint, saved.Complaints());
    }
}
