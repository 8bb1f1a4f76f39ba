using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Tests.Definitions;

public sealed class DefinitionsJsonTests
{
    private const string Definitions = """
        {
          "ContentTypes": [
            {
              "Name": "Article",
              "DisplayName": "An article",
              "Settings": { "ContentTypeSettings": { "Draftable": true }, "SomebodyElsesSettings": { "Colour": ["red", 1, null] } },
              "ContentTypePartDefinitionRecords": [
                { "PartName": "BagPart", "Name": "Sections", "Settings": { "ContentTypePartSettings": { "Position": "10" } } },
                { "PartName": "TitlePart", "Name": "TitlePart", "Settings": { "ContentTypePartSettings": { "Position": "2" } } },
                { "PartName": "HtmlBodyPart", "Name": "HtmlBodyPart", "Settings": {} }
              ]
            }
          ],
          "ContentParts": [
            {
              "Name": "Article",
              "Settings": { "ContentPartSettings": { "Attachable": true } },
              "ContentPartFieldDefinitionRecords": [
                { "FieldName": "TextField", "Name": "Summary", "Settings": { "TextFieldSettings": { "Required": true, "Hint": "Short." } } },
                { "FieldName": "GeoPointField", "Name": "Place", "Settings": { "GeoPointFieldSettings": { "Zoom": 3 } } }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void What_was_read_is_written_again_with_all_that_Cms_does_not_know()
    {
        var first = DefinitionsJson.Write(Merge(Definitions));

        var second = DefinitionsJson.Write(DefinitionsJson.Merge(ContentDefinitions.Empty, first));

        Assert.True(JsonNode.DeepEquals(first, second));
        Assert.Equal("""["red",1,null]""", first["ContentTypes"]![0]!["Settings"]!["SomebodyElsesSettings"]!["Colour"]!.ToJsonString());
        Assert.Equal("GeoPointField", (string?)first["ContentParts"]![0]!["ContentPartFieldDefinitionRecords"]![1]!["FieldName"]);
    }

    [Fact]
    public void Parts_and_fields_stand_in_the_order_of_their_positions_and_those_without_last()
    {
        var definitions = Merge(Definitions, """
            {"ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[
              {"FieldName":"TextField","Name":"Lead","Settings":{"ContentPartFieldSettings":{"Position":"1"}}},
              {"FieldName":"TextField","Name":"Place2","Settings":{"ContentPartFieldSettings":{"Position":0}}}]}]}
            """);

        Assert.Equal(["TitlePart", "Sections", "HtmlBodyPart"], definitions.FindType("Article")!.Parts.Select(part => part.Name));
        Assert.Equal(["Place2", "Lead", "Summary", "Place"], definitions.FieldsOf("Article").Select(field => field.Name));
    }

    [Fact]
    public void A_merge_changes_the_settings_it_names_and_no_other()
    {
        var definitions = Merge(Definitions, """
            {
              "ContentTypes": [{ "Name": "Article", "Settings": { "ContentTypeSettings": { "Versionable": true } },
                "ContentTypePartDefinitionRecords": [{ "PartName": "BagPart", "Name": "Sections", "Settings": { "BagPartSettings": { "ContainedContentTypes": ["Section"] } } }] }],
              "ContentParts": [{ "Name": "Article", "ContentPartFieldDefinitionRecords": [
                { "FieldName": "TextField", "Name": "Summary", "Settings": { "TextFieldSettings": { "Required": false } } },
                { "FieldName": "NumericField", "Name": "Price" }] }]
            }
            """);

        var article = definitions.FindType("Article")!;
        Assert.Equal(("An article", true, true), (article.DisplayName, article.Draftable, article.Versionable));
        Assert.Equal(10, article.FindPart("Sections")!.Position);
        Assert.Equal(["Section"], article.FindPart("Sections")!.Settings.Texts("BagPartSettings", "ContainedContentTypes"));
        Assert.Equal(["Summary", "Place", "Price"], definitions.FieldsOf("Article").Select(field => field.Name));
        Assert.Equal((false, "Short."), (definitions.FieldsOf("Article")[0].Required, definitions.FieldsOf("Article")[0].Hint));
    }

    [Fact]
    public void A_merge_does_not_change_the_definitions_it_starts_from()
    {
        var before = Merge(Definitions);

        DefinitionsJson.Merge(before, Json("""{"ContentTypes":[{"Name":"Article","Settings":{"ContentTypeSettings":{"Draftable":false}}},{"Name":"Page"}]}"""));

        Assert.True(before.FindType("Article")!.Draftable);
        Assert.Null(before.FindType("Page"));
    }

    [Theory]
    [InlineData("""{"ContentTypes":[{"Name":"Guide Article"}]}""", "A content type is called \"Guide Article\"; a name has only letters, digits and _ and begins with no digit and no __.")]
    [InlineData("""{"ContentTypes":[{"Name":"7Sins"}]}""", "A content type is called \"7Sins\"; a name has only letters, digits and _ and begins with no digit and no __.")]
    [InlineData("""{"ContentTypes":[{"Name":"Anfänger"}]}""", "A content type is called \"Anfänger\"; a name has only letters, digits and _ and begins with no digit and no __.")]
    [InlineData("""{"ContentTypes":[{"Name":"__Type"}]}""", "A content type is called \"__Type\"; a name has only letters, digits and _ and begins with no digit and no __.")]
    [InlineData("""{"ContentTypes":[{"DisplayName":"Article"}]}""", "A content type has no Name.")]
    [InlineData("""{"ContentTypes":[{"Name":5}]}""", "A content type has no Name.")]
    [InlineData("""{"ContentTypes":{"Name":"Article"}}""", "The definitions: ContentTypes must be a list of objects.")]
    [InlineData("""{"ContentTypes":["Article"]}""", "The definitions: ContentTypes must be a list of objects.")]
    [InlineData("""{"ContentTypes":[{"Name":"Article","Settings":[]}]}""", "Content type Article: Settings must be an object.")]
    [InlineData("""{"ContentTypes":[{"Name":"Article","DisplayName":5}]}""", "Content type Article: DisplayName must be a text.")]
    [InlineData("""{"ContentTypes":[{"Name":"Article","ContentTypePartDefinitionRecords":[{"Name":"TitlePart"}]}]}""", "A part of content type Article has no PartName.")]
    [InlineData(
        """{"ContentTypes":[{"Name":"Article","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"Sections"}]}]}""",
        "Content type Article has a part Sections of kind BagPart; it cannot become TitlePart.")]
    [InlineData("""{"ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[{"Name":"Lead"}]}]}""", "A field of content part Article has no FieldName.")]
    [InlineData("""{"ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField"}]}]}""", "A TextField of content part Article has no Name.")]
    [InlineData(
        """{"ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[{"FieldName":"NumericField","Name":"Summary"}]}]}""",
        "Field Summary of content part Article is a TextField; it cannot become a NumericField.")]
    [InlineData(
        """{"ContentTypes":[{"Name":"Author","ContentTypePartDefinitionRecords":[{"PartName":"Author"}]}]}""",
        "A part of content type Author is called \"Author\", which every content item has already: ContentItemId, ContentItemVersionId, ContentType, DisplayText, Latest, Published, ModifiedUtc, PublishedUtc, CreatedUtc, Owner, Author, Id.")]
    public void A_definition_that_cannot_be_is_refused_with_its_name(string json, string message)
    {
        var refusal = Assert.Throws<FormatException>(() => Merge(Definitions, json));

        Assert.Equal(message, refusal.Message);
    }

    private static ContentDefinitions Merge(params string[] jsons) =>
        jsons.Aggregate(ContentDefinitions.Empty, (into, json) => DefinitionsJson.Merge(into, Json(json)));

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
