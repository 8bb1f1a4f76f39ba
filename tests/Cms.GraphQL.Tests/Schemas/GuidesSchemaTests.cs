using Cms.Definitions;
using Cms.GraphQL.Schemas;

namespace Cms.GraphQL.Tests.Schemas;

public sealed class GuidesSchemaTests
{
    [Fact]
    public void The_schema_of_the_guides_site_is_the_approved_one()
    {
        var recipe = System.Text.Json.Nodes.JsonNode.Parse(Repository.Read("recipes/guides.recipe.json"))!;
        var step = recipe["steps"]!.AsArray().First(step => (string?)step!["name"] == "ContentDefinition")!.AsObject();
        var definitions = DefinitionsJson.Merge(ContentDefinitions.Empty, step);

        var schema = TenantSchema.Of(definitions, new GraphQLLimits(), filtersAllFields: false);

        Assert.Empty(schema.Warnings);
        Repository.MatchesApproved("tests/Cms.GraphQL.Tests/Schemas/guides.graphql", schema.Print());
    }

    [Fact]
    public async Task The_standard_introspection_query_fits_the_limits()
    {
        await using var site = Site.Guides();

        var data = await site.DataAsync(Repository.Read("tests/Cms.GraphQL.Tests/Schemas/introspection.graphql"));

        Assert.Contains("\"name\":\"GuideArticle\"", data, StringComparison.Ordinal);
    }
}
