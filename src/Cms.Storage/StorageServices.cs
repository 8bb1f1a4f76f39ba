using Cms.Content;
using Cms.Settings;
using Cms.Storage.Content;
using Cms.Storage.Settings;
using Cms.Storage.Sqlite;
using Cms.Storage.Tenants;
using Cms.Tenants;
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
        services.AddSingleton<TenantStore, SqlTenantStore>();

        services.AddScoped<TenantSession>().AddScoped<TenantWork>(provider => provider.GetRequiredService<TenantSession>());
        services.AddScoped<ContentStore, SqlContentStore>();
        services.AddScoped<SettingsStore, SqlSettingsStore>();
        return services;
    }
}
