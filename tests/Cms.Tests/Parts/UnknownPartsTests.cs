using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Recipes;
using static Cms.Tests.TestSite;

namespace Cms.Tests.Parts;

/// <summary>What Cms does not know of a content type is kept as it is.</summary>
public sealed class UnknownPartsTests
{
    private const string Parts = """
        "FlowPart":{"Widgets":[{"ContentItemId":"w1","ContentType":"Paragraph","FlowMetadata":{"Alignment":3,"Size":100}}]},
        "Note":{"Place":{"Latitude":50.1,"Longitude":14.4},"Video":{"RawAddress":"https://example.org/v"},"Text":{"Text":"a","More":[1,{"b":null}]}},
        "LiquidPart":{"Liquid":"{{ a }}"},"NobodyKnowsPart":[1,"two",{"three":3.10}]
        """;

    [Fact]
    public async Task Unknown_parts_and_fields_go_through_every_verb_and_out_again_unchanged()
    {
        await using var site = await WithAsync(
            RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("FlowPart"), RecipeText.Attach("LiquidPart"), RecipeText.Attach("Note")),
            RecipeText.Part("Note", RecipeText.Field("GeoPointField", "Place"), RecipeText.Field("YoutubeField", "Video"), RecipeText.Field("TextField", "Text")));
        var given = JsonNode.Parse($$"""{"TitlePart":{"Title":"x"},{{Parts}} }""")!.AsObject();

        var draft = (await site.SaveDraftAsync(Draft("Note", given.ToJsonString()))).Value;
        var published = (await site.PublishAsync(draft.ContentItemId)).Value;
        var again = (await site.PublishAsync(Again(published))).Value;
        var exported = await site.Cms.RunAsync<ExportRecipe, ExportedRecipe>(export => export.RunAsync("out", "media", TestContext.Current.CancellationToken));

        Assert.True(JsonNode.DeepEquals(given, JsonNode.Parse(again.PartsJson)), again.PartsJson);
        var item = exported.Recipe["steps"]!.AsArray().Single(step => (string?)step!["name"] == "content")!["data"]![0]!.AsObject();
        Assert.True(JsonNode.DeepEquals(given, ContentItemJson.PartsOf(item)), item.ToJsonString());
        Assert.Contains("\"FieldName\":\"GeoPointField\"", exported.Recipe.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"PartName\":\"FlowPart\"", exported.Recipe.ToJsonString(), StringComparison.Ordinal);
    }
}
