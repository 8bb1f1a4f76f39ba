using Cms.Content;
using Cms.Definitions;
using Cms.Storage.Content;
using Cms.Storage.PostgreSql;
using Cms.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Cms.Storage.Tests;

/// <summary>What the migrations make, one after the other, is what the model says.</summary>
public sealed class MigrationTests
{
    // What a migration makes by hand, or EF for itself, is no part of the model.
    private const string OwnTables = "__EF%";

    // The indexes of words and titles, which no model can describe; ContentSearchContract and TitleContract say what they do.
    private static string IsInModel(string name) => $"{name} NOT LIKE '%ContentWords%' AND {name} NOT LIKE '%ContentVocabulary%' AND {name} NOT LIKE '%Titles%'";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_the_tenants_tables_are_those_of_the_model() =>
        await CompareOnSqliteAsync(path => new SqliteTenantDb(SqliteFile.OptionsFor<SqliteTenantDb>(path)));

    [Fact]
    public async Task On_SQLite_the_hosts_tables_are_those_of_the_model() =>
        await CompareOnSqliteAsync(path => new SqliteHostDb(SqliteFile.OptionsFor<SqliteHostDb>(path)));

    [Fact]
    public async Task On_PostgreSQL_the_tenants_tables_are_those_of_the_model() =>
        await CompareOnPostgresAsync<PostgresTenantDb>(options => new PostgresTenantDb(options));

    [Fact]
    public async Task On_PostgreSQL_the_hosts_tables_are_those_of_the_model() =>
        await CompareOnPostgresAsync<PostgresHostDb>(options => new PostgresHostDb(options));

    [Fact]
    public async Task On_SQLite_what_was_removed_before_there_was_a_trash_comes_into_it()
    {
        var folder = Directory.CreateTempSubdirectory("cms-migrations-").FullName;
        try
        {
            await using var db = new SqliteTenantDb(SqliteFile.OptionsFor<SqliteTenantDb>(Path.Combine(folder, "old.db")));
            await AssertEarlierRemovalsComeIntoTrashAsync(db);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task On_PostgreSQL_what_was_removed_before_there_was_a_trash_comes_into_it()
    {
        PostgresStore.SkipWithoutServer();
        await using var server = new PostgresServer(PostgresStore.ConnectionString);
        var schema = $"cms_old_{Guid.NewGuid():N}";
        try
        {
            await using (var create = server.Source.CreateCommand($"CREATE SCHEMA {schema}"))
                await create.ExecuteNonQueryAsync(Cancel);
            await using var db = new PostgresTenantDb(server.OptionsFor<PostgresTenantDb>(schema));
            await AssertEarlierRemovalsComeIntoTrashAsync(db);
        }
        finally
        {
            await server.DropAsync(schema, CancellationToken.None);
        }
    }

    private static async Task AssertEarlierRemovalsComeIntoTrashAsync(TenantDb db)
    {
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("FormerRoutes", Cancel);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "ContentVersions" ("Id", "ContentItemId", "VersionId", "Number", "ContentType", "DisplayText", "CreatedUtc", "ModifiedUtc", "Owner", "Author", "Parts") VALUES
            (1, 'gone', 'gone1', 1, 'Article', 'First', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', '', '[]'),
            (2, 'gone', 'gone2', 2, 'Article', 'Second', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', '', '[]'),
            (3, 'live', 'live1', 1, 'Article', 'Live', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', '', '[]');
            INSERT INTO "ContentIndex" ("VersionRowId", "ContentItemId", "VersionId", "ContentType", "DisplayText", "Latest", "Published", "CreatedUtc", "ModifiedUtc", "Owner", "Author") VALUES
            (3, 'live', 'live1', 'Article', 'Live', TRUE, FALSE, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', '');
            """,
            Cancel);

        await migrator.MigrateAsync(cancellationToken: Cancel);

        var trashed = Assert.Single(await Trash.ListAsync(db, new TrashQuery(), ContentDefinitions.Empty, Cancel));
        Assert.Equal(("gone", "gone2", "Second", null), (trashed.ContentItemId, trashed.LatestVersionId, trashed.DisplayText, trashed.PublishedVersionId));
        Assert.InRange(trashed.RemovedUtc, DateTime.UtcNow.AddMinutes(-10), DateTime.UtcNow.AddMinutes(10));
    }

    private static async Task CompareOnSqliteAsync(Func<string, DbContext> open)
    {
        var folder = Directory.CreateTempSubdirectory("cms-migrations-").FullName;
        try
        {
            string[] paths = [Path.Combine(folder, "migrated.db"), Path.Combine(folder, "model.db"), Path.Combine(folder, "new.db")];
            await using (var migrated = open(paths[0]))
            {
                Assert.False(migrated.Database.HasPendingModelChanges());
                await migrated.Database.MigrateAsync(Cancel);
            }

            await using (var made = open(paths[2]))
                await SqliteFile.MigrateAsync(made, paths[2], Cancel);

            await using (var model = open(paths[1]))
                await model.Database.EnsureCreatedAsync(Cancel);

            // A model knows no triggers; what they do is tested where it matters.
            var sql = $"SELECT name || ': ' || sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger' AND name NOT LIKE '{OwnTables}' AND {IsInModel("name")} AND name NOT LIKE 'sqlite_%' ORDER BY 1";
            Assert.Equal(
                (await LinesAsync(new SqliteConnection($"Data Source={paths[1]};Pooling=False"), sql)).Select(InOrder),
                (await LinesAsync(new SqliteConnection($"Data Source={paths[0]};Pooling=False"), sql)).Select(InOrder));

            // A new file is made at once: the same to the letter, with what the model does not know. The lock is of EF Core's way only.
            var everything = "SELECT type || ' ' || name || ': ' || COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE '%__EFMigrationsLock%' UNION ALL SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1";
            Assert.Equal(
                await LinesAsync(new SqliteConnection($"Data Source={paths[0]};Pooling=False"), everything),
                await LinesAsync(new SqliteConnection($"Data Source={paths[2]};Pooling=False"), everything));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // SQLite keeps the text of a statement, to which a column that a later migration adds is written in its own way and place.
    private static string InOrder(string statement)
    {
        var text = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);

        // The bracket at the end stands behind whichever column is the last.
        return string.Join(", ", (text.EndsWith(')') ? text[..^1] : text).Split(", ").Order(StringComparer.Ordinal));
    }

    private static async Task CompareOnPostgresAsync<T>(Func<DbContextOptions<T>, T> open) where T : DbContext
    {
        PostgresStore.SkipWithoutServer();
        await using var server = new PostgresServer(PostgresStore.ConnectionString);
        string[] schemas = [$"cms_migrated_{Guid.NewGuid():N}", $"cms_model_{Guid.NewGuid():N}", $"cms_new_{Guid.NewGuid():N}"];
        try
        {
            await using (var create = server.Source.CreateCommand($"CREATE SCHEMA {schemas[0]}; CREATE SCHEMA {schemas[1]}"))
                await create.ExecuteNonQueryAsync(Cancel);
            await using (var migrated = open(server.OptionsFor<T>(schemas[0])))
            {
                Assert.False(migrated.Database.HasPendingModelChanges());
                await migrated.Database.MigrateAsync(Cancel);
            }

            await server.MigrateAsync(schemas[2], makes: true, open, Cancel);
            await using (var model = open(server.OptionsFor<T>(schemas[1])))
                await model.Database.ExecuteSqlRawAsync(model.Database.GenerateCreateScript(), Cancel);

            var made = await StructureAsync(server, schemas[0]);
            Assert.NotEmpty(made);
            Assert.Equal(await StructureAsync(server, schemas[1]), made);

            // A new schema is made at once: the same, with what the model does not know.
            Assert.Equal(made, await StructureAsync(server, schemas[2]));
            Assert.Equal(await MadeByHandAsync(server, schemas[0]), await MadeByHandAsync(server, schemas[2]));
        }
        finally
        {
            foreach (var schema in schemas)
                await server.DropAsync(schema, CancellationToken.None);
        }
    }

    private static async Task<IReadOnlyList<string>> StructureAsync(PostgresServer server, string schema)
    {
        var sql = $"""
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(collation_name, '') || ' ' || is_identity
            FROM information_schema.columns WHERE table_schema = '{schema}' AND table_name NOT LIKE '{OwnTables}' AND {IsInModel("table_name")}
            UNION ALL SELECT replace(indexdef, '{schema}.', '') FROM pg_indexes WHERE schemaname = '{schema}' AND tablename NOT LIKE '{OwnTables}' AND {IsInModel("tablename")} AND {IsInModel("indexname")}
            UNION ALL SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = '{schema}'::regnamespace AND conrelid::regclass::text NOT LIKE '%{OwnTables}' AND {IsInModel("conrelid::regclass::text")}
            ORDER BY 1
            """;
        return [.. (await LinesAsync(new NpgsqlConnection(server.Source.ConnectionString), sql)).Select(line => line.Replace(schema + ".", "", StringComparison.Ordinal))];
    }

    private static async Task<IReadOnlyList<string>> MadeByHandAsync(PostgresServer server, string schema)
    {
        var sql = $"""
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') FROM information_schema.columns WHERE table_schema = '{schema}'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = '{schema}'
            UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = '{schema}'::regnamespace
            UNION ALL SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = '{schema}'::regnamespace AND NOT tgisinternal
            UNION ALL SELECT "MigrationId" FROM {schema}."{PostgresServer.HistoryTable}"
            ORDER BY 1
            """;
        return [.. (await LinesAsync(new NpgsqlConnection(server.Source.ConnectionString), sql)).Select(line => line.Replace(schema, "", StringComparison.Ordinal))];
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var lines = new List<string>();
            while (await reader.ReadAsync(Cancel))
                lines.Add(reader.GetString(0));
            return lines;
        }
    }
}
