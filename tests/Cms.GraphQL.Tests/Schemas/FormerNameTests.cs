using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Events;
using Cms.Modeling;
using Cms.Tenants;
using Cms.Users;

namespace Cms.GraphQL.Tests.Schemas;

/// <summary>What was renamed is still given under its former name, marked as deprecated, until somebody drops the name or gives it to something else.</summary>
public sealed class FormerNameTests : IAsyncDisposable
{
    private const string Definitions = """
        {"name":"ContentDefinition",
         "ContentTypes":[
           {"Name":"Guide","DisplayName":"Guide","Settings":{},"ContentTypePartDefinitionRecords":[
             {"PartName":"Guide","Name":"Guide","Settings":{}},{"PartName":"Facts","Name":"More","Settings":{}},
             {"PartName":"BagPart","Name":"Sections","Settings":{"BagPartSettings":{"ContainedContentTypes":["Section"]}}}]},
           {"Name":"Section","DisplayName":"Section","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"Section","Name":"Section","Settings":{}}]},
           {"Name":"Contact","DisplayName":"Contact","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}},"ContentTypePartDefinitionRecords":[{"PartName":"Facts","Name":"Facts","Settings":{}}]},
           {"Name":"Tags","DisplayName":"Tags","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TaxonomyPart","Name":"TaxonomyPart","Settings":{}}]},
           {"Name":"Tag","DisplayName":"Tag","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart","Settings":{}}]}],
         "ContentParts":[
           {"Name":"Guide","Settings":{},"ContentPartFieldDefinitionRecords":[
             {"FieldName":"TextField","Name":"Lead","Settings":{"GraphQLContentPartFieldSettings":{"FormerNames":["Introduction","Opening"]}}},
             {"FieldName":"NumericField","Name":"Cost","Settings":{"FieldAccessSettings":{"ViewPermission":true},"ContentIndexSettings":{"Included":true},"GraphQLContentPartFieldSettings":{"FormerNames":["Price"]}}},
             {"FieldName":"NumericField","Name":"Rank","Settings":{"ContentIndexSettings":{"Included":true},"GraphQLContentPartFieldSettings":{"FormerNames":["Place"]}}},
             {"FieldName":"ContentPickerField","Name":"Others","Settings":{"ContentPickerFieldSettings":{"DisplayedContentTypes":["Guide"]},"GraphQLContentPartFieldSettings":{"FormerNames":["Friends"]}}},
             {"FieldName":"HtmlField","Name":"Words","Settings":{"GraphQLContentPartFieldSettings":{"FormerNames":["Text","2 words","","related","displayText"]}}},
             {"FieldName":"TaxonomyField","Name":"Topics","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"},"GraphQLContentPartFieldSettings":{"FormerNames":["Keywords"]}}}]},
           {"Name":"Section","Settings":{},"ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Heading","Settings":{"ContentIndexSettings":{"Included":true},"GraphQLContentPartFieldSettings":{"FormerNames":["Title"]}}}]},
           {"Name":"Facts","Settings":{},"ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source","Settings":{"ContentIndexSettings":{"Included":true},"GraphQLContentPartFieldSettings":{"FormerNames":["Origin"]}}}]}]}
        """;

    private const string Recipe = """{"steps":[""" + Definitions + """
          ,
          {"name":"custom-settings","Contact":{"ContentItemId":"contact","ContentType":"Contact","Facts":{"Source":{"Text":"us"}}}},
          {"name":"content","data":[
            {"ContentItemId":"tags","ContentItemVersionId":"tv","Latest":true,"Published":true,"ModifiedUtc":"2026-01-01T00:00:00Z","PublishedUtc":"2026-01-01T00:00:00Z","CreatedUtc":"2026-01-01T00:00:00Z","Owner":"","Author":"","ContentType":"Tags","DisplayText":"Tags","TaxonomyPart":{"TermContentType":"Tag","Terms":[{"ContentItemId":"sea","ContentType":"Tag","DisplayText":"Sea","TitlePart":{"Title":"Sea"}}]}},
            {"ContentItemId":"g1","ContentItemVersionId":"v1","Latest":true,"Published":true,"ModifiedUtc":"2026-01-01T00:00:00Z","PublishedUtc":"2026-01-01T00:00:00Z","CreatedUtc":"2026-01-01T00:00:00Z","Owner":"","Author":"","ContentType":"Guide","DisplayText":"One",
             "Guide":{"Lead":{"Text":"in"},"Cost":{"Value":5},"Rank":{"Value":2},"Words":{"Html":"<b>w</b>"},"Topics":{"TaxonomyContentItemId":"tags","TermContentItemIds":["sea"]}},"More":{"Source":{"Text":"book"}},
             "Sections":{"ContentItems":[{"ContentItemId":"s1","ContentType":"Section","Section":{"Heading":{"Text":"first"}}}]}},
            {"ContentItemId":"g2","ContentItemVersionId":"v2","Latest":true,"Published":true,"ModifiedUtc":"2026-01-02T00:00:00Z","PublishedUtc":"2026-01-02T00:00:00Z","CreatedUtc":"2026-01-02T00:00:00Z","Owner":"","Author":"","ContentType":"Guide","DisplayText":"Two","Guide":{"Rank":{"Value":1},"Others":{"ContentItemIds":["g1"]}}}]}]}
        """;

    private static readonly Caller Insider = Caller.SignedIn("u1", "anna", [Permission.ViewContent, "ViewField_Guide.Cost"]);

    private readonly Site _site = Site.OfRecipe(Recipe);
    private JsonObject _definitions = JsonNode.Parse(Definitions)!.AsObject();

    [Fact]
    public async Task A_renamed_field_answers_the_same_under_every_name_that_it_had()
    {
        Assert.Equal(
            """{"guide":[{"lead":"in","introduction":"in","opening":"in","text":{"html":"<b>w</b>"},"keywords":{"tagNames":["Sea"]},"more":{"source":"book","origin":"book"},"sections":{"contentItems":[{"heading":"first","title":"first"}]}}],"site":{"contact":{"facts":{"source":"us","origin":"us"}}}}""",
            await _site.DataAsync("""{ guide(where: {displayText: "One"}) { lead introduction opening text { html } keywords { tagNames } more { source origin } sections { contentItems { ... on Section { heading title } } } } site { contact { facts { source origin } } } }"""));
    }

    [Theory]
    [InlineData("where: {place_gt: 1}", "One")]
    [InlineData("where: {place_is_null: false}, orderBy: {place: ASC}", "Two, One")]
    [InlineData("""where: {keywords: {contains: "Sea"}}""", "One")]
    [InlineData("""where: {sections_some: {title_contains: "FIRST"}}""", "One")]
    [InlineData("where: {friends_some: {place: 2}}", "Two")]
    [InlineData("""where: {more: {origin: "book"}}""", "One")]
    [InlineData("orderBy: {more: {origin: DESC}}", "One, Two")]
    public async Task Lists_are_filtered_and_ordered_by_former_names(string arguments, string expected)
    {
        var found = JsonNode.Parse(await _site.DataAsync($"{{ guide({arguments}) {{ displayText }} }}"))!["guide"]!.AsArray();

        Assert.Equal(expected, string.Join(", ", found.Select(guide => (string)guide!["displayText"]!)));
    }

    [Fact]
    public async Task Counts_are_asked_for_by_former_names()
    {
        Assert.Equal(
            """{"guideConnection":{"facets":[{"name":"keywords","values":[{"label":"Sea","count":1}]},{"name":"more.origin","values":[{"label":"book","count":1}]}]}}""",
            await _site.DataAsync("""{ guideConnection { facets(by: ["keywords", "more.origin"]) { name values { label count } } } }"""));
    }

    [Fact]
    public async Task The_schema_marks_former_names_and_says_the_new_one()
    {
        var printed = await _site.PrintSchemaAsync(Site.Editor);
        var told = await _site.DataAsync("""{ __type(name: "Guide") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } hidden: __type(name: "Guide") { fields { name } } order: __type(name: "GuideOrderByInput") { inputFields(includeDeprecated: true) { name deprecationReason } } }""");

        Assert.Contains("introduction: String @deprecated(reason: \"Renamed to lead.\")", printed, StringComparison.Ordinal);
        Assert.Contains("place: OrderByDirection @deprecated(reason: \"Renamed to rank.\")", printed, StringComparison.Ordinal);
        Assert.Contains("place_gt: Decimal @deprecated(reason: \"Renamed to rank.\")", printed, StringComparison.Ordinal);
        Assert.Contains("""{"name":"introduction","isDeprecated":true,"deprecationReason":"Renamed to lead."}""", told, StringComparison.Ordinal);
        Assert.Contains("""{"name":"place","deprecationReason":"Renamed to rank."}""", told, StringComparison.Ordinal);
        Assert.DoesNotContain("introduction", JsonNode.Parse(told)!["hidden"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guarded_field_is_guarded_under_its_former_name_too()
    {
        Assert.Equal("""{"guide":[{"price":null}]}""", await _site.DataAsync("""{ guide(where: {displayText: "One"}) { price } }"""));
        Assert.Equal("""{"guide":[{"price":5}]}""", await _site.DataAsync("""{ guide(where: {displayText: "One"}) { price } }""", Insider));
        Assert.Equal("FORBIDDEN", (await _site.ErrorAsync("{ guide(where: {price_gt: 1}) { displayText } }")).Code);
        Assert.Equal("FORBIDDEN", (await _site.ErrorAsync("{ guide(orderBy: {price: ASC}) { displayText } }")).Code);
        Assert.DoesNotContain("price", await _site.PrintSchemaAsync(Site.Visitor), StringComparison.Ordinal);
        Assert.Contains("price", await _site.PrintSchemaAsync(Insider), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_a_name_now_keeps_it()
    {
        var told = await _site.DataAsync("""{ __type(name: "Guide") { fields(includeDeprecated: true) { name deprecationReason } } }""");

        Assert.Contains("""{"name":"related","deprecationReason":null}""", told, StringComparison.Ordinal);
        Assert.Contains("""{"name":"displayText","deprecationReason":null}""", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_field_takes_its_name_back_and_dropped_names_are_gone()
    {
        Change(new MergeDefinitions(JsonNode.Parse("""{"ContentParts":[{"Name":"Guide","ContentPartFieldDefinitionRecords":[{"FieldName":"BooleanField","Name":"Introduction"}]}]}""")!.AsObject()));
        var taken = await _site.DataAsync("""{ guide(where: {displayText: "One"}) { introduction opening } }""");
        Change(new DropFormerNames(DefinitionKind.Field, "Guide", "Lead"));
        var dropped = await _site.ErrorAsync("{ guide { opening } }");

        Assert.Equal("""{"guide":[{"introduction":null,"opening":"in"}]}""", taken);
        Assert.Contains("opening", dropped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_type_keeps_its_lists_under_the_former_name_until_another_type_is_called_so()
    {
        Change(new RenameDefinition(DefinitionKind.Type, "", "Tags", "Topics"), new RenameDefinition(DefinitionKind.Type, "", "Contact", "Reach"));
        _site.Content.Items[0] = _site.Content.Items[0] with { ContentType = "Topics" };
        var renamed = await _site.DataAsync("""{ topics { displayText } tags(where: {displayText: "Tags"}) { displayText } tagsConnection { totalCount } site { contact { facts { source } } } }""");
        var printed = await _site.PrintSchemaAsync(Site.Editor);
        Change(new MergeDefinitions(JsonNode.Parse("""{"ContentTypes":[{"Name":"Tags","ContentTypePartDefinitionRecords":[]}]}""")!.AsObject()));
        var taken = await _site.DataAsync("""{ topics { displayText } tags { displayText } }""");

        Assert.Equal("""{"topics":[{"displayText":"Tags"}],"tags":[{"displayText":"Tags"}],"tagsConnection":{"totalCount":1},"site":{"contact":null}}""", renamed);
        Assert.Matches("""tags\([^)]*\): \[Topics\] @deprecated\(reason: "Renamed to topics."\)""", printed);
        Assert.Equal("""{"topics":[{"displayText":"Tags"}],"tags":[]}""", taken);
    }

    [Fact]
    public async Task Documents_that_say_the_former_name_of_a_type_go_on_working_and_are_told_the_new_one()
    {
        const string document = """
            query ($w: [GuideWhereInput!], $by: GuideOrderByInput, $more: FactsWhereInput, $s: SectionInsideWhereInput) {
              guide(where: {AND: $w, more: $more, sections_some: $s}, orderBy: $by) { ...one more { ... on Facts { source } } sections { contentItems { __typename ... on Section { heading } } } }
              guideConnection(where: {AND: $w}) { ... on GuideConnection { edges { ... on GuideEdge { node { displayText } } } } }
              contentItem(contentItemId: "g1") { ... on Guide { lead } }
            }
            fragment one on Guide { __typename contentType }
            """;
        const string variables = """{"w":[{"displayText":"One"}],"by":{"rank":"ASC"},"more":{"source":"book"},"s":{"heading_contains":"first"}}""";
        var before = await _site.DataAsync(document, variables: variables);

        Change(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"), new RenameDefinition(DefinitionKind.Type, "", "Section", "Chapter"), new RenameDefinition(DefinitionKind.Part, "", "Facts", "Sourced"));
        Rename("\"Section\"", "\"Chapter\"", "\"Guide\"", "\"Article\"");
        var after = await _site.DataAsync(document, variables: variables);
        var again = await _site.DataAsync(document, variables: variables);
        var wrong = await _site.ErrorAsync("{ guide { ... on Guide { nothing } } }");
        var found = await _site.DataAsync("""{ search(term: "One", types: ["Guide"]) { edges { node { ... on Guide { lead } } } } }""");
        Change(new DropFormerNames(DefinitionKind.Type, "", "Article"));
        var dropped = await _site.ErrorAsync("{ article { ... on Guide { lead } } }");

        Assert.Equal(
            """{"guide":[{"__typename":"Guide","contentType":"Guide","more":{"source":"book"},"sections":{"contentItems":[{"__typename":"Section","heading":"first"}]}}],"guideConnection":{"edges":[{"node":{"displayText":"One"}}]},"contentItem":{"lead":"in"}}""",
            before);
        Assert.Equal(before.Replace("Guide", "Article", StringComparison.Ordinal).Replace("Section\"", "Chapter\"", StringComparison.Ordinal), after);
        Assert.Equal(after, again);
        Assert.Equal("""{"search":{"edges":[{"node":{"lead":"in"}}]}}""", found);
        Assert.Contains("'nothing' on type 'Article'", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("Unknown type Guide.", dropped.Message);
    }

    [Fact]
    public async Task A_type_that_gets_the_name_is_the_one_that_documents_mean()
    {
        Change(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"), new MergeDefinitions(JsonNode.Parse("""{"ContentTypes":[{"Name":"Guide","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart"}]}]}""")!.AsObject()));
        Rename("\"Guide\"", "\"Article\"");

        Assert.Equal("""{"contentItem":{"__typename":"Article"}}""", await _site.DataAsync("""{ contentItem(contentItemId: "g1") { __typename ... on Guide { displayText } } }"""));
    }

    [Fact]
    public async Task Bags_and_parts_of_a_type_answer_under_every_name_that_they_had()
    {
        Change(new RenameDefinition(DefinitionKind.AttachedPart, "Guide", "Sections", "Chapters"), new RenameDefinition(DefinitionKind.AttachedPart, "Guide", "More", "Basis"), new RenameDefinition(DefinitionKind.Part, "", "Facts", "Sourced"));
        Rename("\"Sections\"", "\"Chapters\"", "\"More\"", "\"Basis\"");
        const string fields = "sections { contentItems { displayText } } more { source }";
        var given = await _site.DataAsync($$$"""{ guide(where: {sections_some: {heading: "first"}, more: {origin: "book"}}, orderBy: {more: {source: ASC}}) { {{{fields}}} chapters { contentItems { displayText } } basis { source } } }""");
        var counted = await _site.DataAsync("""{ guideConnection { facets(by: ["more.source", "basis.origin"]) { name values { count } } } }""");
        var printed = await _site.PrintSchemaAsync(Site.Editor);
        Change(new MergeDefinitions(JsonNode.Parse("""{"ContentTypes":[{"Name":"Guide","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"Sections","Settings":{}}]}]}""")!.AsObject()), new DropFormerNames(DefinitionKind.AttachedPart, "Guide", "Basis"));
        var taken = await _site.DataAsync("""{ guide(where: {chapters_some: {heading: "first"}}) { sections { contentItems { displayText } } } }""");
        var dropped = await _site.ErrorAsync("{ guide { more { source } } }");

        Assert.Equal("""{"guide":[{"sections":{"contentItems":[{"displayText":null}]},"more":{"source":"book"},"chapters":{"contentItems":[{"displayText":null}]},"basis":{"source":"book"}}]}""", given);
        Assert.Equal("""{"guideConnection":{"facets":[{"name":"more.source","values":[{"count":1}]},{"name":"basis.origin","values":[{"count":1}]}]}}""", counted);
        Assert.Contains("sections: BagPart @deprecated(reason: \"Renamed to chapters.\")", printed, StringComparison.Ordinal);
        Assert.Contains("more: SourcedWhereInput @deprecated(reason: \"Renamed to basis.\")", printed, StringComparison.Ordinal);
        Assert.Contains("sections_some: SectionInsideWhereInput @deprecated(reason: \"Renamed to chapters_some.\")", printed, StringComparison.Ordinal);
        Assert.Equal("""{"guide":[{"sections":{"contentItems":[]}}]}""", taken);
        Assert.Contains("'more'", dropped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bag_in_a_bag_and_the_name_of_a_list_answer_by_their_former_names()
    {
        await using var site = Site.OfRecipe("""
            {"steps":[{"name":"ContentDefinition",
             "ContentTypes":[
               {"Name":"Journal","Settings":{"GraphQLContentTypeSettings":{"FormerNames":["Blog"]}},"ContentTypePartDefinitionRecords":[{"PartName":"ListPart","Name":"ListPart","Settings":{"ListPartSettings":{"ContainedContentTypes":["Post"]}}}]},
               {"Name":"Post","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"Blocks","Settings":{"BagPartSettings":{"ContainedContentTypes":["Block"]}}}]},
               {"Name":"Block","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"Lines","Settings":{"BagPartSettings":{"ContainedContentTypes":["Line"]},"GraphQLContentTypePartSettings":{"FormerNames":["Rows"]}}}]},
               {"Name":"Line","ContentTypePartDefinitionRecords":[{"PartName":"Line","Name":"Line"}]}],
             "ContentParts":[{"Name":"Line","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Text","Settings":{"ContentIndexSettings":{"Included":true}}}]}]},
             {"name":"content","data":[{"ContentItemId":"p1","ContentItemVersionId":"v1","Latest":true,"Published":true,"ContentType":"Post","DisplayText":"One","ContainedPart":{"ListContentItemId":"j1","ListContentType":"Journal","Order":3},
               "Blocks":{"ContentItems":[{"ContentItemId":"b1","ContentType":"Block","Lines":{"ContentItems":[{"ContentItemId":"l1","ContentType":"Line","Line":{"Text":{"Text":"x"}}}]}}]}}]}]}
            """);

        Assert.Equal(
            """{"post":[{"journal":{"order":3},"blog":{"order":3},"blocks":{"contentItems":[{"rows":{"contentItems":[{"text":"x"}]}}]}}]}""",
            await site.DataAsync("""{ post(where: {blocks_some: {rows_some: {text: "x"}}, blog: {listContentItemId: "j1"}}) { journal { order } blog { order } blocks { contentItems { ... on Block { rows { contentItems { ... on Line { text } } } } } } } }"""));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Pages_of_a_bag_and_conditions_on_terms_answer_by_former_names_too()
    {
        Change(new MergeDefinitions(JsonNode.Parse("""{"ContentTypes":[{"Name":"Guide","ContentTypePartDefinitionRecords":[{"PartName":"BagPart","Name":"Sections","Settings":{"GraphQLContentTypePartSettings":{"Collapse":true,"FormerNames":["Chapters"]}}}]}]}""")!.AsObject()));

        Assert.Equal(
            """{"guide":[{"chapters":[{"title":"first"}],"chaptersConnection":{"nodes":[{"heading":"first"}]}}]}""",
            await _site.DataAsync("""{ guide(where: {keywords_some: {displayText_starts_with: "s"}}) { chapters { title } chaptersConnection { ... on SectionInsideConnection { nodes { heading } } } } }"""));
        Assert.Contains("SectionInsideConnection @deprecated(reason: \"Renamed to sectionsConnection.\")", await _site.PrintSchemaAsync(Site.Editor), StringComparison.Ordinal);
    }

    // As the rewrite of stored items does.
    private void Rename(params string[] names)
    {
        for (var index = 0; index < _site.Content.Items.Count; index++)
        {
            var item = _site.Content.Items[index];
            foreach (var (from, to) in names.Chunk(2).Select(pair => (pair[0], pair[1])))
                item = item with { ContentType = $"\"{item.ContentType}\"" == from ? to.Trim('"') : item.ContentType, PartsJson = item.PartsJson.Replace(from, to, StringComparison.Ordinal) };
            _site.Content.Items[index] = item;
        }
    }

    private void Change(params DefinitionChange[] changes)
    {
        var before = DefinitionsJson.Merge(ContentDefinitions.Empty, _definitions);
        _definitions = DefinitionsJson.Write(changes.Aggregate(before, (definitions, change) => change.Apply(definitions).Value.After));
        _site.Change(TenantDefinitions.Section, _definitions.ToJsonString(), new DefinitionsChanged());
    }
}
