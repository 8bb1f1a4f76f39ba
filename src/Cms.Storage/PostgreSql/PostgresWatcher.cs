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
    : OutboxWatcher(databases, changes, clock)
{
    /// <summary>The channel on which the outbox of a schema tells that it grew.</summary>
    public const string OutboxChannel = "cms_outbox";

    /// <summary>The channel on which the list of tenants tells that it changed.</summary>
    public const string TenantsChannel = "cms_tenants";

    // Also how long a connection that died without a word goes unnoticed.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _clock = clock;

    public override async Task RunAsync(CancellationToken cancel)
    {
        if (server.Encryption.Warning is { } warning)
            log.LogWarning("PostgreSQL at {Address}: {Warning}", server.Address, warning);
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
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, cancel);
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
        schemas.UnionWith(databases.Open.Select(open => PostgresTenantDatabases.SchemaOf(open.Tenant)));
        while (true)
        {
            if (tenantsChanged)
            {
                tenantsChanged = false;
                await registry.LoadAsync(cancel);
            }

            foreach (var open in databases.Open.Where(open => schemas.Contains(PostgresTenantDatabases.SchemaOf(open.Tenant))))
                await TellAsync(open, cancel);
            schemas.Clear();
            await TidyAsync(cancel);

            if (!await connection.WaitAsync(LongestWait, cancel))
            {
                await using var alive = new NpgsqlCommand("SELECT 1", connection);
                await alive.ExecuteNonQueryAsync(cancel);
            }
        }
    }
}
