using Cms.Tests.Memory;

namespace Cms.Storage.Tests;

public sealed class MemoryContentStoreTests : ContentStoreContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class MemoryContentListTests : ContentListContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class MemoryPartValueTests : PartValueContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

internal static class MemoryStore
{
    public static OpenTenantServices OpenServices()
    {
        var cms = new MemoryCms();
        return new OpenTenantServices(cms.Services, cms.Tenant, cms.DisposeAsync);
    }

    public static StoreUnderTest Open()
    {
        var tenant = new MemoryTenant();
        var store = new MemoryContentStore(tenant);
        return new StoreUnderTest(
            store,
            new MemoryWork(tenant),
            async work =>
            {
                // Memory has no lock of its own; the contract is about who wins, not about torn lists.
                Task saving;
                lock (tenant)
                    saving = work(store);
                await saving;
            },
            () => ValueTask.CompletedTask)
        {
            Search = new MemoryContentSearch(() => store.Versions),
        };
    }
}
