using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Modeling;
using Cms.Tests.Memory;

namespace Cms.Tests.Definitions;

public sealed class ReservedNamesTests
{
    private static readonly ContentDefinitions Known = DefinitionsJson.Merge(ContentDefinitions.Empty, Types("""{"Name":"Guide"},{"Name":"Route"}"""));

    [Theory]
    [InlineData("Search", "A content type cannot be called Search: the API asks for something of its own under search. Choose another name.")]
    [InlineData("ContentItem", "A content type cannot be called ContentItem: the API asks for something of its own under contentItem. Choose another name.")]
    [InlineData("guide", "A content type cannot be called guide: the API asks for the items of Guide under guide. Choose another name.")]
    [InlineData("GuideConnection", "A content type cannot be called GuideConnection: the API asks for the items of Guide under guideConnection. Choose another name.")]
    public void A_type_whose_list_would_have_a_taken_name_is_refused(string name, string message)
    {
        var problem = Check(Known, new MergeDefinitions(Types($$"""{"Name":"{{name}}"}""")));
        var renamed = Check(Known.With(new ContentType("Other", "Other", DefinitionSettings.None, [])), new RenameDefinition(DefinitionKind.Type, "", "Other", name));

        Assert.Equal((ProblemKind.Invalid, message), (problem?.Kind, problem?.Message));
        Assert.Equal(message, renamed?.Message);
    }

    [Theory]
    [InlineData("""{"Name":"Searches"}""")]
    [InlineData("""{"Name":"Search","Settings":{"GraphQLContentTypeSettings":{"Hidden":true}}}""")]
    [InlineData("""{"Name":"Search","Settings":{"ContentTypeSettings":{"Stereotype":"Widget"}}}""")]
    [InlineData("""{"Name":"Search","Settings":{"ContentTypeSettings":{"Stereotype":"CustomSettings"}}}""")]
    [InlineData("""{"Name":"Route","Settings":{"ContentTypeSettings":{"Draftable":true}}}""")]
    public void A_type_that_needs_no_such_name_and_one_that_is_stored_already_are_not(string type) =>
        Assert.Null(Check(Known, new MergeDefinitions(Types(type))));

    [Fact]
    public async Task Who_changes_definitions_is_told_so_and_nothing_changes()
    {
        await using var cms = new MemoryCms();

        var outcome = await cms.RunAsync<ChangeDefinitions, Outcome<DefinitionPlan>>(change => change.RunAsync(new MergeDefinitions(Types("""{"Name":"Good"},{"Name":"Site"}""")), TestContext.Current.CancellationToken));

        Assert.Equal(ProblemKind.Invalid, outcome.Problem?.Kind);
        Assert.Empty((await cms.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(TestContext.Current.CancellationToken))).Types);
    }

    private static Problem? Check(ContentDefinitions before, DefinitionChange change) => ReservedNames.Check(before, change.Apply(before).Value.After);

    private static JsonObject Types(string types) => JsonNode.Parse($$"""{"ContentTypes":[{{types}}]}""")!.AsObject();
}
