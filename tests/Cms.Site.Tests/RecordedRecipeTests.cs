using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Tests.Memory;

namespace Cms.Site.Tests;

/// <summary>A site whose first tenant is set up from the recipe of a recorded Orchard Core site, as it stands.</summary>
public class RecordedSite : RunningSite
{
    public static string Recipe => Path.Combine(Repository.Root, "tests", "Cms.Site.Tests", "recorded", "capture.recipe.json");

    protected override string SetupRecipe => Recipe;
}

/// <summary>The recorded site answers as Orchard Core did, and what Cms does not run yet is not lost.</summary>
public abstract class RecordedRecipeTests(RunningSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recorded_requests_are_answered_as_Orchard_Core_answered_them()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(RecordedSite.Recipe)!, "graphql.json"), Cancel))!.AsArray();
        foreach (var one in recorded)
        {
            using var response = await site.Client.PostAsJsonAsync("/api/graphql", new { query = (string)one!["query"]! }, Cancel);

            var answer = await response.Content.ReadFromJsonAsync<JsonNode>(Cancel);

            Assert.True(JsonNode.DeepEquals(one["answer"], answer), $"{one["name"]}: expected {one["answer"]!.ToJsonString()}, got {answer!.ToJsonString()}");
        }

        Assert.True(recorded.Count > 30);
    }

    [Fact]
    public async Task Scripts_gave_the_owner_and_author_of_items()
    {
        var data = await site.QueryAsync("""{ sample(where: { displayText: "Sample 1" }) { author owner contentItemVersionId } }""");

        var sample = data.GetProperty("sample")[0];
        Assert.Equal(("admin", "samplv00000000000000000001"), (sample.GetProperty("author").GetString(), sample.GetProperty("contentItemVersionId").GetString()));
        Assert.Matches("^[0-9a-z]{26}$", sample.GetProperty("owner").GetString());
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_the_steps_that_wait_are_listed_once()
    {
        var before = await site.QueryAsync("{ taxonomy { contentItemVersionId modifiedUtc } }");

        (await site.RunCommandAsync("recipes", "run", RecordedSite.Recipe)).Succeeded();
        var list = (await site.RunCommandAsync("recipes", "waiting")).Succeeded().Output;

        Assert.Equal(before.GetRawText(), (await site.QueryAsync("{ taxonomy { contentItemVersionId modifiedUtc } }")).GetRawText());
        Assert.Single(list.Split('\n'), line => line.Contains("Queries", StringComparison.Ordinal));
        Assert.Single(list.Split('\n'), line => line.Contains("FeatureProfiles", StringComparison.Ordinal));
        Assert.DoesNotContain("OpenId", list, StringComparison.Ordinal);
    }
}
