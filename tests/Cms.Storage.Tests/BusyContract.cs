using Cms.Content;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

/// <summary>What becomes of a writer who waits for too long, on each database.</summary>
public abstract class BusyContract
{
    protected abstract ServiceProvider Start(string folder);

    [Fact]
    public async Task A_writer_who_waited_in_vain_is_told_so_in_a_sentence_and_can_try_again()
    {
        var folder = Directory.CreateTempSubdirectory("cms-busy-").FullName;
        var tenant = PostgresStore.NewTenant();
        await using var services = Start(folder);
        await services.GetRequiredService<TenantStorage>().CreateAsync(tenant, TestContext.Current.CancellationToken);
        var scopes = services.GetRequiredService<TenantScopes>();
        await using var first = scopes.Open(tenant);
        await using var second = scopes.Open(tenant);
        var cancel = TestContext.Current.CancellationToken;

        await using (await first.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel))
        {
            var busy = await Assert.ThrowsAsync<TenantIsBusyException>(() => second.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel));

            Assert.Equal("Somebody else has been writing to tenant Test for more than 15 seconds; nothing was changed, try again.", busy.Message);
        }

        await using var again = await second.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel);
        await again.CommitAsync(cancel);
        await services.GetRequiredService<TenantStorage>().DeleteAsync(tenant, cancel);
        Directory.Delete(folder, recursive: true);
    }
}

public sealed class SqliteBusyTests : BusyContract
{
    protected override ServiceProvider Start(string folder) => SqliteStore.Services(folder);
}

public sealed class PostgresBusyTests : BusyContract
{
    public PostgresBusyTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder) => PostgresStore.Services(folder);
}
