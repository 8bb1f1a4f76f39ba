using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Tests.Memory;

namespace Cms.Tests.Content;

public sealed class ContentItemJsonTests
{
    [Theory]
    [InlineData(0, TestSite.Tags)]
    [InlineData(1, "sample00000000000000000001")]
    [InlineData(2, "guide000000000000000000000")]
    public async Task An_item_recorded_from_Orchard_Core_comes_out_as_it_went_in(int index, string id)
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "Cms.Tests", "Content", "recorded.json"), TestContext.Current.CancellationToken))![index]!.AsObject();
        recorded["ContentItemId"] = id;
        await using var site = await RecordedSiteAsync();

        await site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Content(recorded.ToJsonString())));

        var written = ContentItemJson.Write((await site.PublishedAsync(id))!);
        Assert.Equal([], Lost(recorded, written, ""));
        Assert.Equal(["ContentItemId", "ContentItemVersionId", "ContentType", "DisplayText"], written.Select(member => member.Key).Take(4));
    }

    [Fact]
    public void Parts_are_what_is_no_metadata_and_a_copy()
    {
        var json = JsonNode.Parse("""{"ContentItemId":"a","Author":"anna","Id":7,"TitlePart":{"Title":"One"},"Note":null}""")!.AsObject();

        var parts = ContentItemJson.PartsOf(json);
        json["TitlePart"]!["Title"] = "Two";

        Assert.Equal("""{"TitlePart":{"Title":"One"},"Note":null}""", parts.ToJsonString());
    }

    [Fact]
    public async Task Any_Unicode_is_kept_readable()
    {
        await using var site = await TestSite.OpenAsync();

        var item = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"e\u0301 <b> ‘ру’ 🌙 \u00A0"}}"""))).Value;

        Assert.Equal("e\u0301 <b> ‘ру’ 🌙 \u00A0", item.DisplayText);
        Assert.Contains("e\u0301 <b> ‘ру’", item.PartsJson, StringComparison.Ordinal);
    }

    // Members that Cms adds (titles of items inside, ids) do not count; what was there must be there as it was.
    private static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        (JsonObject expected, JsonObject actual) => expected.SelectMany(member => Lost(member.Value, actual[member.Key], $"{path}.{member.Key}")),
        (JsonArray expected, JsonArray actual) when expected.Count == actual.Count =>
            expected.Select((one, index) => (one, index)).SelectMany(pair => Lost(pair.one, actual[pair.index], $"{path}[{pair.index}]")),
        _ => Same(before, after) ? [] : [$"{path}: {before?.ToJsonString()} became {after?.ToJsonString()}"],
    };

    private static bool Same(JsonNode? before, JsonNode? after) =>
        JsonNode.DeepEquals(before, after)
        || (DateTimeOffset.TryParse(before?.ToString(), out var one) && DateTimeOffset.TryParse(after?.ToString(), out var other) && one == other);

    private static Task<TestSite> RecordedSiteAsync() => TestSite.WithAsync(
        RecipeText.Type("Taxonomy", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AliasPart"), RecipeText.Attach("TaxonomyPart")),
        RecipeText.Type("Tag", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AliasPart")),
        RecipeText.Type(
            "Sample", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart"), RecipeText.Attach("Sample"), RecipeText.Attach("BagPart"), RecipeText.Attach("FlowPart")),
        RecipeText.Part(
            "Sample",
            RecipeText.Field("TextField", "Text"),
            RecipeText.Field("HtmlField", "Html"),
            RecipeText.Field("NumericField", "Num"),
            RecipeText.Field("BooleanField", "Flag"),
            RecipeText.Field("DateField", "Day"),
            RecipeText.Field("DateTimeField", "Moment"),
            RecipeText.Field("LinkField", "Link"),
            RecipeText.Field("ContentPickerField", "Related"),
            RecipeText.Field("MediaField", "Images"),
            RecipeText.Field("TaxonomyField", "Tags")),
        RecipeText.Type("GuideArticle", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart"), RecipeText.Bag("Sections", "GuideSection")),
        RecipeText.Type("GuideSection", "", RecipeText.Bag("Bullets", "GuideBullet")),
        RecipeText.Type("GuideBullet", "", RecipeText.Attach("GuideBullet")),
        RecipeText.Part("GuideBullet", RecipeText.Field("TextField", "Label"), RecipeText.Field("TextField", "Text")));
}
