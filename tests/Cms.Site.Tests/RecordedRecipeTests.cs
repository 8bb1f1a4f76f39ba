using System.Net;
using Cms.Site.Tests.Apps;
using Cms.Site.Tests.Rest;
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
    public async Task The_recorded_requests_are_answered_as_Orchard_Core_answered_them_or_as_the_documentation_says()
    {
        var recorded = await RecordedGraphQL.ReadAsync();

        var differences = await recorded.ReplayAsync(site);

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.Empty(recorded.Unknown);
        Assert.Equal((158, 22), (recorded.Count, recorded.Different));
    }

    [Fact]
    public async Task The_schema_has_the_names_and_types_of_the_recorded_one()
    {
        var recorded = await RecordedGraphQL.ReadAsync();

        Assert.Empty(await recorded.MissingNamesAsync(site));
    }

    [Theory]
    [InlineData("text_not_in: [\"text value 1\", \"text value 2\"]", "3 4")]
    [InlineData("text_not_ends_with: \"4\"", "1 2 3")]
    [InlineData("text_is_null: true", "")]
    [InlineData("text_is_null: false, flag_not: true", "1 3")]
    [InlineData("num: 1.5", "1")]
    [InlineData("num_in: [1.5, 6, null]", "1 4")]
    [InlineData("num_gt: 3, num_lte: 6", "3 4")]
    [InlineData("day: \"2025-03-02\"", "2")]
    [InlineData("day_not_in: [\"2025-03-02\"], day_lt: \"2025-03-04\"", "1 3")]
    [InlineData("moment_gte: \"2025-03-03T12:34:56Z\"", "3 4")]
    [InlineData("clock: \"01:30:00\"", "1")]
    [InlineData("clock_in: [\"01:30\", \"04:30:00\"]", "1 4")]
    [InlineData("clock_gt: \"01:30:00\", clock_lt: \"04:30\"", "2 3")]
    [InlineData("clock_lte: \"02:30\"", "1 2")]
    [InlineData("secondNote: { remark_ends_with: \"3\" }", "3")]
    [InlineData("OR: [{ num_gt: 5 }, { text_contains: \"VALUE 1\" }]", "1 4")]
    [InlineData("NOT: [{ flag: true }]", "1 3")]
    [InlineData("bag_some: { label_in: [\"L1\", \"L3\"] }", "1 3")]
    [InlineData("bag_every: { label: \"L2\" }", "2")]
    [InlineData("bag_none: { OR: [{ label: \"L2\" }, { text_ends_with: \"4\" }] }", "1 3")]
    [InlineData("related_some: { displayText: \"Sample 2\", createdUtc_gt: \"2020-01-01T00:00:00Z\" }", "1")]
    [InlineData("related_none: { displayText_in: [\"Sample 2\", \"Sample 3\"] }", "3 4")]
    [InlineData("related_every: { NOT: [{ displayText_starts_with: \"sample 4\" }] }", "1 2 4")]
    [InlineData("tags_some: { displayText_starts_with: \"EAR\" }", "1 2 3 4")]
    [InlineData("tags_none: { OR: [{ displayText: \"Space\" }, { contentItemId: \"tagearth000000000000000000\" }] }", "")]
    [InlineData("tags_every: { displayText_not: \"Space\", alternativeNames: null }", "1 2 3 4")]
    public async Task Lists_are_filtered_by_fields_of_every_kind_where_the_feature_says_so(string where, string samples)
    {
        var data = await site.QueryAsync($$"""{ sample(where: { {{where}} }, orderBy: { displayText: ASC }) { displayText } }""");

        Assert.Equal(samples, string.Join(' ', data.GetProperty("sample").EnumerateArray().Select(sample => sample.GetProperty("displayText").GetString()![^1])));
    }

    [Theory]
    [InlineData("{ blog(where: { list_some: { displayText: \"Post 2\", createdUtc_gt: \"2020-01-01T00:00:00Z\" } }) { displayText } }", 1)]
    [InlineData("{ blog(where: { list_every: { displayText_not: \"Post 2\" } }) { displayText } }", 0)]
    [InlineData("{ blog(where: { list_none: { displayText: \"Post 9\" } }) { displayText } }", 1)]
    [InlineData("{ guideArticle(first: 100, where: { sections_some: { number: 1, heading_is_null: false } }) { displayText } }", 30)]
    [InlineData("{ guideArticle(first: 100, where: { sections_some: { bullets_some: { label: \"no such label\" } } }) { displayText } }", 0)]
    public async Task Lists_are_filtered_through_the_items_that_belong_to_theirs(string query, int items) =>
        Assert.Equal(items, (await site.QueryAsync(query)).EnumerateObject().Single().Value.GetArrayLength());

    [Fact]
    public async Task What_fields_are_filtered_and_ordered_by_follows_features_and_definitions_at_once()
    {
        const string byNumber = "{ sample(where: { num_gt: 2 }, orderBy: { num: DESC }) { num } }", byRemark = "{ sample(orderBy: { firstNote: { remark: DESC }, displayText: ASC }, first: 1) { displayText } }";
        var authorization = ("Authorization", "Bearer " + await site.TokenAsync("admin-client", "admin-secret-1!"));
        var ordered = await site.RestAsync("GET", "/api/content?type=Sample&orderBy=num_DESC", headers: authorization);
        var filtered = await site.RestAsync("GET", "/api/content?type=Sample&where=" + Uri.EscapeDataString("""{"num_gt": 5, "clock_gte": "04:30", "bag_some": {"label": "L4"}}"""), headers: authorization);

        await site.RunRecipeAsync("""
            { "name": "feature", "disable": ["OrchardCore.ContentFields.Indexing.SQL"] },
            { "name": "ContentDefinition", "ContentTypes": [], "ContentParts": [
              { "Name": "Sample", "ContentPartFieldDefinitionRecords": [{ "FieldName": "NumericField", "Name": "Num", "Settings": { "ContentIndexSettings": { "Included": true } } }] },
              { "Name": "Reusable", "ContentPartFieldDefinitionRecords": [{ "FieldName": "TextField", "Name": "Remark", "Settings": { "ContentIndexSettings": { "Included": true } } }] }] }
            """);
        try
        {
            Assert.Equal("""{"sample":[{"num":6.0},{"num":4.5},{"num":3.0}]}""", (await site.QueryAsync(byNumber)).GetRawText());
            Assert.Equal("""{"sample":[{"displayText":"Sample 4"}]}""", (await site.QueryAsync(byRemark)).GetRawText());
            await Assert.ThrowsAnyAsync<Exception>(() => site.QueryAsync("{ sample(where: { flag: true }) { num } }"));
        }
        finally
        {
            await site.RunRecipeAsync("""{ "name": "feature", "enable": ["OrchardCore.ContentFields.Indexing.SQL"] }""");
        }

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (ordered.Status, filtered.Status));
        Assert.Equal("Sample 4", (string?)filtered.Json["items"]![0]!["DisplayText"]);
        Assert.Equal(2, (await site.QueryAsync("{ sample(where: { flag: true }) { num } }")).GetProperty("sample").GetArrayLength());
    }

    [Fact]
    public async Task Scripts_gave_the_owner_and_author_of_items()
    {
        var data = await site.QueryAsync("""{ sample(where: { displayText: "Sample 2" }) { author owner contentItemVersionId } }""");

        var sample = data.GetProperty("sample")[0];
        Assert.Equal(("admin", "samplv00000000000000000002"), (sample.GetProperty("author").GetString(), sample.GetProperty("contentItemVersionId").GetString()));
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
