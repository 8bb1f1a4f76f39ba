using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Cms.Storage.PostgreSql;

/// <summary>The PostgreSQL server with one pool of connections for all tenants: a connection belongs to a schema only while it is out of the pool.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The table in which each schema remembers its migrations.</summary>
    public const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>Throws <see cref="StorageException"/> for a connection string that cannot be read.</summary>
    /// <param name="connectionString">Npgsql's. Where it names no <c>SSL Mode</c>, servers on other machines must show a certificate for their name.</param>
    /// <param name="readPassword">Asked for the password at each new connection; null for the one of the connection string.</param>
    public PostgresServer(string connectionString, Func<string>? readPassword = null)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            if (readPassword is not null && parts.Password is not null)
                throw new StorageException("Cms:Database:PasswordFile and the Password of Cms:Database:ConnectionString are two passwords; set one of them.");

            // Npgsql forgets the search path of a connection that goes back into the pool; without that it could reach the next tenant.
            parts.NoResetOnClose = false;

            // Multiplexing would let two commands of one context run on different connections, and so in another tenant's schema.
            parts.Multiplexing = false;
            parts.ApplicationName ??= "cms";
            Encryption = PostgresEncryption.Choose(parts);
            Address = $"{parts.Host}:{parts.Port}, database {parts.Database ?? parts.Username}, user {parts.Username}";
            var source = new NpgsqlDataSourceBuilder(parts.ConnectionString);
            if (readPassword is not null)
                source.UsePasswordProvider(_ => readPassword(), (_, _) => ValueTask.FromResult(readPassword()));
            Source = source.Build();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new StorageException("Cms:Database:ConnectionString cannot be read; it is written as Host=localhost;Database=cms;Username=cms;Password=...", exception);
        }
    }

    /// <summary>The pool.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Host, port, database and user, for messages; never the password.</summary>
    public string Address { get; }

    /// <summary>How its connections are encrypted.</summary>
    public PostgresEncryption Encryption { get; }

    /// <summary>The name as SQL writes it.</summary>
    public static string Quote(string schema) => $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Options of a context whose connections see this schema and nothing else.</summary>
    public DbContextOptions<T> OptionsFor<T>(string schema) where T : DbContext =>
        new DbContextOptionsBuilder<T>()
            .UseNpgsql(Source, postgres => postgres.MigrationsHistoryTable(HistoryTable, schema))
            .AddInterceptors(new WithinSchema(schema))
            .Options;

    /// <summary>
    /// Brings the schema to the newest structure; of several processes one does it and the others wait. Throws
    /// <see cref="StorageException"/> when the server does not let us, or when there is no schema and none is to be made.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <param name="makes">True makes it if need be.</param>
    /// <param name="context">Makes the context that knows the migrations.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task MigrateAsync<T>(string schema, bool makes, Func<DbContextOptions<T>, T> context, CancellationToken cancel) where T : DbContext
    {
        // All on one connection: whoever waits for the lock while holding another one could starve the pool.
        await WithConnectionAsync(
            async connection =>
            {
                await ExecuteAsync(connection, $"SET search_path TO {Quote(schema)}", cancel);
                await ExecuteAsync(connection, "SELECT pg_advisory_lock(hashtextextended(@text, 1))", cancel, schema);
                try
                {
                    if (makes)
                        await ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {Quote(schema)}", cancel);
                    else if (!await IsTrueAsync(connection, "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = @text)", schema, cancel))
                        throw new StorageException($"The PostgreSQL server ({Address}) has no schema {schema}: its tenant was removed meanwhile, or its set-up was not finished.");

                    await MigrateAsync(connection, schema, context, cancel);
                }
                finally
                {
                    // A connection that broke has lost its lock by itself, and the failure that broke it is the one to tell.
                    if (connection.State == ConnectionState.Open)
                        await ExecuteAsync(connection, "SELECT pg_advisory_unlock(hashtextextended(@text, 1))", CancellationToken.None, schema);
                }
            },
            cancel);
    }

    /// <summary>Makes the schema, empty. Throws <see cref="StorageException"/> when the server does not let us.</summary>
    public Task CreateAsync(string schema, CancellationToken cancel) =>
        WithConnectionAsync(connection => ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {Quote(schema)}", cancel), cancel);

    /// <summary>Removes the schema with everything in it; nothing happens when there is none. Throws as <see cref="CreateAsync"/>.</summary>
    public Task DropAsync(string schema, CancellationToken cancel) =>
        WithConnectionAsync(connection => ExecuteAsync(connection, $"DROP SCHEMA IF EXISTS {Quote(schema)} CASCADE", cancel), cancel);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    // Whoever asks gets a sentence that says which server, and never the password.
    private async Task WithConnectionAsync(Func<NpgsqlConnection, Task> work, CancellationToken cancel)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancel);
            await work(connection);
        }
        catch (NpgsqlException exception)
        {
            throw new StorageException($"The PostgreSQL server of Cms:Database:ConnectionString ({Address}) cannot be used: {Encryption.Reason(exception) ?? exception.Message}", exception);
        }
    }

    private static async Task MigrateAsync<T>(NpgsqlConnection connection, string schema, Func<DbContextOptions<T>, T> context, CancellationToken cancel) where T : DbContext
    {
        if (await IsTrueAsync(connection, "SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace(@text))", Quote(schema), cancel))
        {
            // Its statements name no schema, as they are the same for all: the search path does.
            await using var made = context(new DbContextOptionsBuilder<T>().UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable(HistoryTable)).Options);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await NewDatabase.MakeAsync(made, transaction, cancel);
            await transaction.CommitAsync(cancel);
            return;
        }

        await using var db = context(new DbContextOptionsBuilder<T>().UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable(HistoryTable, schema)).Options);
        if (!await NewDatabase.IsUpToDateAsync(db, cancel))
            await db.Database.MigrateAsync(cancel);
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string sql, string text, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("text", text);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, string? text = null)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (text is not null)
            command.Parameters.AddWithValue("text", text);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Points each connection that a context takes from the pool at the schema.</summary>
    private sealed class WithinSchema(string schema) : DbConnectionInterceptor
    {
        private readonly string _sql = $"SET search_path TO {Quote(schema)}";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = _sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = _sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
