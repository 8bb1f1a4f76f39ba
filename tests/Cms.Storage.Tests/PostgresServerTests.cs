using System.Collections.Concurrent;
using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Storage.PostgreSql;
using Cms.Tenants;
using Cms.Tests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.Storage.Tests;

public sealed class PostgresServerTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-server-").FullName;
    private readonly Tenant _tenant = PostgresStore.NewTenant();
    private readonly Tenant _other = PostgresStore.NewTenant();
    private readonly ServiceProvider _server;
    private readonly ServiceProvider _command;

    public PostgresServerTests()
    {
        PostgresStore.SkipWithoutServer();

        // So few that they must pass from tenant to tenant, whatever an operator wishes for.
        var one = new NpgsqlConnectionStringBuilder(PostgresStore.ConnectionString) { MaxPoolSize = 2, Multiplexing = true, NoResetOnClose = true }.ConnectionString;
        PostgresStore.Made(_tenant);
        PostgresStore.Made(_other);
        (_server, _command) = (PostgresStore.Services(_folder, one), PostgresStore.Services(_folder, one));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            foreach (var tenant in new[] { _tenant, _other })
                await _server.GetRequiredService<TenantStorage>().DeleteAsync(tenant, CancellationToken.None);
            await _server.DisposeAsync();
            await _command.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_connection_that_served_one_tenant_shows_the_next_one_nothing_of_it()
    {
        var items = new Dictionary<Tenant, ContentItem> { [_tenant] = An.Article("Mine"), [_other] = An.Article("Theirs") };

        foreach (var (tenant, item) in items)
            await SaveAsync(_server, tenant, item);

        for (var round = 0; round < 20; round++)
        {
            foreach (var (tenant, item) in items)
            {
                var found = await ListAsync(_server, tenant);
                Assert.Equal([item.DisplayText], found.Select(one => one.DisplayText));
            }
        }
    }

    [Fact]
    public async Task A_connection_that_goes_back_into_the_pool_belongs_to_no_tenant()
    {
        await SaveAsync(_server, _tenant, An.Article("Mine"));

        var paths = new List<string?>();
        await using (var first = await _server.GetRequiredService<PostgresServer>().Source.OpenConnectionAsync(Cancel))
        await using (var second = await _server.GetRequiredService<PostgresServer>().Source.OpenConnectionAsync(Cancel))
        {
            foreach (var connection in new[] { first, second })
            {
                await using var command = new NpgsqlCommand("SHOW search_path", connection);
                paths.Add((string?)await command.ExecuteScalarAsync(Cancel));
            }
        }

        Assert.All(paths, path => Assert.DoesNotContain(_tenant.Id, path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_process_writes_is_told_to_this_one()
    {
        var told = new ConcurrentQueue<(string Tenant, TenantEvent Happened)>();
        _server.GetRequiredService<TenantChanges>().Happened += (tenant, happened) => told.Enqueue((tenant.Id, happened));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await ListAsync(_server, _tenant);
        var watching = _server.GetRequiredService<StorageWatcher>().RunAsync(stop.Token);

        var item = An.Article("Sleep");
        await SaveAsync(_command, _tenant, item);

        await Eventually.AsyncTrue(() => told.Contains((_tenant.Id, new ContentPublished(item.ContentItemId, "Article"))));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task What_happened_while_the_watcher_had_lost_its_connection_is_told_when_it_is_back()
    {
        var told = new ConcurrentQueue<TenantEvent>();
        _server.GetRequiredService<TenantChanges>().Happened += (_, happened) => told.Enqueue(happened);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await ListAsync(_server, _tenant);
        var watching = _server.GetRequiredService<StorageWatcher>().RunAsync(stop.Token);
        await SaveAsync(_command, _tenant, An.Article("Before"));
        await Eventually.AsyncTrue(() => !told.IsEmpty);

        await using (var source = NpgsqlDataSource.Create(PostgresStore.ConnectionString))
        {
            await using var cut = source.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN cms_outbox%' AND pid <> pg_backend_pid()");
            await cut.ExecuteNonQueryAsync(Cancel);
        }

        var item = An.Article("After");
        await SaveAsync(_command, _tenant, item);

        await Eventually.AsyncTrue(() => told.Contains(new ContentPublished(item.ContentItemId, "Article")));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task Two_processes_that_open_a_new_tenant_at_once_make_its_tables_once()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => ListAsync(index % 2 == 0 ? _server : _command, _tenant)));

        Assert.All(found, Assert.Empty);
    }

    [Fact]
    public async Task Writers_of_one_tenant_wait_for_each_other()
    {
        await ListAsync(_server, _tenant);
        await ListAsync(_command, _tenant);
        await using var first = _server.GetRequiredService<TenantScopes>().Open(_tenant);
        await using var begun = await first.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(Cancel);

        var second = SaveAsync(_command, _tenant, An.Article("Second"));
        await Eventually.AsyncTrue(async () => await WaitingAsync() > 0);
        Assert.False(second.IsCompleted);
        await begun.CommitAsync(Cancel);
        await second;

        Assert.Single(await ListAsync(_server, _tenant));
    }

    [Fact]
    public async Task Long_titles_and_the_longest_path_are_stored()
    {
        var item = An.Article("T");
        item = item with { DisplayText = string.Concat(Enumerable.Range(0, 4000).Select(_ => Guid.NewGuid())) };
        var path = string.Concat(Enumerable.Range(0, 800).Select(index => (char)(0x4e00 + (index * 7919 % 20000))));

        Assert.Null(RoutePath.Complaint(path));
        await SaveAsync(_server, _tenant, item, new Route(path, item.ContentItemId, null));

        Assert.Equal(item.DisplayText, Assert.Single(await ListAsync(_server, _tenant)).DisplayText);
        Assert.NotNull(RoutePath.Complaint(path + path[..1]));
    }

    [Fact]
    public async Task Removing_a_tenant_leaves_no_schema()
    {
        await SaveAsync(_server, _tenant, An.Article("Sleep"));
        Assert.Equal(1, await SchemasAsync());

        await _server.GetRequiredService<TenantStorage>().DeleteAsync(_tenant, Cancel);

        Assert.Equal(0, await SchemasAsync());
    }

    [Fact]
    public async Task A_node_that_has_not_heard_of_a_removal_does_not_make_the_tenant_anew()
    {
        await SaveAsync(_command, _tenant, An.Article("Sleep"));
        await _server.GetRequiredService<TenantStorage>().DeleteAsync(_tenant, Cancel);
        await using var late = PostgresStore.Services(_folder);

        var refused = await Assert.ThrowsAsync<StorageException>(() => ListAsync(late, _tenant));
        await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(_command, _tenant, An.Article("Late")));

        Assert.Contains($"has no schema cms_{_tenant.Id}: its tenant was removed meanwhile", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await SchemasAsync());
        await late.GetRequiredService<TenantStorage>().CreateAsync(_tenant, Cancel);
        Assert.Empty(await ListAsync(late, _tenant));
    }

    [Fact]
    public async Task Settings_are_kept_as_they_were_written()
    {
        await using var scope = _server.GetRequiredService<TenantScopes>().Open(_tenant);
        var settings = scope.ServiceProvider.GetRequiredService<SettingsStore>();

        await settings.SaveAsync("site", new() { ["b"] = "\u0000é", ["a"] = 1.50m }, new SettingsChanged("site"), Cancel);

        Assert.Equal("""{"b":"\u0000é","a":1.50}""", (await settings.FindAsync("site", Cancel))!.ToJsonString(ContentItemJson.Options));
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_made_or_removed_is_told_in_a_sentence_without_the_password()
    {
        await using var server = new PostgresServer("Host=127.0.0.1;Port=1;Username=u;Password=hidden");

        var made = await Assert.ThrowsAsync<StorageException>(() => server.CreateAsync("cms_x", Cancel));
        var removed = await Assert.ThrowsAsync<StorageException>(() => server.DropAsync("cms_x", Cancel));

        Assert.Contains("127.0.0.1:1", made.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", made.Message + removed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=hidden")]
    [InlineData("no connection string; Password=hidden")]
    [InlineData("Username=nobody_of_this_name;Password=hidden")]
    public async Task A_server_that_cannot_be_used_is_told_in_a_sentence_without_the_password(string connectionString)
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            if (connectionString.StartsWith("Username", StringComparison.Ordinal))
                connectionString = $"{PostgresStore.ConnectionString};{connectionString}";
            await using var services = PostgresStore.Services(_folder, connectionString);
            await services.GetRequiredService<TenantStore>().ListAsync(Cancel);
        });

        Assert.Contains("Cms:Database:ConnectionString", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refusal.ToString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ContentItem>> ListAsync(ServiceProvider process, Tenant tenant)
    {
        await using var scope = process.GetRequiredService<TenantScopes>().Open(tenant);
        return await scope.ServiceProvider.GetRequiredService<ContentStore>().ListAsync(new ContentQuery { ContentType = "Article" }, Cancel);
    }

    private static async Task SaveAsync(ServiceProvider process, Tenant tenant, ContentItem item, params Route[] routes)
    {
        var indexed = new IndexedVersion(item, routes, []);
        await using var scope = process.GetRequiredService<TenantScopes>().Open(tenant);
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

    private Task<long> SchemasAsync() => CountAsync($"SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'cms_{_tenant.Id}'");

    private static Task<long> WaitingAsync() => CountAsync("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");

    private static async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresStore.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
