using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.GraphQL.Schemas;

namespace Cms.GraphQL.Tests.Schemas;

public sealed class NamesTests
{
    [Theory]
    [InlineData("guideArticle", "GraphQL leaves out content type guideArticle: among the fields of Query, the name guideArticle belongs to content type GuideArticle already.")]
    [InlineData("Site", "GraphQL leaves out content type Site: among the fields of Query, the name site belongs to the schema itself already.")]
    [InlineData("ContentItem", "GraphQL leaves out content type ContentItem: among the fields of Query, the name contentItem belongs to the schema itself already.")]
    [InlineData("Query", "GraphQL leaves out content type Query: among the types, the name Query belongs to the schema itself already.")]
    [InlineData("String", "GraphQL leaves out content type String: among the types, the name String belongs to the schema itself already.")]
    [InlineData("LinkField", "GraphQL leaves out content type LinkField: among the types, the name LinkField belongs to the schema itself already.")]
    [InlineData("GuideArticleWhereInput", "GraphQL leaves out content type GuideArticleWhereInput: among the types, the name GuideArticleWhereInput belongs to content type GuideArticle already.")]
    public void A_type_whose_name_is_taken_is_left_out_and_the_rest_stands(string name, string warning)
    {
        var schema = Of(Type("GuideArticle", ("GuideArticle", "GuideArticle")), Type(name, Array.Empty<(string, string)>()), Part("GuideArticle", ("LinkField", "More")));

        Assert.Equal([warning], schema.Warnings);
        Assert.Contains("  more: LinkField\n", schema.Print().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_fields_with_one_name_the_first_wins()
    {
        var schema = Of(
            Type("Note", ("AutoroutePart", "AutoroutePart", "{}"), ("Note", "Note", "{}"), ("Extra", "Extra", """{"GraphQLContentTypePartSettings":{"Collapse":true}}""")),
            Part("Note", ("TextField", "Path"), ("TextField", "Owner"), ("TextField", "Body"), ("NumericField", "body"), ("TaxonomyField", "Author"), ("NoSuchField", "Odd")),
            Part("Extra", ("NumericField", "Body"), ("TextField", "More")));

        Assert.Equal(
            [
                "GraphQL leaves out field Path of part Note of Note: among the fields of Note, the name path belongs to part AutoroutePart of Note already.",
                "GraphQL leaves out field Owner of part Note of Note: among the fields of Note, the name owner belongs to the item itself already.",
                "GraphQL leaves out field body of part Note of Note: among the fields of Note, the name body belongs to field Body of part Note of Note already.",
                "GraphQL leaves out field Author of part Note of Note: among the fields of Note, the name author belongs to the item itself already.",
                "GraphQL leaves out field Body of part Extra of Note: among the fields of Note, the name body belongs to field Body of part Note of Note already.",
            ],
            schema.Warnings);
        var text = schema.Print();
        Assert.Contains("  body: String", text, StringComparison.Ordinal);
        Assert.Contains("  more: String", text, StringComparison.Ordinal);
        Assert.DoesNotContain("odd:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_named_like_a_type_is_left_out_of_other_types()
    {
        var schema = Of(Type("Note", ("Note", "Note")), Type("Other", ("Note", "Remark")), Part("Note", ("TextField", "Body")));

        Assert.Equal(["GraphQL leaves out part Note: among the types, the name Note belongs to content type Note already."], schema.Warnings);
    }

    [Fact]
    public void What_settings_hide_is_not_shown()
    {
        const string HiddenType = """{"GraphQLContentTypeSettings":{"Hidden":true}}""";
        const string HiddenPart = """{"GraphQLContentTypePartSettings":{"Hidden":true}}""";
        var schema = Of(
            Type("Note", ("Note", "Note", "{}"), ("AutoroutePart", "AutoroutePart", HiddenPart)),
            new JsonObject { ["Name"] = "Secret", ["Settings"] = JsonNode.Parse(HiddenType) },
            new JsonObject { ["Name"] = "Widget", ["Settings"] = JsonNode.Parse("""{"ContentTypeSettings":{"Stereotype":"Widget"}}""") },
            Part("Note", ("TextField", "Body")));

        var text = schema.Print();
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
        foreach (var beginning in new[] { "type Note ", "input NoteWhereInput ", "input NoteOrderByInput " })
            Assert.DoesNotContain("path", text[text.IndexOf(beginning, StringComparison.Ordinal)..].Split("\n}")[0], StringComparison.Ordinal);
        Assert.Contains("type Widget implements ContentItem", text, StringComparison.Ordinal);
        Assert.DoesNotContain("widget(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_root_has_of_its_own_cannot_be_a_content_type()
    {
        var text = TenantSchema.Of(ContentDefinitions.Empty, new GraphQLLimits(), filtersAllFields: false).Print().ReplaceLineEndings("\n");
        var root = text[text.IndexOf("\ntype Query {", StringComparison.Ordinal)..].Split("\n}")[0].Split('\n')
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsLetter(line[2])).Select(line => line[2..].Split('(', ':')[0]);

        Assert.Equal(ReservedNames.RootFields.Order(StringComparer.Ordinal), root.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_site_that_defines_nothing_has_a_schema()
    {
        var schema = TenantSchema.Of(ContentDefinitions.Empty, new GraphQLLimits(), filtersAllFields: false);

        Assert.Contains("site: Site", schema.Print(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_definitions_and_settings_show_at_the_next_request()
    {
        await using var site = Site.Guides();
        await site.DataAsync("{ site { siteName } }");

        site.Change(TenantDefinitions.Section, """{"ContentTypes":[{"Name":"News"},{"Name":"news"}]}""", new Events.DefinitionsChanged());
        site.Change(Settings.SiteSettings.Section, """{"SiteName":"Another name"}""", new Events.SettingsChanged(Settings.SiteSettings.Section));

        Assert.Equal("""{"site":{"siteName":"Another name"},"news":[]}""", await site.DataAsync("{ site { siteName } news { displayText } }"));
        Assert.Equal("FIELDS_ON_CORRECT_TYPE", (await site.ErrorAsync("{ guideArticle { displayText } }")).Code);
        Assert.Equal(["GraphQL leaves out content type news: among the fields of Query, the name news belongs to content type News already. Tenant: Default"], site.Log.Lines);
    }

    private static TenantSchema Of(params JsonObject[] definitions) => TenantSchema.Of(
        DefinitionsJson.Merge(ContentDefinitions.Empty, new JsonObject
        {
            ["ContentTypes"] = new JsonArray([.. definitions.Where(one => !one.ContainsKey("ContentPartFieldDefinitionRecords"))]),
            ["ContentParts"] = new JsonArray([.. definitions.Where(one => one.ContainsKey("ContentPartFieldDefinitionRecords"))]),
        }),
        new GraphQLLimits(), filtersAllFields: false);

    private static JsonObject Type(string name, params (string Part, string Name)[] parts) =>
        Type(name, [.. parts.Select(part => (part.Part, part.Name, "{}"))]);

    private static JsonObject Type(string name, params (string Part, string Name, string Settings)[] parts) => new()
    {
        ["Name"] = name,
        ["ContentTypePartDefinitionRecords"] = new JsonArray(
            [.. parts.Select(part => new JsonObject { ["PartName"] = part.Part, ["Name"] = part.Name, ["Settings"] = JsonNode.Parse(part.Settings) })]),
    };

    private static JsonObject Part(string name, params (string Field, string Name)[] fields) => new()
    {
        ["Name"] = name,
        ["ContentPartFieldDefinitionRecords"] = new JsonArray([.. fields.Select(field => new JsonObject { ["FieldName"] = field.Field, ["Name"] = field.Name })]),
    };
}
