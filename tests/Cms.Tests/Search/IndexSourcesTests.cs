using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Search;

namespace Cms.Tests.Search;

public sealed class IndexSourcesTests
{
    // Everything that any kind of part or field reads, under one name.
    private const string Value = """
        {"Path":"a","Alias":"b","Culture":"en","LocalizationSet":"c","ListContentItemId":"d","Order":1,"ContentItemIds":["e"],"Paths":["f"],"UserIds":["g"],
         "TaxonomyContentItemId":"h","TermContentItemIds":["i"],"Text":"[x](content:4aaaaaaaaaaaaaaaaaaaaaaaaa)","Title":"[x](content:4aaaaaaaaaaaaaaaaaaaaaaaaa)",
         "Html":"<a href='content:4aaaaaaaaaaaaaaaaaaaaaaaaa'>x</a>","Markdown":"[x](content:4aaaaaaaaaaaaaaaaaaaaaaaaa)","Url":"content:4aaaaaaaaaaaaaaaaaaaaaaaaa","Values":["j"],"MediaTexts":["k"],
         "ScheduledPublishUtc":"2999-01-01T00:00:00Z","ScheduledArchiveUtc":"2999-01-01T00:00:00Z",
         "MenuItems":[{"ContentItemId":"item","ContentType":"Inner","Inner":{"See":{"ContentItemIds":["f"]}}}],
         "ContentItems":[{"ContentItemId":"in","ContentType":"Inner","Inner":{"See":{"ContentItemIds":["e"]}}}],
         "Terms":[{"ContentItemId":"in","ContentType":"Inner","Inner":{"See":{"ContentItemIds":["e"]}}}]}
        """;

    private static readonly ContentDefinitions Before = Merge(
        ContentDefinitions.Empty,
        """{"ContentTypes":[{"Name":"Note","ContentTypePartDefinitionRecords":[{"PartName":"Note"}]},{"Name":"Inner","ContentTypePartDefinitionRecords":[{"PartName":"Inner"}]}],"""
        + """ "ContentParts":[{"Name":"Note"},{"Name":"Inner","ContentPartFieldDefinitionRecords":[{"FieldName":"ContentPickerField","Name":"See"}]}]}""");

    public static TheoryData<string> Fields => [.. FieldTypes.All.Select(type => type.Name)];

    public static TheoryData<string> Parts => [.. PartTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_kind_of_field_concerns_stored_items_when_rows_come_from_it(string field)
    {
        var after = Merge(Before, $$"""{"ContentParts":[{"Name":"Note","ContentPartFieldDefinitionRecords":[{"FieldName":"{{field}}","Name":"Thing"}]}]}""");

        AssertAgree(after, $$"""{"Note":{"Thing":{{Value}} } }""");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_kind_of_part_concerns_stored_items_when_rows_come_from_it(string part)
    {
        var after = Merge(Before, $$"""{"ContentTypes":[{"Name":"Note","ContentTypePartDefinitionRecords":[{"PartName":"{{part}}"}]}]}""");

        // The part of items in a list is read whether a type attaches it or not.
        if (part != "ContainedPart")
            AssertAgree(after, $$"""{"{{part}}":{{Value}} }""");
    }

    [Fact]
    public void Types_whose_bags_take_items_of_a_changed_type_are_concerned_at_any_depth()
    {
        var before = Merge(Before, """
            {"ContentTypes":[
              {"Name":"Box","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"In","Settings":{"BagPartSettings":{"ContainedContentTypes":["Inner"]}}}]},
              {"Name":"Shelf","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"In","Settings":{"BagPartSettings":{"ContainedContentTypes":["Box"]}}}]},
              {"Name":"Room","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"In"}]},
              {"Name":"Other","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"In","Settings":{"BagPartSettings":{"ContainedContentTypes":["Note"]}}}]}]}
            """);
        var after = before.With(new ContentPart("Inner", DefinitionSettings.None, []));

        Assert.Equal(["Box", "Inner", "Room", "Shelf"], IndexSources.ChangedTypes(before, after).Order(StringComparer.Ordinal));
        Assert.Empty(IndexSources.ChangedTypes(before, before));
    }

    [Fact]
    public void A_type_that_is_removed_or_comes_back_is_concerned()
    {
        var without = Before.WithoutType("Inner");

        Assert.Equal(["Inner"], IndexSources.ChangedTypes(Before, without));
        Assert.Equal(["Inner"], IndexSources.ChangedTypes(without, Before));
    }

    [Fact]
    public void A_type_that_begins_to_have_pages_inside_others_concerns_what_holds_its_items()
    {
        var plain = Merge(ContentDefinitions.Empty, Course(""));
        var managed = Merge(ContentDefinitions.Empty, Course(""" "AutoroutePartSettings":{"ManageContainedItemRoutes":true} """));

        Assert.Equal(["Course", "Lesson"], IndexSources.ChangedTypes(plain, managed).Order(StringComparer.Ordinal));

        static string Course(string settings) => $$$"""
            {"ContentTypes":[
              {"Name":"Course","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"Lessons","Settings":{"BagPartSettings":{"ContainedContentTypes":["Lesson"] } } }]},
              {"Name":"Lesson","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"AutoroutePart","Name":"AutoroutePart","Settings":{ {{{settings}}} } } ]}],
             "ContentParts":[]}
            """;
    }

    private static void AssertAgree(ContentDefinitions after, string parts)
    {
        var alters = !SameRows(Rows(Before, parts), Rows(after, parts));

        Assert.Equal(alters, IndexSources.ChangedTypes(Before, after).Contains("Note"));
    }

    private static IndexedVersion Rows(ContentDefinitions definitions, string parts) =>
        IndexRows.Of(new ContentItem { ContentItemId = "item", ContentItemVersionId = "v", ContentType = "Note", PartsJson = parts }, definitions);

    private static bool SameRows(IndexedVersion one, IndexedVersion other) =>
        one.Routes.SequenceEqual(other.Routes) && one.Terms.SequenceEqual(other.Terms) && one.References.SequenceEqual(other.References)
        && one.Due.SequenceEqual(other.Due) && one.PartValues.SequenceEqual(other.PartValues) && one.Text?.Hash == other.Text?.Hash;

    private static ContentDefinitions Merge(ContentDefinitions into, string json) => DefinitionsJson.Merge(into, JsonNode.Parse(json)!.AsObject());
}
