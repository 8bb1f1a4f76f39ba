using Cms.Content;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cms.Storage.PostgreSql;

/// <summary>Indexes over expressions in the tenant's schema, made while others write.</summary>
internal sealed class PostgresFieldIndexes(TenantSession session, PostgresServer server, CurrentTenant current) : FieldIndexes
{
    public override async Task<IReadOnlySet<string>> ListAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var prefix = FieldPath.IndexPrefix.Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return await lease.Db.Database
            .SqlQuery<string>(
                $"""
                SELECT c.relname AS "Value" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relname LIKE {prefix} AND i.indisvalid
                """)
            .ToHashSetAsync(cancel);
    }

    public override async Task<bool> CreateAsync(FieldPath field, CancellationToken cancel)
    {
        string key;
        await using (var lease = await session.ReadAsync(cancel))
            key = lease.Db.FieldSql(field);

        // On one connection of its own: an index that does not stop writers cannot be made within a transaction.
        var schema = PostgresTenantDatabases.SchemaOf(current.Tenant);
        await using var connection = await server.Source.OpenConnectionAsync(cancel);
        if (!await TryLockAsync(connection, schema, cancel))
            return false;

        try
        {
            if ((await ListAsync(cancel)).Contains(field.IndexName))
                return false;

            // What a killed process began is there, not valid, and in the way.
            var name = $"{PostgresServer.Quote(schema)}.\"{field.IndexName}\"";
            await ExecuteAsync(connection, $"DROP INDEX IF EXISTS {name}", cancel);
            await ExecuteAsync(connection, $"SET search_path TO {PostgresServer.Quote(schema)}", cancel);
            await ExecuteAsync(connection, $"""CREATE INDEX CONCURRENTLY "{field.IndexName}" ON "ContentVersions" ({key}) WHERE "ContentType" = '{field.ContentType}'""", cancel);
            return true;
        }
        finally
        {
            // A broken connection has lost its lock by itself.
            if (connection.State == System.Data.ConnectionState.Open)
                await ExecuteAsync(connection, "SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    public override async Task DropAsync(string name, CancellationToken cancel)
    {
        await using var connection = await server.Source.OpenConnectionAsync(cancel);
        await ExecuteAsync(connection, $"DROP INDEX IF EXISTS {PostgresServer.Quote(PostgresTenantDatabases.SchemaOf(current.Tenant))}.\"{name}\"", cancel);
    }

    public override async Task<int?> FindProgressAsync(string name, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Database
            .SqlQuery<int?>(
                $"""
                SELECT (100 * p.blocks_done / NULLIF(p.blocks_total, 0))::int AS "Value" FROM pg_stat_progress_create_index p JOIN pg_class c ON c.oid = p.index_relid
                WHERE c.relname = {name}
                """)
            .FirstOrDefaultAsync(cancel);
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string schema, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtextextended(@schema, 2))", connection);
        command.Parameters.AddWithValue("schema", schema);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        // An index of many versions takes longer than a command may otherwise.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
