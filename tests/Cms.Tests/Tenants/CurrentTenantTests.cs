using Cms.Tenants;

namespace Cms.Tests.Tenants;

public sealed class CurrentTenantTests
{
    private static readonly Tenant One = new() { Id = "1", Name = "One", RecipeName = "test" };

    [Fact]
    public void Work_outside_any_tenant_is_refused()
    {
        var current = new CurrentTenant();

        var refusal = Assert.Throws<InvalidOperationException>(() => current.Tenant);

        Assert.Contains("TenantScopes", refusal.Message, StringComparison.Ordinal);
        Assert.Null(current.TenantOrNone);
    }

    [Fact]
    public void A_scope_cannot_move_to_another_tenant()
    {
        var current = new CurrentTenant { Tenant = One };

        var refusal = Assert.Throws<InvalidOperationException>(() => current.Tenant = One with { Id = "2", Name = "Two" });

        Assert.Equal("This scope belongs to tenant One and cannot move to Two.", refusal.Message);
        Assert.Same(One, current.Tenant);
    }

    [Fact]
    public void A_scope_may_see_its_tenant_in_another_state()
    {
        var current = new CurrentTenant { Tenant = One };

        current.Tenant = One with { State = TenantState.Running };

        Assert.Equal(TenantState.Running, current.Tenant.State);
    }
}
