using Cms.Audit;
using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Editing.Reviewing;
using Cms.Retries;
using Cms.Search;
using Cms.Settings;
using Cms.Storage.Apps;
using Cms.Storage.Audit;
using Cms.Storage.Content;
using Cms.Storage.PostgreSql;
using Cms.Storage.Retries;
using Cms.Storage.Reviewing;
using Cms.Storage.Settings;
using Cms.Storage.Sqlite;
using Cms.Storage.Tenants;
using Cms.Storage.Users;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage;

/// <summary>The door of Cms.Storage.</summary>
public static class StorageServices
{
    /// <summary>Stores everything in SQLite files under <see cref="DataFolders"/>, which must be registered.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services)
    {
        services.AddSingleton<SqliteHostDatabase>().AddSingleton<HostDatabase>(provider => provider.GetRequiredService<SqliteHostDatabase>());
        services.AddSingleton<SqliteTenantDatabases>();
        services.AddSingleton<TenantDatabases>(provider => provider.GetRequiredService<SqliteTenantDatabases>());
        services.AddSingleton<TenantStorage>(provider => provider.GetRequiredService<SqliteTenantDatabases>());
        services.AddSingleton<StorageWatcher, SqliteWatcher>();
        services.AddScoped<FieldIndexes, SqliteFieldIndexes>();
        return services.AddStores();
    }

    /// <summary>
    /// Stores everything in this PostgreSQL database, a schema for each tenant; media stay in <see cref="DataFolders"/>, which must be
    /// registered. Throws <see cref="StorageException"/> for a connection string that cannot be read.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="readPassword">Asked for the password at each new connection, so that it may change; null for the one of the connection string.</param>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, string connectionString, Func<string>? readPassword = null)
    {
        var server = new PostgresServer(connectionString, readPassword);

        // Made by a factory, so that the container closes the pool at its end.
        services.AddSingleton(_ => server);
        services.AddSingleton<PostgresHostDatabase>().AddSingleton<HostDatabase>(provider => provider.GetRequiredService<PostgresHostDatabase>());
        services.AddSingleton<PostgresTenantDatabases>();
        services.AddSingleton<TenantDatabases>(provider => provider.GetRequiredService<PostgresTenantDatabases>());
        services.AddSingleton<TenantStorage>(provider => provider.GetRequiredService<PostgresTenantDatabases>());
        services.AddSingleton<StorageWatcher, PostgresWatcher>();
        services.AddScoped<FieldIndexes, PostgresFieldIndexes>();
        return services.AddStores();
    }

    private static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddSingleton<TenantStore, SqlTenantStore>();

        services.AddScoped<TenantSession>().AddScoped<TenantWork>(provider => provider.GetRequiredService<TenantSession>());
        services.AddScoped<ContentStore, SqlContentStore>().AddScoped<StoredVersions, SqlStoredVersions>().AddScoped<ContentSearch, SqlContentSearch>().AddScoped<PreviewLinkStore, SqlPreviewLinkStore>();
        services.AddScoped<ReviewStore, SqlReviewStore>().AddScoped<PresenceStore, SqlPresenceStore>();
        services.AddScoped<SettingsStore, SqlSettingsStore>().AddScoped<UserStore, SqlUserStore>().AddScoped<AuditTrail, SqlAuditTrail>().AddScoped<AnswerStore, SqlAnswerStore>();
        services.AddScoped<UserSessionStore, SqlUserSessionStore>().AddScoped<AccountLinkStore, SqlAccountLinkStore>().AddScoped<AccountMailStore, SqlAccountMailStore>().AddAppStorage();
        return services;
    }
}
