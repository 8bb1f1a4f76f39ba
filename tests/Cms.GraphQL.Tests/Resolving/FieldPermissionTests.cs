using Cms.Users;

namespace Cms.GraphQL.Tests.Resolving;

/// <summary>Fields with permissions of their own: to others they are as if empty, cannot be asked by, and are not told of.</summary>
public sealed class FieldPermissionTests : IAsyncDisposable
{
    private const string Recipe = """
        {"steps":[
          {"name":"ContentDefinition",
           "ContentTypes":[
             {"Name":"Guide","DisplayName":"Guide","Settings":{},"ContentTypePartDefinitionRecords":[
               {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"Guide","Name":"Guide","Settings":{}},{"PartName":"Facts","Name":"More","Settings":{}},
               {"PartName":"BagPart","Name":"Sections","Settings":{"BagPartSettings":{"ContainedContentTypes":["Section"]}}}]},
             {"Name":"Section","DisplayName":"Section","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"Section","Name":"Section","Settings":{}}]},
             {"Name":"Contact","DisplayName":"Contact","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}},"ContentTypePartDefinitionRecords":[{"PartName":"Facts","Name":"Facts","Settings":{}}]},
             {"Name":"Tags","DisplayName":"Tags","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TaxonomyPart","Name":"TaxonomyPart","Settings":{}}]},
             {"Name":"Tag","DisplayName":"Tag","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart","Settings":{}}]}],
           "ContentParts":[
             {"Name":"Guide","Settings":{},"ContentPartFieldDefinitionRecords":[
               {"FieldName":"TextField","Name":"Intro","Settings":{}},
               {"FieldName":"NumericField","Name":"Cost","Settings":{"FieldAccessSettings":{"ViewPermission":true},"ContentIndexSettings":{"Included":true}}},
               {"FieldName":"TaxonomyField","Name":"Topics","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"}}},
               {"FieldName":"TaxonomyField","Name":"Inner","Settings":{"TaxonomyFieldSettings":{"TaxonomyContentItemId":"tags"},"FieldAccessSettings":{"ViewPermission":true}}}]},
             {"Name":"Section","Settings":{},"ContentPartFieldDefinitionRecords":[
               {"FieldName":"HtmlField","Name":"Note","Settings":{"FieldAccessSettings":{"ViewPermission":true}}},{"FieldName":"TextField","Name":"Price","Settings":{"FieldAccessSettings":{"EditPermission":true}}}]},
             {"Name":"Facts","Settings":{},"ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Source","Settings":{"FieldAccessSettings":{"ViewPermission":true},"ContentIndexSettings":{"Included":true}}}]}]},
          {"name":"custom-settings","Contact":{"ContentItemId":"contact","ContentType":"Contact","Facts":{"Source":{"Text":"hidden"}}}},
          {"name":"content","data":[
            {"ContentItemId":"tags","ContentItemVersionId":"tv","Latest":true,"Published":true,"ModifiedUtc":"2026-01-01T00:00:00Z","PublishedUtc":"2026-01-01T00:00:00Z","CreatedUtc":"2026-01-01T00:00:00Z","Owner":"","Author":"","ContentType":"Tags","DisplayText":"Tags","TaxonomyPart":{"TermContentType":"Tag","Terms":[{"ContentItemId":"sea","ContentType":"Tag","DisplayText":"Sea","TitlePart":{"Title":"Sea"}}]}},
            {"ContentItemId":"g1","ContentItemVersionId":"v1","Latest":true,"Published":true,"ModifiedUtc":"2026-01-01T00:00:00Z","PublishedUtc":"2026-01-01T00:00:00Z","CreatedUtc":"2026-01-01T00:00:00Z","Owner":"","Author":"","ContentType":"Guide","DisplayText":"Sleep","TitlePart":{"Title":"Sleep"},
             "Guide":{"Intro":{"Text":"in"},"Inner":{"TaxonomyContentItemId":"tags","TermContentItemIds":["sea"]}},"More":{"Source":{"Text":"hidden"}},
             "Sections":{"ContentItems":[{"ContentItemId":"s1","ContentType":"Section","Section":{"Note":{"Html":"<p>hidden</p>"},"Price":{"Text":"5"}}}]}}]}]}
        """;

    private const string Everything = "{ guide { intro inner { tagNames } more { source } sections { contentItems { ... on Section { note { html } price } } } } site { contact { facts { source } } } }";

    private static readonly Caller Insider = Caller.SignedIn("u1", "anna", [Permission.ViewContent, "ViewField_Guide.Inner", "ViewField_Section.Note", "ViewField_Facts.Source"]);

    private readonly Site _site = Site.OfRecipe(Recipe);

    [Fact]
    public async Task A_field_that_one_may_not_see_is_null_at_every_depth_and_the_rest_is_answered()
    {
        Assert.Equal(
            """{"guide":[{"intro":"in","inner":null,"more":{"source":null},"sections":{"contentItems":[{"note":null,"price":"5"}]}}],"site":{"contact":{"facts":{"source":null}}}}""",
            await _site.DataAsync(Everything));
    }

    [Fact]
    public async Task Content_types_do_not_tell_of_fields_that_one_may_not_see()
    {
        const string Query = "{ contentTypes { name fields { name part } } }";

        Assert.Contains("""{"name":"Guide","fields":[{"name":"intro","part":null},{"name":"topics","part":null}]}""", await _site.DataAsync(Query), StringComparison.Ordinal);
        Assert.Contains("""{"name":"inner","part":null},{"name":"source","part":"more"}]}""", await _site.DataAsync(Query, Insider), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_see_them_sees_them()
    {
        Assert.Equal(
            """{"guide":[{"intro":"in","inner":{"tagNames":["Sea"]},"more":{"source":"hidden"},"sections":{"contentItems":[{"note":{"html":"<p>hidden</p>"},"price":"5"}]}}],"site":{"contact":{"facts":{"source":"hidden"}}}}""",
            await _site.DataAsync(Everything, Insider));
    }

    [Theory]
    [InlineData("inner", "Sea")]
    [InlineData("inner", "no such term")]
    [InlineData("topics", "Sea")]
    public async Task Nobody_asks_by_a_field_that_they_may_not_see_nor_by_one_through_which_its_terms_are_found(string field, string term)
    {
        var query = $$"""{ guide(where: {OR: [{NOT: [{ {{field}}: {contains: "{{term}}"} }]}]}) { displayText } }""";

        var refused = await _site.ErrorAsync(query);

        Assert.Equal(("FORBIDDEN", "You may not ask by the field Inner of Guide; it needs the permission ViewField_Guide.Inner."), (refused.Code, refused.Message));
        Assert.Empty((await _site.RunAsync(query, Insider)).Errors);
    }

    [Theory]
    [InlineData("where: { cost_gt: 1 }", "Cost of Guide")]
    [InlineData("where: { cost_is_null: true }", "Cost of Guide")]
    [InlineData("where: { more: { source_not_contains: \"a\" } }", "Source of Facts")]
    [InlineData("orderBy: { cost: ASC }", "Cost of Guide")]
    [InlineData("orderBy: { displayText: ASC, more: { source: DESC } }", "Source of Facts")]
    public async Task Nobody_filters_or_orders_by_the_value_of_a_field_that_they_may_not_see(string arguments, string field)
    {
        var refused = await _site.ErrorAsync($$"""{ guide({{arguments}}) { displayText } }""");

        Assert.Equal("FORBIDDEN", refused.Code);
        Assert.StartsWith($"You may not ask by the field {field}; it needs the permission ViewField_", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_site.Content.Reads, read => read.Name == "list");
    }

    [Fact]
    public async Task An_item_as_HTML_has_only_the_fields_that_one_may_see()
    {
        const string query = "{ guide { render } }";

        var shown = await _site.DataAsync(query);
        var insiders = await _site.DataAsync(query, Insider);

        Assert.Contains("in</div>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Sea", shown, StringComparison.Ordinal);
        Assert.Equal(2, insiders.Split("hidden").Length - 1);
        Assert.Contains("Sea", insiders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Introspection_tells_of_a_field_only_those_who_may_see_it()
    {
        const string query = """{ guide: __type(name: "Guide") { fields { name } } section: __type(name: "Section") { fields { name } } where: __type(name: "GuideWhereInput") { inputFields { name } } order: __type(name: "GuideOrderByInput") { inputFields { name } } }""";

        var told = await _site.DataAsync(query);
        var insiders = await _site.DataAsync(query, Insider);

        Assert.DoesNotContain("\"inner\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("\"note\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("cost", told, StringComparison.Ordinal);
        Assert.Contains("\"topics\"", told, StringComparison.Ordinal);
        Assert.Contains("\"price\"", told, StringComparison.Ordinal);
        Assert.Equal(2, insiders.Split("\"inner\"").Length - 1);
        Assert.Contains("\"cost_is_null\"", await _site.DataAsync(query, Caller.SignedIn("u2", "eva", [Permission.SiteOwner])), StringComparison.Ordinal);
        Assert.Contains("\"note\"", insiders, StringComparison.Ordinal);
        Assert.Equal(told, await _site.DataAsync(query));
    }

    [Fact]
    public async Task The_schema_as_a_text_tells_of_a_field_only_those_who_may_see_it()
    {
        var told = await _site.PrintSchemaAsync(Site.Visitor);
        var insiders = await _site.PrintSchemaAsync(Insider);

        Assert.DoesNotContain("inner:", told, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", told, StringComparison.Ordinal);
        Assert.Contains("topics:", told, StringComparison.Ordinal);
        Assert.Equal(2, insiders.Split("inner:").Length - 1);
        Assert.Contains("note:", insiders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_do_not_help_to_guess_the_name_of_a_hidden_field()
    {
        var told = await _site.ErrorAsync("{ guide { inne { tagNames } } }");

        Assert.DoesNotContain("inner", told.Message, StringComparison.Ordinal);
        Assert.Contains("'inner'", (await _site.ErrorAsync("{ guide { inne { tagNames } } }", Site.Editor)).Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
