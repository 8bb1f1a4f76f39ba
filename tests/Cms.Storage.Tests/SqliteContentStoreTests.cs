using Cms.Content;
using Cms.Modeling;
using Cms.Search;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

public sealed class SqliteContentStoreTests : ContentStoreContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class SqliteContentListTests : KeptStatementContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class SqlitePartValueTests : PartValueContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

internal static class SqliteStore
{
    public static Tenant Tenant { get; } = new() { Id = "t1", Name = "Test", State = TenantState.Running, RecipeName = "none" };

    /// <summary>Cms over SQLite files in this folder, as a process of its own would have it.</summary>
    public static ServiceProvider Services(string folder, RewriteLimits? limits = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddCms().AddSqliteStorage().AddSingleton(new DataFolders(folder)).AddSingleton(limits ?? new RewriteLimits());
        return services.BuildServiceProvider();
    }

    public static OpenTenantServices OpenServices()
    {
        var folder = Directory.CreateTempSubdirectory("cms-sqlite-").FullName;
        var services = Services(folder);
        return new OpenTenantServices(services, Tenant, async () =>
        {
            await services.GetRequiredService<TenantStorage>().DeleteAsync(Tenant, CancellationToken.None);
            await services.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    public static StoreUnderTest Open()
    {
        var folder = Directory.CreateTempSubdirectory("cms-sqlite-").FullName;
        var services = Services(folder);
        var scope = services.GetRequiredService<TenantScopes>().Open(Tenant);
        return new StoreUnderTest(
            scope.ServiceProvider.GetRequiredService<ContentStore>(),
            scope.ServiceProvider.GetRequiredService<TenantWork>(),
            async work =>
            {
                await using var other = services.GetRequiredService<TenantScopes>().Open(Tenant);
                await work(other.ServiceProvider.GetRequiredService<ContentStore>());
            },
            async () =>
            {
                await scope.DisposeAsync();
                await services.GetRequiredService<TenantStorage>().DeleteAsync(Tenant, CancellationToken.None);
                await services.DisposeAsync();
                Directory.Delete(folder, recursive: true);
            })
        {
            Search = scope.ServiceProvider.GetRequiredService<ContentSearch>(),
        };
    }
}
