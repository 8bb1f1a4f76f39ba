using Cms.Tenants;
using Cms.Tests.Memory;

namespace Cms.Tests.Tenants;

public sealed class RemoveTenantTests
{
    private static readonly Tenant Site = new() { Id = "1", Name = "Site", State = TenantState.Running, RecipeName = "test" };

    private readonly MemoryTenantStore _store = new(Site);
    private readonly MemoryTenantStorage _storage = new();
    private readonly TenantRegistry _registry;

    public RemoveTenantTests() => _registry = new TenantRegistry(_store, new TenantChanges());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_tenant_is_not_removed()
    {
        await _storage.CreateAsync(Site, Cancel);

        var outcome = await new RemoveTenant(_store, _storage, _registry).RunAsync("Site", Cancel);

        Assert.Equal((ProblemKind.Conflict, "Tenant Site is running; disable it first."), (outcome.Problem?.Kind, outcome.Problem?.Message));
        Assert.Equal(["Site"], _storage.Places);
    }

    [Theory]
    [InlineData(TenantState.Disabled)]
    [InlineData(TenantState.Initializing)]
    public async Task A_tenant_that_does_not_run_goes_with_all_it_stored(TenantState state)
    {
        await _storage.CreateAsync(Site, Cancel);
        await _store.SetStateAsync(Site, state, Cancel);

        var outcome = await new RemoveTenant(_store, _storage, _registry).RunAsync("site", Cancel);

        Assert.Equal("Site", outcome.Value.Name);
        Assert.Empty(await _store.ListAsync(Cancel));
        Assert.Empty(_storage.Places);
        Assert.Empty(_registry.Tenants);
    }

    [Fact]
    public async Task A_tenant_that_does_not_exist_is_named()
    {
        var outcome = await new RemoveTenant(_store, _storage, _registry).RunAsync("Nowhere", Cancel);

        Assert.Equal((ProblemKind.NotFound, "There is no tenant Nowhere."), (outcome.Problem?.Kind, outcome.Problem?.Message));
    }

    [Fact]
    public async Task The_name_stays_taken_until_everything_stored_under_it_is_gone()
    {
        await _store.SetStateAsync(Site, TenantState.Disabled, Cancel);
        var taken = true;
        _storage.WhileDeleting = async () => taken = !await _store.AddAsync(Site with { Id = "2" }, Cancel);

        await new RemoveTenant(_store, _storage, _registry).RunAsync("Site", Cancel);

        Assert.True(taken);
    }
}
