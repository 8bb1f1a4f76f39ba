using Cms.Tests;
using Microsoft.Data.Sqlite;

namespace Cms.Site.Tests;

/// <summary>Operators change definitions over stored items, and look whether all items are found, beside the running server.</summary>
public sealed class IndexCommandsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string AllDone = "All stored items are as the definitions say.";

    [Fact]
    public async Task A_command_that_attaches_paths_follows_them_to_the_end_and_names_the_item_without()
    {
        await site.RunRecipeAsync("""
            { "name": "ContentDefinition", "ContentParts": [], "ContentTypes": [{ "Name": "Card", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart" }] }] },
            { "name": "content", "data": [
              { "ContentItemId": "card1", "ContentItemVersionId": "c1", "ContentType": "Card", "TitlePart": { "Title": "First" }, "AutoroutePart": { "Path": "cards/one" } },
              { "ContentItemId": "card2", "ContentItemVersionId": "c2", "ContentType": "Card", "TitlePart": { "Title": "Second" }, "AutoroutePart": { "Path": "cards/one" } }] }
            """);
        const string second = "Note: \"Second\" (card2) is not found by its path \"cards/one\", which belongs to \"First\" (card1); save it with another one.";
        var file = site.Write("card.json", """{ "ContentTypes": [{ "Name": "Card", "ContentTypePartDefinitionRecords": [{ "PartName": "AutoroutePart" }] }] }""");

        var applied = (await site.RunCommandAsync("definitions", "apply", file)).Succeeded().Output;
        var status = (await site.RunCommandAsync("definitions", "status")).Succeeded().Output;

        Assert.Contains("Index rows of Card are worked out anew: 2 versions; if this is cut off, the server goes on with it.", applied, StringComparison.Ordinal);
        Assert.Contains(second, applied, StringComparison.Ordinal);
        Assert.Contains(AllDone, applied, StringComparison.Ordinal);
        Assert.Contains(AllDone, status, StringComparison.Ordinal);
        Assert.Contains(second, status, StringComparison.Ordinal);
        Assert.Contains(second, (await site.RunCommandAsync("content", "reindex")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_finds_by_itself_what_refers_to_an_item_after_its_definitions_changed()
    {
        await site.RunRecipeAsync("""
            { "name": "ContentDefinition", "ContentParts": [], "ContentTypes": [{ "Name": "Leaf", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart" }, { "PartName": "Leaf" }] }] },
            { "name": "content", "data": [
              { "ContentItemId": "leaf1", "ContentItemVersionId": "l1", "ContentType": "Leaf", "TitlePart": { "Title": "Leaf" } },
              { "ContentItemId": "leaf2", "ContentItemVersionId": "l2", "ContentType": "Leaf", "TitlePart": { "Title": "Picker" }, "Leaf": { "See": { "ContentItemIds": ["leaf1"] } } }] }
            """);
        Assert.Contains("leaf1 is used nowhere.", (await site.RunCommandAsync("content", "used", "leaf1")).Succeeded().Output, StringComparison.Ordinal);

        await site.RunRecipeAsync("""
            { "name": "ContentDefinition", "ContentTypes": [], "ContentParts": [{ "Name": "Leaf", "ContentPartFieldDefinitionRecords": [{ "FieldName": "ContentPickerField", "Name": "See" }] }] }
            """);

        await Eventually.AsyncTrue(async () => (await site.RunCommandAsync("content", "used", "leaf1")).Succeeded().Output.Contains("leaf2", StringComparison.Ordinal));
        await Eventually.AsyncTrue(async () => (await site.RunCommandAsync("definitions", "status")).Succeeded().Output.Contains(AllDone, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_that_were_never_written_are_filled_by_a_look_at_all_items()
    {
        await site.RunRecipeAsync("""
            { "name": "content", "data": [{ "ContentItemId": "late", "ContentItemVersionId": "late1", "ContentType": "GuideArticle", "Latest": true, "Published": true,
              "TitlePart": { "Title": "Late" }, "AutoroutePart": { "Path": "guides/late" }, "ArchiveLaterPart": { "ScheduledArchiveUtc": "2999-01-01T00:00:00Z" } }] }
            """);
        (await site.RunCommandAsync("content", "reindex")).Succeeded();

        // As it is for an item of a time when nothing was scheduled.
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(site.DataDirectory, "Sites", "Default", "tenant.db")}"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = database.CreateCommand();
            command.CommandText = "DELETE FROM Schedule; DELETE FROM ContentRoutes WHERE ContentItemId = 'late'";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var first = (await site.RunCommandAsync("content", "reindex")).Succeeded().Output;
        var second = (await site.RunCommandAsync("content", "reindex")).Succeeded().Output;

        Assert.Matches(@"\d+ versions were looked at in tenant Default; the index rows of 1 differed and are right now\.", first);
        Assert.Contains("the index rows of 0 differed", second, StringComparison.Ordinal);
        Assert.Contains("2999-01-01", (await site.RunCommandAsync("content", "scheduled")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Late", await site.ReadHtmlAsync("/guides/late"), StringComparison.Ordinal);
    }
}
