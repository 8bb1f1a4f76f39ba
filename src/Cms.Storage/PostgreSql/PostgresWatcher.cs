using Cms.Storage.Events;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cms.Storage.PostgreSql;

/// <summary>
/// Listens for what other processes and nodes wrote (triggers of the tables notify) and tells it. Reads the outbox by number, so
/// nothing that happened while the connection was lost is missed.
/// </summary>
internal sealed class PostgresWatcher(
    PostgresServer server, PostgresTenantDatabases databases, PostgresHostDatabase host, TenantRegistry registry, TenantChanges changes, TimeProvider clock, ILogger<PostgresWatcher> log)
    : StorageWatcher
{
    /// <summary>The channel on which the outbox of a schema tells that it grew.</summary>
    public const string OutboxChannel = "cms_outbox";

    /// <summary>The channel on which the list of tenants tells that it changed.</summary>
    public const string TenantsChannel = "cms_tenants";

    private static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan TidyingInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    // Also how long a connection that died without a word goes unnoticed.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private DateTimeOffset _nextTidying = clock.GetUtcNow() + TidyingInterval;

    public override async Task RunAsync(CancellationToken cancel)
    {
        await using (var db = await host.OpenAsync(cancel))
            await db.Database.CanConnectAsync(cancel);

        while (true)
        {
            try
            {
                await ListenAsync(cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Listening for changes of other processes failed; it begins again in a second");
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancel);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        var schemas = new HashSet<string>(StringComparer.Ordinal);
        var tenantsChanged = true;
        await using var connection = await server.Source.OpenConnectionAsync(cancel);
        connection.Notification += (_, told) =>
        {
            if (told.Channel == TenantsChannel)
                tenantsChanged = true;
            else
                schemas.Add(told.Payload);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {OutboxChannel}; LISTEN {TenantsChannel}", connection))
            await listen.ExecuteNonQueryAsync(cancel);

        // Whatever was written before we listened.
        schemas.UnionWith(databases.Open.Select(schema => schema.Name));
        while (true)
        {
            if (tenantsChanged)
            {
                tenantsChanged = false;
                await registry.LoadAsync(cancel);
            }

            foreach (var schema in databases.Open.Where(schema => schemas.Remove(schema.Name)).ToList())
                await TellAsync(schema, cancel);
            schemas.Clear();
            await TidyAsync(cancel);

            if (!await connection.WaitAsync(LongestWait, cancel))
            {
                await using var alive = new NpgsqlCommand("SELECT 1", connection);
                await alive.ExecuteNonQueryAsync(cancel);
            }
        }
    }

    private async Task TellAsync(PostgresTenantDatabases.OpenSchema schema, CancellationToken cancel)
    {
        await using var db = await schema.Contexts.CreateDbContextAsync(cancel);
        var last = schema.LastEvent;
        var rows = await db.Outbox.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (OutboxEvents.Read(row) is { } happened)
                changes.Publish(schema.Tenant, happened);
            schema.LastEvent = row.Id;
        }
    }

    private async Task TidyAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() < _nextTidying)
            return;

        _nextTidying = clock.GetUtcNow() + TidyingInterval;
        foreach (var tenant in databases.ListIdle(Idle))
            changes.Retire(tenant);

        var before = clock.GetUtcNow().UtcDateTime - EventsAreKept;
        foreach (var schema in databases.Open)
        {
            await using var db = await schema.Contexts.CreateDbContextAsync(cancel);
            await db.Outbox.Where(row => row.AtUtc < before).ExecuteDeleteAsync(cancel);
        }
    }
}
