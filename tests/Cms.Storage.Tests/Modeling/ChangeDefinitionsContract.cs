using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Trash;
using Cms.Modeling;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>What happens to stored items when definitions change, on each database.</summary>
public abstract class ChangeDefinitionsContract
{
    private static readonly RewriteLimits AtOnce = new() { Grace = TimeSpan.Zero };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ServiceProvider Start(string folder, RewriteLimits limits);

    private Task<Site> OpenAsync(RewriteLimits limits) => Site.OpenAsync(Start, limits);

    [Fact]
    public async Task A_renamed_field_keeps_what_items_drafts_and_old_versions_have_of_it()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "old");
        var draft = await site.DraftAsync(item, parts => parts["Guide"]!["Intro"]!["Text"] = "new");

        var done = await site.ToEndAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Introduction"));

        Assert.Equal("Field Intro of part Guide becomes Introduction.", Assert.Single(done.Changes).ToString());
        Assert.Equal("old", (await site.PublishedAsync(item.ContentItemId)).At("Guide", "Introduction", "Text"));
        Assert.Equal("new", (await site.LatestAsync(item.ContentItemId)).At("Guide", "Introduction", "Text"));
        Assert.Equal(draft.ContentItemVersionId, (await site.LatestAsync(item.ContentItemId)).ContentItemVersionId);
        Assert.All(await site.StoredAsync(), version => Assert.Null(version.At("Guide", "Intro", "Text")));
        Assert.Equal(["Introduction", "Minutes"], (await site.DefinitionsAsync()).FieldsOf("Guide").Select(field => field.Name));
    }

    [Fact]
    public async Task A_field_of_items_inside_items_is_renamed_at_every_depth()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "x");

        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Field, "Section", "Heading", "Title"));

        var published = await site.PublishedAsync(item.ContentItemId);
        Assert.Equal("Sleep one", published.At("Sections", "ContentItems", 0, "Section", "Title", "Text"));
        Assert.Equal("Sleep inner", published.At("Sections", "ContentItems", 0, "Inner", "ContentItems", 0, "Section", "Title", "Text"));
    }

    [Fact]
    public async Task A_renamed_type_takes_its_items_its_own_part_bags_that_allow_it_and_its_permissions_along()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "x");
        await site.SaveRolesAsync(new JsonObject { ["Editor"] = new JsonObject { ["Permissions"] = new JsonArray("Publish_Guide", "ViewContent", "Publish_OldGuide") } });

        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));
        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Type, "", "Section", "Chapter"));

        var listed = Assert.Single(await site.ListAsync("Article"));
        Assert.Equal((item.ContentItemId, "Article", "x"), (listed.ContentItemId, listed.ContentType, listed.At("Article", "Intro", "Text")));
        Assert.Equal("Chapter", listed.At("Sections", "ContentItems", 0, "ContentType"));
        Assert.Equal("Sleep inner", listed.At("Sections", "ContentItems", 0, "Inner", "ContentItems", 0, "Chapter", "Heading", "Text"));
        Assert.Empty(await site.ListAsync("Guide"));
        var definitions = await site.DefinitionsAsync();
        Assert.Equal(["Chapter"], definitions.FindType("Article")!.FindPart("Sections")!.Settings.Texts("BagPartSettings", "ContainedContentTypes"));
        Assert.Equal(("Article", "Article"), (definitions.FindType("Article")!.DisplayName, definitions.FindType("Article")!.FindPart("Article")!.PartName));
        Assert.Null(definitions.FindPart("Guide"));
        Assert.Equal("""["Publish_Article","ViewContent","Publish_OldGuide"]""", (await site.SettingsAsync(RolePermissions.Section))["Editor"]!["Permissions"]!.ToJsonString());
        var again = await site.DraftAsync(await site.LatestAsync(item.ContentItemId), parts => parts["Article"]!["Intro"]!["Text"] = "after");
        Assert.Equal("Article", again.ContentType);
    }

    [Fact]
    public async Task Permissions_of_a_field_follow_it_and_its_part_and_are_there_under_every_name_meanwhile()
    {
        await using var site = await OpenAsync(new RewriteLimits(Batch: 3) { Grace = TimeSpan.Zero });
        await site.ChangeAsync(new MergeDefinitions(JsonNode.Parse("""
            {"ContentParts":[{"Name":"Guide","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Intro","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}]}]}
            """)!.AsObject()));
        var item = await site.PublishAsync("Sleep", "secret");
        await site.SaveRolesAsync(new JsonObject { ["Editor"] = new JsonObject { ["Permissions"] = new JsonArray("ViewField_Guide.Intro", "EditField_Guide.Minutes", "View_Guide") } });
        await site.SaveSettingsAsync(Scopes.Section, new JsonObject { ["guides"] = new JsonObject { ["DisplayName"] = "Guides", ["Permissions"] = new JsonArray("View_Guide", "ViewField_Guide.Intro") } });
        var before = await site.DefinitionsAsync();

        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Lead"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));
        var meanwhile = await PermissionsAsync();
        var pending = await site.DefinitionsAsync();
        await site.FinishAsync();

        // A reader that got hold of the item, or of the definitions, as they were before still shows nothing.
        var visitor = Caller.Visitor([]);
        Assert.All(
            [FieldAccess.Of(before, visitor).Visible(item), FieldAccess.Of(pending, visitor).Visible(item), FieldAccess.Of(pending, visitor).Visible(await site.PublishedAsync(item.ContentItemId))],
            seen => Assert.DoesNotContain("secret", seen.PartsJson, StringComparison.Ordinal));
        Assert.All(["ViewField_Guide.Intro", "ViewField_Guide.Lead", "ViewField_Article.Lead", "EditField_Article.Minutes"], name => Assert.Contains(name, meanwhile));
        Assert.Equal(["ViewField_Article.Lead", "EditField_Article.Minutes", "View_Article"], await PermissionsAsync());
        Assert.Equal("""{"guides":{"DisplayName":"Guides","Permissions":["View_Article","ViewField_Article.Lead"]}}""", (await site.SettingsAsync(Scopes.Section)).ToJsonString());

        async Task<IEnumerable<string>> PermissionsAsync() => (await site.SettingsAsync(RolePermissions.Section))["Editor"]!["Permissions"]!.AsArray().Select(name => (string)name!);
    }

    [Fact]
    public async Task A_renamed_bag_and_a_renamed_part_keep_what_is_in_them()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "x");

        await site.ToEndAsync(new RenameDefinition(DefinitionKind.AttachedPart, "Guide", "Sections", "Chapters"));
        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Part, "", "Facts", "Evidence"));

        var published = await site.PublishedAsync(item.ContentItemId);
        Assert.Equal("Sleep one", published.At("Chapters", "ContentItems", 0, "Section", "Heading", "Text"));
        Assert.Equal("a book", published.At("Evidence", "Source", "Text"));
    }

    [Fact]
    public async Task A_removed_field_keeps_its_data_until_it_is_purged()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "kept");
        var remove = new RemoveDefinition(DefinitionKind.Field, "Guide", "Intro");
        var plan = (await site.PlanAsync(remove)).Value;

        await site.ChangeAsync(remove);

        Assert.Equal("Field Intro of part Guide is removed; its data stays until it is purged (1 item).", Assert.Single(plan.Changes).ToString());
        Assert.Equal("kept", (await site.PublishedAsync(item.ContentItemId)).At("Guide", "Intro", "Text"));
        Assert.Equal("Data of the removed field Intro of part Guide is purged.", Assert.Single((await site.ToEndAsync(new PurgeData(DefinitionKind.Field, "Guide", "Intro"))).Changes).ToString());
        Assert.All(await site.StoredAsync(), version => Assert.Null(version.At("Guide", "Intro", "Text")));
        Assert.Equal(ProblemKind.Conflict, (await site.TryAsync(new PurgeData(DefinitionKind.Field, "Guide", "Minutes"))).Problem!.Kind);
    }

    [Fact]
    public async Task Items_of_a_removed_type_are_purged_with_all_their_versions_and_their_pages_are_gone()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "x");
        await site.DraftAsync(item, parts => parts["Guide"]!["Intro"]!["Text"] = "y");
        Assert.Equal(ProblemKind.Conflict, (await site.TryAsync(new PurgeData(DefinitionKind.Type, "", "Guide"))).Problem!.Kind);
        await site.ChangeAsync(new DeleteDefinitions(["Guide"], []));
        Assert.NotNull(await site.LatestAsync(item.ContentItemId));

        var done = await site.ToEndAsync(new PurgeData(DefinitionKind.Type, "", "Guide"));

        Assert.Equal("2 versions of content items of the removed type Guide were thrown away.", Assert.Single(done.Changes).ToString());
        Assert.Empty(await site.StoredAsync());
        Assert.True((await site.DoAsync<ContentStore, FormerRoute?>(store => store.FindFormerRouteAsync("guides/sleep", Cancel)))!.IsRemoved);
        Assert.True(await site.DoAsync<ContentStore, bool>(store => store.HasSeenVersionAsync(item.ContentItemVersionId, Cancel)));
    }

    [Fact]
    public async Task Who_refers_to_an_item_is_told_by_the_new_names_of_the_place()
    {
        await using var site = await OpenAsync(AtOnce);
        var target = await site.PublishAsync("Rest", "x");
        var source = await site.DraftAsync(
            await site.PublishAsync("Sleep", "x"),
            parts => parts["Sections"]!["ContentItems"]![0]!["Section"]!["See"] = new JsonObject { ["ContentItemIds"] = new JsonArray(target.ContentItemId) });
        Assert.Equal(["Sections[0].See"], await PlacesAsync());

        await site.ToEndAsync(new RenameDefinition(DefinitionKind.AttachedPart, "Guide", "Sections", "Chapters"));
        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Field, "Section", "See", "Related"));

        Assert.Equal(["Chapters[0].Related"], await PlacesAsync());

        async Task<IEnumerable<string>> PlacesAsync() =>
            (await site.DoAsync<ContentStore, IReadOnlyList<ReferenceUse>>(store => store.ListReferencesAsync(new ReferenceQuery { Targets = [target.ContentItemId] }, Cancel)))
            .Where(use => use.ContentItemId == source.ContentItemId)
            .Select(use => use.Reference.Path);
    }

    [Fact]
    public async Task Items_in_the_trash_follow_and_come_back_under_the_new_names()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "x");
        await site.DoAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, evenIfUsed: false, Cancel));

        await site.ToEndAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));
        await site.DoAsync<RestoreRemoved, Outcome<RestoredItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, Cancel));

        var restored = await site.LatestAsync(item.ContentItemId);
        Assert.Equal(("Article", "x"), (restored.ContentType, restored.At("Article", "Intro", "Text")));
    }

    [Fact]
    public async Task A_rename_onto_data_that_a_removed_field_left_is_refused_and_changes_nothing()
    {
        await using var site = await OpenAsync(AtOnce);
        var item = await site.PublishAsync("Sleep", "x");
        await site.ChangeAsync(new RemoveDefinition(DefinitionKind.Field, "Guide", "Minutes"));
        var rename = new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Minutes");

        var planned = await site.PlanAsync(rename);
        var tried = await site.TryAsync(rename);

        Assert.Equal(ProblemKind.Conflict, planned.Problem!.Kind);
        Assert.Equal(
            $"Field Intro of part Guide becomes Minutes: 1 content item has something stored under the new name already, such as {item.ContentItemId}. "
            + "It was left by a field or part that was removed; purge that first.",
            tried.Problem!.Message);
        Assert.Equal("x", (await site.PublishedAsync(item.ContentItemId)).At("Guide", "Intro", "Text"));
        Assert.Equal(["Intro"], (await site.DefinitionsAsync()).FieldsOf("Guide").Select(field => field.Name));
    }

    [Fact]
    public async Task A_plan_counts_the_items_that_new_settings_would_refuse_and_does_nothing()
    {
        await using var site = await OpenAsync(AtOnce);
        await site.PublishAsync("Sleep", "long enough");
        await site.PublishAsync("Rest", "no");
        var stricter = JsonNode.Parse("""
            {"ContentParts":[{"Name":"Guide","ContentPartFieldDefinitionRecords":[{"FieldName":"TextField","Name":"Intro","Settings":{"TextFieldSettings":{"MinLength":5}}}]}]}
            """)!.AsObject();

        var plan = (await site.PlanAsync(new MergeDefinitions(stricter))).Value;

        Assert.Equal("Setting TextFieldSettings of field Intro of part Guide becomes {\"MinLength\":5} and was not set.", plan.Changes[0].ToString());
        Assert.StartsWith("Items that are valid now will be refused when they are saved again, such as \"Rest\"", plan.Changes[1].Text, StringComparison.Ordinal);
        Assert.Equal(1, plan.Changes[1].Items);
        Assert.Null((await site.DefinitionsAsync()).FieldsOf("Guide")[0].Setting("MinLength"));
    }
}

public sealed class SqliteChangeDefinitionsTests : ChangeDefinitionsContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);
}

public sealed class PostgresChangeDefinitionsTests : ChangeDefinitionsContract
{
    public PostgresChangeDefinitionsTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);
}
