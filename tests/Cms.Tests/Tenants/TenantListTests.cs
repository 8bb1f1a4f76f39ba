using Cms.Tenants;

namespace Cms.Tests.Tenants;

public sealed class TenantListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_look_at_the_list_does_not_bring_back_what_changed_meanwhile()
    {
        var store = new SlowStore();
        var registry = new TenantRegistry(store, new TenantChanges());

        var slow = registry.LoadAsync(Cancel);
        store.State = TenantState.Disabled;
        var quick = registry.LoadAsync(Cancel);
        store.FirstAnswer.SetResult();
        await Task.WhenAll(slow, quick);

        Assert.Equal(TenantState.Disabled, Assert.Single(registry.Tenants).State);
    }

    private sealed class SlowStore : TenantStore
    {
        private bool _asked;

        public TenantState State { get; set; } = TenantState.Running;

        public TaskCompletionSource FirstAnswer { get; } = new();

        public override async Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel)
        {
            Tenant[] now = [new() { Id = "1", Name = "One", RecipeName = "blank", State = State }];
            if (!_asked)
            {
                _asked = true;
                await FirstAnswer.Task;
            }

            return now;
        }

        public override Task<bool> AddAsync(Tenant tenant, CancellationToken cancel) => throw new NotSupportedException();

        public override Task SetStateAsync(Tenant tenant, TenantState state, CancellationToken cancel) => throw new NotSupportedException();

        public override Task<bool> ChangeStateAsync(Tenant tenant, TenantState before, TenantState after, CancellationToken cancel) => throw new NotSupportedException();

        public override Task<bool> UpdateAsync(Tenant tenant, CancellationToken cancel) => throw new NotSupportedException();

        public override Task SetHasAdministratorAsync(Tenant tenant, CancellationToken cancel) => throw new NotSupportedException();

        public override Task<IReadOnlyList<string>> ListDueAsync(DateTime nowUtc, CancellationToken cancel) => throw new NotSupportedException();

        public override Task RemoveAsync(Tenant tenant, CancellationToken cancel) => throw new NotSupportedException();
    }
}
