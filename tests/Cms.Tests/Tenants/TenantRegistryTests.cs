using Cms.Tenants;
using Cms.Tests.Memory;

namespace Cms.Tests.Tenants;

public sealed class TenantRegistryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "root")]
    [InlineData("/guides/sleep", "root")]
    [InlineData("/two", "two")]
    [InlineData("/two/", "two")]
    [InlineData("/two/guides", "two")]
    [InlineData("/TWO/guides", "two")]
    [InlineData("/twofold", "root")]
    [InlineData("/two-b", "root")]
    [InlineData("/guides/two", "root")]
    [InlineData("/two/deep/er", "deep")]
    [InlineData("/two/deeper", "two")]
    [InlineData("", "root")]
    public async Task The_longest_prefix_that_ends_at_a_segment_decides(string path, string expected)
    {
        var registry = await RegistryAsync(Named("root"), Named("two", prefix: "two"), Named("deep", prefix: "two/deep"));

        var tenant = registry.Resolve("anywhere.example", path);

        Assert.Equal(expected, tenant?.Name);
    }

    [Theory]
    [InlineData("guides.example.org", "exact")]
    [InlineData("GUIDES.example.ORG", "exact")]
    [InlineData("news.example.org", "wild")]
    [InlineData("a.b.example.org", "wild")]
    [InlineData("old.news.example.org", "closer")]
    [InlineData("example.org", "any")]
    [InlineData("badexample.org", "any")]
    [InlineData("unknown.example", "any")]
    public async Task A_named_host_wins_over_a_wildcard_and_that_over_no_host(string host, string expected)
    {
        var registry = await RegistryAsync(
            Named("any"), Named("wild", host: "*.example.org"), Named("closer", host: "*.news.example.org"), Named("exact", host: "guides.example.org"));

        var tenant = registry.Resolve(host, "/");

        Assert.Equal(expected, tenant?.Name);
    }

    [Fact]
    public async Task A_host_decides_before_a_longer_prefix()
    {
        var registry = await RegistryAsync(Named("prefix", prefix: "two"), Named("host", host: "guides.example.org"));

        var tenant = registry.Resolve("guides.example.org", "/two");

        Assert.Equal("host", tenant?.Name);
    }

    [Fact]
    public async Task A_host_whose_prefix_does_not_fit_leaves_the_request_to_the_others()
    {
        var registry = await RegistryAsync(Named("any"), Named("host", host: "guides.example.org", prefix: "two"));

        var tenant = registry.Resolve("guides.example.org", "/three");

        Assert.Equal("any", tenant?.Name);
    }

    [Fact]
    public async Task An_unknown_host_gets_no_tenant_where_all_have_hosts()
    {
        var registry = await RegistryAsync(Named("host", host: "guides.example.org"));

        var tenant = registry.Resolve("unknown.example", "/");

        Assert.Null(tenant);
    }

    [Theory]
    [InlineData(TenantState.Disabled)]
    [InlineData(TenantState.Initializing)]
    public async Task A_tenant_that_does_not_run_keeps_its_address(TenantState state)
    {
        var registry = await RegistryAsync(Named("root"), Named("two", prefix: "two") with { State = state });

        var tenant = registry.Resolve("anywhere.example", "/two/guides");

        Assert.Null(tenant);
    }

    [Fact]
    public async Task A_name_is_found_in_any_case()
    {
        var registry = await RegistryAsync(Named("Default"));

        var tenant = registry.Find("DEFAULT");

        Assert.Equal("Default", tenant?.Name);
    }

    [Fact]
    public async Task What_is_kept_for_a_tenant_is_dropped_when_it_is_disabled_or_gone_and_only_then()
    {
        var (stays, disabled, removed) = (Named("stays"), Named("disabled", prefix: "a"), Named("removed", prefix: "b"));
        var store = new MemoryTenantStore(stays, disabled, removed);
        var changes = new TenantChanges();
        var registry = new TenantRegistry(store, changes);
        await registry.LoadAsync(Cancel);
        var retired = new List<string>();
        changes.Retired += tenant => retired.Add(tenant.Name);

        await store.SetStateAsync(disabled, TenantState.Disabled, Cancel);
        await store.RemoveAsync(removed, Cancel);
        await registry.LoadAsync(Cancel);

        Assert.Equal(["disabled", "removed"], retired);
    }

    private static Tenant Named(string name, string prefix = "", string? host = null) => new()
    {
        Id = name,
        Name = name,
        Prefix = prefix,
        Hosts = host is null ? [] : [host],
        State = TenantState.Running,
        RecipeName = "test",
    };

    private static async Task<TenantRegistry> RegistryAsync(params Tenant[] tenants)
    {
        var registry = new TenantRegistry(new MemoryTenantStore(tenants), new TenantChanges());
        await registry.LoadAsync(Cancel);
        return registry;
    }
}
