using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Trash;
using Cms.Modeling;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>What readers and editors see while renames go through stored items, on each database.</summary>
public abstract class RenamesUnderWayContract
{
    private static readonly RewriteLimits Batches = new(Batch: 3) { Grace = TimeSpan.Zero };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ServiceProvider Start(string folder, RewriteLimits limits);

    private Task<Site> OpenAsync() => Site.OpenAsync(Start, Batches);

    [Fact]
    public async Task A_rename_is_seen_at_once_and_survives_a_crash()
    {
        await using var site = await OpenAsync();
        var items = new List<ContentItem>();
        for (var index = 0; index < 10; index++)
            items.Add(await site.PublishAsync($"Guide {index}", $"intro {index}"));

        var done = await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Introduction"));

        Assert.NotNull(done.Pending);
        Assert.Equal("intro 0", (await site.StoredAsync())[0].At("Guide", "Intro", "Text"));
        await AllReadAsync(site, items);
        Assert.Equal(3, (await site.ContinueAsync())!.Done);
        await site.RestartAsync(Batches);
        await AllReadAsync(site, items);
        Assert.Equal((6, 10), (await site.ContinueAsync())! is var progress ? (progress.Done, progress.Total) : default);

        while (await site.ContinueAsync() is not null)
            await AllReadAsync(site, items);

        Assert.Empty((await site.DefinitionsAsync()).Pending);
        Assert.All(await site.StoredAsync(), version => Assert.StartsWith("intro", version.At("Guide", "Introduction", "Text"), StringComparison.Ordinal));
        await AllReadAsync(site, items);
    }

    [Fact]
    public async Task While_a_change_is_under_way_editors_save_new_names_and_nobody_takes_the_old_ones()
    {
        await using var site = await OpenAsync();
        var items = new List<ContentItem>();
        for (var index = 0; index < 8; index++)
            items.Add(await site.PublishAsync($"Guide {index}", $"intro {index}"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));
        Assert.Equal(8, (await site.ListAsync("Article")).Count);

        var saved = await site.DraftAsync(await site.LatestAsync(items[7].ContentItemId), parts => parts["Article"]!["Intro"]!["Text"] = "mine");
        var taken = await site.TryAsync(new MergeDefinitions(JsonNode.Parse("""{"ContentTypes":[{"Name":"Guide"}]}""")!.AsObject()));
        var other = await site.TryAsync(new MergeDefinitions(JsonNode.Parse("""{"ContentTypes":[{"Name":"Note"}]}""")!.AsObject()));
        while (await site.ContinueAsync() is not null)
        {
        }

        Assert.Equal(
            "There cannot be a content type Guide yet, because stored items still have that name: Content type Guide becomes Article. Wait for its end (cms definitions status).",
            taken.Problem!.Message);
        Assert.Null(other.Problem);
        Assert.Equal("mine", (await site.LatestAsync(saved.ContentItemId)).At("Article", "Intro", "Text"));
        Assert.Equal("intro 7", (await site.PublishedAsync(saved.ContentItemId)).At("Article", "Intro", "Text"));
        Assert.All(await site.StoredAsync(), version => Assert.NotNull(version.At("Article", "Intro", "Text")));
    }

    [Fact]
    public async Task Two_nodes_that_do_the_same_change_do_each_batch_once_while_a_third_reads()
    {
        await using var site = await OpenAsync();
        var items = new List<ContentItem>();
        for (var index = 0; index < 20; index++)
            items.Add(await site.PublishAsync($"Guide {index}", $"intro {index}"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Introduction"));
        await using var second = site.StartNode(Batches);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var reading = Task.Run(
            async () =>
            {
                while (!ended.IsCancellationRequested)
                    await AllReadAsync(site, items);
            },
            Cancel);
        var counts = await Task.WhenAll(CountBatchesAsync(site.Node), CountBatchesAsync(second));
        await ended.CancelAsync();
        await reading;

        // 20 versions in batches of 3: six full ones and the last.
        Assert.Equal(7, counts.Sum());
        await AllReadAsync(site, items);

        async Task<int> CountBatchesAsync(ServiceProvider node)
        {
            for (var count = 0; ; count++)
            {
                await using var scope = node.GetRequiredService<Cms.Tenants.TenantScopes>().Open(site.Tenant);
                if (await scope.ServiceProvider.GetRequiredService<ContinueRewrites>().RunAsync(Cancel) is null)
                    return count;
            }
        }
    }

    [Fact]
    public async Task Renames_that_follow_each_other_are_all_seen_at_once_and_in_every_order_of_batches()
    {
        await using var site = await OpenAsync();
        var items = new List<ContentItem>();
        for (var index = 0; index < 7; index++)
            items.Add(await site.PublishAsync($"Guide {index}", $"intro {index}"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Lead"));
        await site.ContinueAsync();

        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Article", "Lead", "Opening"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Section", "Chapter"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Article", "Story"));

        var opening = new FieldPath("Story", "Story", "Opening", "Text", FieldValueKind.Text);
        do
        {
            var listed = (await site.ListAsync("Story")).ToDictionary(item => item.ContentItemId);
            foreach (var (index, item) in items.Index())
            {
                var story = listed[item.ContentItemId];
                Assert.Equal(("Story", $"intro {index}"), (story.ContentType, story.At("Story", "Opening", "Text")));
                Assert.Equal("Chapter", story.At("Sections", "ContentItems", 0, "Inner", "ContentItems", 0, "ContentType"));
            }

            var found = await site.DoAsync<ContentStore, IReadOnlyList<ContentItem>>(
                store => store.ListAsync(new ContentQuery { ContentType = "Story", First = 10, Where = new FieldIs(opening, Comparison.Equal, "intro 5") }, Cancel));
            Assert.Equal(items[5].ContentItemId, Assert.Single(found).ContentItemId);
        }
        while (await site.ContinueAsync() is not null);

        Assert.All(await site.StoredAsync(), version => Assert.StartsWith("intro", version.At("Story", "Opening", "Text"), StringComparison.Ordinal));
        Assert.Equal(["Story"], (await site.StoredAsync()).Select(version => version.ContentType).Distinct());
    }

    [Fact]
    public async Task A_reader_that_has_the_definitions_of_before_finds_everything_as_it_was_until_the_first_batch()
    {
        await using var site = await OpenAsync();
        var item = await site.PublishAsync("Sleep", "x");
        await using var other = site.StartNode(Batches);
        await using var scope = other.GetRequiredService<Cms.Tenants.TenantScopes>().Open(site.Tenant);
        var store = scope.ServiceProvider.GetRequiredService<ContentStore>();
        await scope.ServiceProvider.GetRequiredService<TenantDefinitions>().GetAsync(Cancel);
        await site.SaveRolesAsync(new JsonObject { ["Editor"] = new JsonObject { ["Permissions"] = new JsonArray("View_Guide") } });

        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Lead"));
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));

        var listed = Assert.Single(await store.ListAsync(new ContentQuery { ContentType = "Guide", First = 10 }, Cancel));
        Assert.Equal((item.ContentItemId, "Guide", "x"), (listed.ContentItemId, listed.ContentType, listed.At("Guide", "Intro", "Text")));
        Assert.Equal("""["View_Guide","View_Article"]""", (await site.SettingsAsync(RolePermissions.Section))["Editor"]!["Permissions"]!.ToJsonString());
    }

    [Fact]
    public async Task Trash_and_schedule_tell_the_new_name_of_a_type_at_once()
    {
        await using var site = await OpenAsync();
        var item = await site.PublishAsync("Sleep", "x");
        await site.DoAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, evenIfUsed: false, Cancel));

        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Type, "", "Guide", "Article"));

        Assert.Equal("Article", Assert.Single(await site.DoAsync<ContentStore, IReadOnlyList<TrashedItem>>(store => store.ListTrashAsync(new TrashQuery(), Cancel))).ContentType);
        await site.DoAsync<RestoreRemoved, Outcome<RestoredItem>>(verb => verb.RunAsync(item.ContentItemId, Editor.System, Cancel));
        Assert.Equal("x", (await site.PublishedAsync(item.ContentItemId)).At("Article", "Intro", "Text"));
    }

    private static async Task AllReadAsync(Site site, List<ContentItem> items)
    {
        var listed = (await site.ListAsync("Guide")).ToDictionary(item => item.ContentItemId);
        foreach (var (index, item) in items.Index())
            Assert.Equal($"intro {index}", listed[item.ContentItemId].At("Guide", "Introduction", "Text"));
        Assert.Equal("intro 0", (await site.PublishedAsync(items[0].ContentItemId)).At("Guide", "Introduction", "Text"));
    }
}

public sealed class SqliteRenamesUnderWayTests : RenamesUnderWayContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);
}

public sealed class PostgresRenamesUnderWayTests : RenamesUnderWayContract
{
    public PostgresRenamesUnderWayTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);
}
