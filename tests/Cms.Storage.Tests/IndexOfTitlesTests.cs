using System.Data.Common;
using Cms.Content;
using Cms.Definitions;
using Cms.Storage.Content;
using Cms.Storage.PostgreSql;
using Cms.Storage.Sqlite;
using Cms.Storage.Tests.Modeling;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Cms.Storage.Tests;

/// <summary>The index of titles on each database: filled for sites from before, kept with every change of a row, used where it is better.</summary>
public sealed class IndexOfTitlesTests
{
    private const string IndexOnPostgres = "IX_ContentIndex_Titles";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_a_word_that_few_titles_have_is_found_by_the_index_and_a_frequent_one_by_going_through_the_order() => await OnSqliteAsync(async db =>
    {
        await AddOldRowsAsync(db, 700);
        await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancel);

        var (rare, planOfRare) = await AskAsync(db, Contains("Liegest"));
        var (frequent, planOfFrequent) = await AskAsync(db, Contains("Guide"));
        var (either, planOfEither) = await AskAsync(db, new AllOf([Contains("Guide"), new AnyOf([Contains("Liegest"), Contains("nowhere")])]));
        var (_, planOfNeither) = await AskAsync(db, new AnyOf([Contains("Liegest"), new ColumnIs(ContentColumn.Author, Comparison.Equal, "anna")]));

        Assert.Equal(["Guide 700 Liegestütze", "Guide 350 Liegestütze"], rare);
        Assert.Equal(["Guide 700 Liegestütze", "Guide 699"], frequent.Take(2));
        Assert.Equal(rare, either);
        foreach (var plan in new[] { planOfRare, planOfEither })
        {
            Assert.Contains("SEARCH c USING INTEGER PRIMARY KEY (rowid=?)", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN c", plan, StringComparison.Ordinal);
        }

        foreach (var plan in new[] { planOfFrequent, planOfNeither })
        {
            Assert.Contains("IX_ContentIndex_PublishedByCreated", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("ORDER BY", plan, StringComparison.Ordinal);
        }
    });

    [Fact]
    public async Task On_SQLite_an_item_that_is_saved_while_a_list_is_read_does_not_vanish_from_it() => await OnSqliteAsync(async db =>
    {
        await AddOldRowsAsync(db, 3);
        await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancel);
        var query = new ContentQuery { ContentType = "Guide", Where = Contains("Guide 2") };
        var candidates = await db.FindCandidatesAsync(query.Where, Cancel);

        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "ContentVersions" WHERE "Id" = 2""", Cancel);
        await AddRowsAsync(db, "SELECT 4 AS n, '1002' AS item, 'Guide 2 again' AS title");

        var found = StateRows.Of(query, candidates, new ContentFilterSql(db, ContentDefinitions.Empty), db);
        Assert.NotNull(candidates);
        Assert.Equal(["Guide 2 again"], await found.Select(row => row.DisplayText).ToListAsync(Cancel));
    });

    [Fact]
    public async Task On_SQLite_the_index_follows_every_change_of_a_row() => await OnSqliteAsync(async db =>
    {
        await AddOldRowsAsync(db, 10);
        await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancel);

        await db.Database.ExecuteSqlRawAsync(
            """
            UPDATE "ContentIndex" SET "DisplayText" = 'Renamed ' || "VersionRowId" WHERE "VersionRowId" <= 3;
            UPDATE "ContentIndex" SET "Author" = 'ben';
            DELETE FROM "ContentVersions" WHERE "Id" IN (3, 4);
            """,
            Cancel);

        Assert.Equal(["Renamed 2", "Renamed 1"], (await AskAsync(db, Contains("renamed"))).Titles);
        Assert.Equal(["Guide 10 Liegestütze", "Guide 9", "Guide 8", "Guide 7", "Guide 6", "Guide 5 Liegestütze"], (await AskAsync(db, Contains("guide"))).Titles);

        // Compares each entry with its row, and throws where one is missing or is too many.
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "ContentTitles" ("ContentTitles", rank) VALUES ('integrity-check', 1)""", Cancel);
    });

    [Fact]
    public async Task On_PostgreSQL_the_database_finds_a_piece_of_a_title_by_the_index()
    {
        PostgresStore.SkipWithoutServer();
        await OnPostgresAsync(PostgresStore.ConnectionString, async (db, _) =>
        {
            await AddOldRowsAsync(db, 50);
            await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancel);

            await db.Database.OpenConnectionAsync(Cancel);
            await using var command = db.States.Where(new ContentFilterSql(db, ContentDefinitions.Empty).Translate(Contains("LIEGEST"))).CreateDbCommand();

            Assert.True(await HasIndexAsync(db));
            Assert.Equal(["Guide 50 Liegestütze", "Guide 25 Liegestütze"], await Question(Contains("LIEGEST"), db, candidates: null).Select(row => row.DisplayText).ToListAsync(Cancel));

            // So few rows are read faster in other ways.
            Assert.Contains(IndexOnPostgres, await FirstColumn.ReadAsync(command, "SET enable_seqscan = off; SET enable_indexscan = off; EXPLAIN ", column: 0), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task On_PostgreSQL_whoever_may_not_make_the_extension_does_without_the_index()
    {
        PostgresStore.SkipWithoutServer();
        var name = $"cms_low_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(PostgresStore.ConnectionString);
        await ExecuteAsync(server, $"CREATE USER {name} PASSWORD '{name}'");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE template0");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(PostgresStore.ConnectionString) { Database = name };
            await OnPostgresAsync(
                connection.ConnectionString,
                async (_, schema) =>
                {
                    await using (var source = NpgsqlDataSource.Create(connection.ConnectionString))
                        await ExecuteAsync(source, $"ALTER SCHEMA {schema} OWNER TO {name}");
                    (connection.Username, connection.Password) = (name, name);
                    await using var low = new PostgresServer(connection.ConnectionString);
                    await using var db = new PostgresTenantDb(low.OptionsFor<PostgresTenantDb>(schema));
                    await AddOldRowsAsync(db, 10);

                    await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancel);

                    Assert.False(await HasIndexAsync(db));
                    Assert.Equal(["Guide 10 Liegestütze", "Guide 5 Liegestütze"], await Question(Contains("liegest"), db, candidates: null).Select(row => row.DisplayText).ToListAsync(Cancel));
                });
        }
        finally
        {
            await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
            await ExecuteAsync(server, $"DROP USER {name}");
        }
    }

    private static async Task OnSqliteAsync(Func<TenantDb, Task> work)
    {
        var folder = Directory.CreateTempSubdirectory("cms-titles-").FullName;
        var path = Path.Combine(folder, "titles.db");
        try
        {
            await using var db = new SqliteTenantDb(SqliteFile.OptionsFor<SqliteTenantDb>(path));
            await work(db);
        }
        finally
        {
            using (var connection = new SqliteConnection(SqliteFile.ConnectionString(path)))
                SqliteConnection.ClearPool(connection);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OnPostgresAsync(string connectionString, Func<TenantDb, string, Task> work)
    {
        await using var server = new PostgresServer(connectionString);
        var schema = $"cms_titles_{Guid.NewGuid():N}";
        try
        {
            await server.CreateAsync(schema, Cancel);
            await using var db = new PostgresTenantDb(server.OptionsFor<PostgresTenantDb>(schema));
            await work(db, schema);
        }
        finally
        {
            await server.DropAsync(schema, CancellationToken.None);
        }
    }

    private static ColumnIs Contains(string text) => new(ContentColumn.DisplayText, Comparison.Contains, text);

    private static IQueryable<StateRow> Question(ContentFilter where, TenantDb db, Candidates? candidates)
    {
        var sql = new ContentFilterSql(db, ContentDefinitions.Empty);
        return ContentOrderSql.Order(StateRows.Of(new ContentQuery { ContentType = "Guide", Where = where }, candidates, sql, db), [], sql).Take(20);
    }

    private static async Task<(IReadOnlyList<string> Titles, string Plan)> AskAsync(TenantDb db, ContentFilter where)
    {
        var rows = Question(where, db, await db.FindCandidatesAsync(where, Cancel));
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = rows.CreateDbCommand();
        return (await rows.Select(row => row.DisplayText).ToListAsync(Cancel), await FirstColumn.ReadAsync(command, "EXPLAIN QUERY PLAN ", column: 3));
    }

    /// <summary>Guides in a database that knows no index of titles yet; the middle one and the last one have a word that no other has.</summary>
    private static async Task AddOldRowsAsync(TenantDb db, int count)
    {
        await db.GetService<IMigrator>().MigrateAsync("ContentWords", Cancel);
        await AddRowsAsync(
            db,
            $"""
            WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {count})
            SELECT n, CAST(1000 + n AS text) AS item, 'Guide ' || CAST(n AS text) || CASE WHEN n % {count / 2} = 0 THEN ' Liegestütze' ELSE '' END AS title FROM g
            """);
    }

    private static async Task AddRowsAsync(TenantDb db, string rows)
    {
        var sql = $"""
            INSERT INTO "ContentVersions" ("Id", "ContentItemId", "VersionId", "Number", "ContentType", "DisplayText", "CreatedUtc", "ModifiedUtc", "Owner", "Author", "Parts")
            SELECT n, item, 'v' || CAST(n AS text), 1, 'Guide', title, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', '', '[]' FROM ({rows}) AS r;
            INSERT INTO "ContentIndex" ("VersionRowId", "ContentItemId", "VersionId", "ContentType", "DisplayText", "Latest", "Published", "CreatedUtc", "ModifiedUtc", "PublishedUtc", "Owner", "Author")
            SELECT "Id", "ContentItemId", "VersionId", "ContentType", "DisplayText", TRUE, TRUE, "CreatedUtc", "ModifiedUtc", "CreatedUtc", "Owner", "Author" FROM "ContentVersions"
            WHERE "Id" NOT IN (SELECT "VersionRowId" FROM "ContentIndex");
            """;
        await db.Database.ExecuteSqlRawAsync(sql, Cancel);
    }

    private static Task<bool> HasIndexAsync(TenantDb db) =>
        db.Database.SqlQuery<bool>($"""SELECT EXISTS (SELECT FROM pg_indexes WHERE schemaname = current_schema() AND indexname = {IndexOnPostgres}) AS "Value" """).SingleAsync(Cancel);

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
