using Npgsql;

namespace Cms.Site.Tests;

/// <summary>A database of its own on the PostgreSQL server of this machine, where one is named.</summary>
public sealed class PostgresDatabase
{
    private const string Variable = "CMS_TEST_POSTGRES";

    private static readonly string Server = Environment.GetEnvironmentVariable(Variable) ?? "";

    private readonly string _name = $"cms_test_{Guid.NewGuid():N}";

    /// <summary>How the program reaches it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 12 }.ConnectionString;

    /// <summary>Skips the test that runs when no server is named.</summary>
    public static void SkipWithoutServer() =>
        Assert.SkipUnless(Server.Length > 0, $"No PostgreSQL server: set {Variable} to a connection string of one where databases may be made.");

    /// <summary>Makes it; false when no server is named.</summary>
    public async Task<bool> CreateAsync()
    {
        if (Server.Length == 0)
            return false;

        await ExecuteAsync($"CREATE DATABASE {_name}");
        return true;
    }

    /// <summary>Removes it.</summary>
    public async Task DropAsync()
    {
        if (Server.Length > 0)
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
