using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.GraphQL.Schemas;
using Cms.Modeling;
using GraphQL.Types;

namespace Cms.GraphQL.Tests.Schemas;

/// <summary>What a plan says of GraphQL's names is what the schema has.</summary>
public sealed class PlannedNamesTests
{
    // What the schema gives beside what definitions name: its own types, related items, the inputs and pages of lists.
    private static readonly string[] OfItself = ["render", "related"];

    [Theory]
    [InlineData("recipes/guides.recipe.json")]
    [InlineData("tests/Cms.GraphQL.Tests/recorded.recipe.json")]
    public void A_plan_knows_the_names_that_the_schema_gives_to_types_and_members(string recipe)
    {
        var definitions = DefinitionsOf(recipe);
        var schema = SchemaBuilder.Build(definitions, filtersAllFields: false).Schema;

        var planned = GraphQLNameChange.Between(ContentDefinitions.Empty, definitions);

        Assert.Empty(planned.Warnings);
        foreach (var ofOwner in planned.Changes.GroupBy(change => change.Owner))
        {
            var real = ofOwner.Key.Length == 0 ? schema.AllTypes.Select(type => type.Name) : ((IComplexGraphType)schema.AllTypes[ofOwner.Key]!).Fields.Select(member => member.Name);
            Assert.Empty(ofOwner.Select(change => change.After!).Except(real));
        }

        var every = ((IComplexGraphType)schema.AllTypes["ContentItem"]!).Fields.Select(member => member.Name).ToHashSet();
        foreach (var type in definitions.Types.Where(type => !type.IsHiddenFromGraphQL))
        {
            var lists = definitions.Types.Where(list => Cms.Parts.ListPart.Find(list) is not null).Select(list => SchemaNames.FieldName(list.Name));
            var real = ((IComplexGraphType)schema.AllTypes[type.Name]!).Fields.Where(member => member.DeprecationReason is null).Select(member => member.Name);
            Assert.Empty(real.Except(planned.Changes.Where(change => change.Owner == type.Name).Select(change => change.After!)).Except(every).Except(OfItself).Except(lists));
        }
    }

    [Fact]
    public void A_plan_warns_of_each_name_that_the_schema_needs_itself()
    {
        foreach (var name in ReservedNames.GraphQLTypes)
        {
            var definitions = ContentDefinitions.Empty.With(new ContentType(name, name, DefinitionSettings.None, []));

            var schema = SchemaBuilder.Build(definitions, filtersAllFields: false);

            Assert.Single(schema.Warnings);
            Assert.Contains($"GraphQL leaves out content type {name}", Assert.Single(GraphQLNameChange.Between(ContentDefinitions.Empty, definitions).Warnings), StringComparison.Ordinal);
        }

        var without = SchemaBuilder.Build(ContentDefinitions.Empty, filtersAllFields: false).Schema.AllTypes.Select(type => type.Name).Where(type => !type.StartsWith("__", StringComparison.Ordinal));
        Assert.Empty(without.Except(ReservedNames.GraphQLTypes).Except(Cms.Fields.FieldTypes.All.Select(type => type.Name)).Except(Cms.Parts.PartTypes.All.Select(type => type.Name)));
    }

    [Fact]
    public void A_renamed_type_and_field_are_answered_under_both_names()
    {
        var before = DefinitionsOf("recipes/guides.recipe.json");
        var after = new RenameDefinition(DefinitionKind.Type, "", "GuideArticle", "Article").Apply(new RenameDefinition(DefinitionKind.Field, "GuideArticle", "Introduction", "Lead").Apply(before).Value.After).Value.After;

        var planned = GraphQLNameChange.Between(before, after).Changes;

        Assert.Equal(
            [
                "GuideArticle becomes Article and still answers", "Query.guideArticle becomes Query.article and still answers", "Query.guideArticleConnection becomes Query.articleConnection and still answers",
                "Article.introduction becomes Article.lead and still answers",
            ],
            planned.Select(change => change.ToString()));
        var schema = SchemaBuilder.Build(after, filtersAllFields: false).Schema;
        Assert.NotNull(((IComplexGraphType)schema.AllTypes["Article"]!).GetField("introduction")!.DeprecationReason);
        Assert.NotNull(schema.Query.GetField("guideArticle")!.DeprecationReason);
    }

    private static ContentDefinitions DefinitionsOf(string recipe) => JsonNode.Parse(Repository.Read(recipe))!["steps"]!.AsArray().Where(step => (string?)step!["name"] == "ContentDefinition")
        .Aggregate(ContentDefinitions.Empty, (definitions, step) => DefinitionsJson.Merge(definitions, step!.AsObject()));
}
