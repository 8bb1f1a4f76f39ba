using Cms.Content;
using Cms.Events;
using Cms.Search;
using Cms.Settings;
using Cms.Tenants;
using Cms.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

public sealed class SqliteFileTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-file-").FullName;
    private readonly ServiceProvider _server;
    private readonly ServiceProvider _command;

    public SqliteFileTests() => (_server, _command) = (SqliteStore.Services(_folder), SqliteStore.Services(_folder));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _server, _command })
        {
            process.GetRequiredService<TenantChanges>().Retire(SqliteStore.Tenant);
            await process.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_file_keeps_a_write_ahead_log_and_foreign_keys()
    {
        await SaveAsync(_server, An.Article("Sleep"));

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "Sites", "Test", "tenant.db")}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync(Cancel));
        command.CommandText = "SELECT COUNT(*) FROM pragma_foreign_key_list('ContentIndex')";
        Assert.Equal(1L, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task The_event_is_stored_with_what_it_tells_of()
    {
        var item = An.Article("Sleep");

        await SaveAsync(_server, item);

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "Sites", "Test", "tenant.db")}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Kind || ' ' || Json FROM Outbox";
        Assert.Equal($$"""ContentPublished {"ContentItemId":"{{item.ContentItemId}}","ContentType":"Article"}""", await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task What_another_process_writes_is_told_to_this_one()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<TenantEvent>();
        _server.GetRequiredService<TenantChanges>().Happened += (_, happened) => told.Enqueue(happened);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await SaveAsync(_server, An.Article("Open the file"));
        told.Clear();
        var watching = _server.GetRequiredService<StorageWatcher>().RunAsync(stop.Token);

        var item = An.Article("Sleep");
        await SaveAsync(_command, item);

        await Eventually.AsyncTrue(() => told.Contains(new ContentPublished(item.ContentItemId, "Article")));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task A_tenant_that_another_process_makes_is_known_here()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var registry = _server.GetRequiredService<TenantRegistry>();
        await registry.LoadAsync(Cancel);
        var watching = _server.GetRequiredService<StorageWatcher>().RunAsync(stop.Token);

        await Eventually.AsyncTrue(async () =>
        {
            // The watcher may begin after a first write; a second one it must see.
            await _command.GetRequiredService<TenantStore>().AddAsync(SqliteStore.Tenant with { Id = ContentId.New(), Name = $"T{Guid.NewGuid():N}", Prefix = $"{Guid.NewGuid():N}" }, Cancel);
            return registry.Tenants.Count > 0;
        });
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task Settings_that_are_equal_already_tell_nothing()
    {
        await using var scope = _server.GetRequiredService<TenantScopes>().Open(SqliteStore.Tenant);
        var settings = scope.ServiceProvider.GetRequiredService<SettingsStore>();
        await settings.SaveAsync("site", new() { ["SiteName"] = "Ground" }, new SettingsChanged("site"), Cancel);
        var told = new List<TenantEvent>();
        _server.GetRequiredService<TenantChanges>().Happened += (_, happened) => told.Add(happened);

        await settings.SaveAsync("site", new() { ["SiteName"] = "Ground" }, new SettingsChanged("site"), Cancel);

        Assert.Empty(told);
        Assert.Equal("Ground", (string?)(await settings.FindAsync("site", Cancel))!["SiteName"]);
    }

    [Fact]
    public async Task Two_tenants_cannot_have_the_same_name_or_address()
    {
        var store = _server.GetRequiredService<TenantStore>();
        var first = SqliteStore.Tenant with { Id = "a", Name = "One", Prefix = "one", Hosts = ["x.example"] };

        Assert.True(await store.AddAsync(first, Cancel));
        Assert.False(await store.AddAsync(first with { Id = "b", Name = "ONE", Prefix = "two" }, Cancel));
        Assert.False(await store.AddAsync(first with { Id = "c", Name = "Three", Prefix = "ONE", Hosts = ["X.example", "y.example"] }, Cancel));
        Assert.True(await store.AddAsync(first with { Id = "d", Name = "Four", Hosts = ["y.example"] }, Cancel));
    }

    [Fact]
    public async Task A_search_is_right_while_others_make_and_drop_several_indexes_one_after_the_other()
    {
        await SaveAsync(_server, An.Article("Sleep"));
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "Sites", "Test", "tenant.db")};Pooling=False;Default Timeout=30");
        await other.OpenAsync(Cancel);
        var query = new SearchQuery(SearchTerm.Read("sleep").Value, new VisibleItems(["Article"], [], "")) { First = 10 };

        for (var round = 0; round < 100; round++)
        {
            var changing = Task.Run(() => MakeAndDropIndexes(other), Cancel);
            do
            {
                await using var scope = _server.GetRequiredService<TenantScopes>().Open(SqliteStore.Tenant);
                Assert.Single(await scope.ServiceProvider.GetRequiredService<ContentSearch>().ListAsync(query, Cancel));
            }
            while (!changing.IsCompleted);
            await changing;
        }
    }

    private static void MakeAndDropIndexes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        for (var number = 0; number < 8; number++)
        {
            command.CommandText = number % 2 == 0 ? "CREATE INDEX IX_Other ON Settings (Json)" : "DROP INDEX IX_Other";
            command.ExecuteNonQuery();
        }
    }

    private static async Task SaveAsync(ServiceProvider process, ContentItem item)
    {
        var indexed = new IndexedVersion(item, [], []) { Text = IndexedText.Of("sleep", "rest") };
        await using var scope = process.GetRequiredService<TenantScopes>().Open(SqliteStore.Tenant);
        await scope.ServiceProvider.GetRequiredService<ContentStore>().SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = null,
                NewVersion = item,
                Latest = indexed,
                Published = indexed,
                KeepHistory = true,
                Event = new ContentPublished(item.ContentItemId, item.ContentType),
            },
            Cancel);
    }
}
