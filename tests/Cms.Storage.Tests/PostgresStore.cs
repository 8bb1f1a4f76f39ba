using Cms.Content;
using Cms.Modeling;
using Cms.Search;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.Storage.Tests;

/// <summary>Cms over the PostgreSQL server of this machine, where one is named.</summary>
internal static class PostgresStore
{
    private const string Variable = "CMS_TEST_POSTGRES";

    public static string ConnectionString => Environment.GetEnvironmentVariable(Variable) ?? "";

    public static void SkipWithoutServer() =>
        Assert.SkipUnless(ConnectionString.Length > 0, $"No PostgreSQL server: set {Variable} to a connection string of one where schemas may be made.");

    /// <summary>A tenant with a schema that nobody else uses.</summary>
    public static Tenant NewTenant() => new() { Id = ContentId.New(), Name = "Test", State = TenantState.Running, RecipeName = "none" };

    /// <summary>Cms over the server, as a process of its own would have it.</summary>
    public static ServiceProvider Services(string folder, string? connectionString = null, RewriteLimits? limits = null, Func<string>? readPassword = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddCms().AddPostgresStorage(connectionString ?? ConnectionString, readPassword).AddSingleton(new DataFolders(folder)).AddSingleton(limits ?? new RewriteLimits());
        return services.BuildServiceProvider();
    }

    /// <summary>Makes the tenant's schema, as its set-up would.</summary>
    public static Tenant Made(Tenant tenant)
    {
        using var source = NpgsqlDataSource.Create(ConnectionString);
        using var command = source.CreateCommand($"CREATE SCHEMA IF NOT EXISTS \"cms_{tenant.Id}\"");
        command.ExecuteNonQuery();
        return tenant;
    }

    public static OpenTenantServices OpenServices()
    {
        var folder = Directory.CreateTempSubdirectory("cms-postgres-").FullName;
        var services = Services(folder);
        var tenant = Made(NewTenant());
        return new OpenTenantServices(services, tenant, async () =>
        {
            await services.GetRequiredService<TenantStorage>().DeleteAsync(tenant, CancellationToken.None);
            await services.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    public static StoreUnderTest Open()
    {
        var folder = Directory.CreateTempSubdirectory("cms-postgres-").FullName;
        var services = Services(folder, new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 8 }.ConnectionString);
        var tenant = Made(NewTenant());
        var scope = services.GetRequiredService<TenantScopes>().Open(tenant);
        return new StoreUnderTest(
            scope.ServiceProvider.GetRequiredService<ContentStore>(),
            scope.ServiceProvider.GetRequiredService<TenantWork>(),
            async work =>
            {
                await using var other = services.GetRequiredService<TenantScopes>().Open(tenant);
                await work(other.ServiceProvider.GetRequiredService<ContentStore>());
            },
            async () =>
            {
                await scope.DisposeAsync();
                await services.GetRequiredService<TenantStorage>().DeleteAsync(tenant, CancellationToken.None);
                await services.DisposeAsync();
                Directory.Delete(folder, recursive: true);
            })
        {
            Search = scope.ServiceProvider.GetRequiredService<ContentSearch>(),
        };
    }
}

public sealed class PostgresContentStoreTests : ContentStoreContract
{
    public PostgresContentStoreTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}

public sealed class PostgresContentListTests : KeptStatementContract
{
    public PostgresContentListTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}

public sealed class PostgresPartValueTests : PartValueContract
{
    public PostgresPartValueTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
