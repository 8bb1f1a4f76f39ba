using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cms.Storage;

/// <summary>
/// Makes the tables of a new tenant or host database: all migrations as one text, worked out once in this process. Going through them one by one makes
/// a model for each, which takes many times as long as the statements.
/// </summary>
internal static class NewDatabase
{
    private static readonly ConcurrentDictionary<Type, Lazy<string>> Scripts = [];

    /// <summary>Runs all migrations, within this transaction, on a database that has no tables yet.</summary>
    /// <param name="db">Knows the migrations.</param>
    /// <param name="transaction">An open one; the caller commits it.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task MakeAsync(DbContext db, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;

        // Not by EF Core's ExecuteSqlRaw, which takes braces for places of parameters.
        command.CommandText = Scripts.GetOrAdd(db.GetType(), _ => new Lazy<string>(() => Script(db))).Value;
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>True when the newest migration of this program is among those that the database has.</summary>
    public static async Task<bool> IsUpToDateAsync(DbContext db, CancellationToken cancel) =>
        (await db.Database.GetAppliedMigrationsAsync(cancel)).LastOrDefault() == db.Database.GetMigrations().Last();

    private static string Script(DbContext db) => db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);
}
