using Cms.Tenants;
using Cms.Tests.Memory;

namespace Cms.Tests.Tenants;

public sealed class SetTenantStateTests
{
    private static readonly Tenant Site = new() { Id = "1", Name = "Site", State = TenantState.Running, RecipeName = "test" };

    private readonly MemoryTenantStore _store = new(Site);
    private readonly TenantRegistry _registry;

    public SetTenantStateTests() => _registry = new TenantRegistry(_store, new TenantChanges());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_is_disabled_and_enabled_as_often_as_one_likes()
    {
        var setState = new SetTenantState(_store, _registry, new SharedHosts(AreAllowed: true));

        await setState.RunAsync("Site", TenantState.Disabled, Cancel);
        await setState.RunAsync("Site", TenantState.Disabled, Cancel);
        var whileDisabled = _registry.Resolve("anywhere.example", "/");
        var enabled = await setState.RunAsync("Site", TenantState.Running, Cancel);

        Assert.Null(whileDisabled);
        Assert.Equal(TenantState.Running, enabled.Value.State);
        Assert.Equal("Site", _registry.Resolve("anywhere.example", "/")?.Name);
    }

    [Fact]
    public async Task A_tenant_under_a_prefix_is_not_enabled_where_no_two_may_share_a_host()
    {
        var store = new MemoryTenantStore(Site with { Prefix = "site", State = TenantState.Disabled });

        var outcome = await new SetTenantState(store, new TenantRegistry(store, new TenantChanges()), new SharedHosts(AreAllowed: false)).RunAsync("Site", TenantState.Running, Cancel);

        Assert.Equal(ProblemKind.Conflict, outcome.Problem?.Kind);
        Assert.Equal(TenantState.Disabled, Assert.Single(await store.ListAsync(Cancel)).State);
    }

    [Fact]
    public async Task A_tenant_whose_set_up_was_cut_off_cannot_be_enabled()
    {
        await _store.SetStateAsync(Site, TenantState.Initializing, Cancel);

        var outcome = await new SetTenantState(_store, _registry, new SharedHosts(AreAllowed: true)).RunAsync("Site", TenantState.Running, Cancel);

        Assert.Equal("Tenant Site was never set up completely; remove it and create it again.", outcome.Problem?.Message);
    }
}
