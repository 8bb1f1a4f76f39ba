using System.Text.Json.Nodes;

namespace Cms.GraphQL.Tests.Resolving;

/// <summary>Queries and the data with which a running Orchard Core answered them.</summary>
public sealed class RecordedDialectTests
{
    private static readonly JsonArray Recorded = JsonNode.Parse(Repository.Read("tests/Cms.GraphQL.Tests/recorded.json"))!.AsArray();

    public static TheoryData<string> Names() => [.. Recorded.Select(one => (string)one!["name"]!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_query_gets_the_data_that_Orchard_Core_gives(string name)
    {
        await using var site = Site.Recorded();
        var recorded = Recorded.Single(one => (string?)one!["name"] == name)!;
        var request = new GraphQLRequest((string)recorded["query"]!) { OperationName = (string?)recorded["operationName"] };

        var answer = await site.InScopeAsync(executor => executor.RunAsync(request, Site.Visitor, TestContext.Current.CancellationToken));

        Assert.Empty(answer.Errors);
        var data = (await answer.ToJsonAsync(TestContext.Current.CancellationToken))["data"];
        Assert.True(JsonNode.DeepEquals(recorded["data"], data), $"Recorded: {recorded["data"]!.ToJsonString()}\nOurs: {data!.ToJsonString()}");
    }
}
