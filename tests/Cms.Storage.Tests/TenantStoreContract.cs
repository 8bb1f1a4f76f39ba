using Cms.Content;
using Cms.Tenants;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

/// <summary>What every list of tenants promises of changes to one of them. Others may stand in the same list.</summary>
public abstract class TenantStoreContract : IAsyncLifetime
{
    private readonly List<Tenant> _added = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract TenantStore Store { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var tenant in _added)
            await Store.RemoveAsync(tenant, CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_state_is_changed_only_from_the_one_that_is_expected()
    {
        var tenant = await AddAsync(TenantState.Uninitialized);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.ChangeStateAsync(tenant, TenantState.Uninitialized, TenantState.Initializing, Cancel)));
        var gone = await Store.ChangeStateAsync(tenant with { Id = ContentId.New() }, TenantState.Initializing, TenantState.Running, Cancel);

        Assert.Single(answers, changed => changed);
        Assert.False(gone);
        Assert.Equal(TenantState.Initializing, (await FindAsync(tenant))!.State);
    }

    [Fact]
    public async Task An_update_moves_a_tenant_and_says_what_it_is_for()
    {
        var tenant = await AddAsync(TenantState.Running);
        await Store.SetHasAdministratorAsync(tenant, Cancel);
        var (old, other) = (tenant.Prefix, $"p{ContentId.New()}");

        var moved = await Store.UpdateAsync(tenant with { Prefix = other, Hosts = ["a.example", "b.example"], Description = "d", Category = "c", RecipeName = "r", State = TenantState.Disabled }, Cancel);
        var back = await Store.UpdateAsync(tenant with { Prefix = other, Hosts = ["b.example", "c.example"], Description = "d", Category = "c", RecipeName = "r" }, Cancel);

        Assert.Equal((true, true), (moved, back));
        var kept = (await FindAsync(tenant))!;
        Assert.Equal((other, "d", "c", "r"), (kept.Prefix, kept.Description, kept.Category, kept.RecipeName));
        Assert.Equal(["b.example", "c.example"], kept.Hosts);
        Assert.Equal((TenantState.Running, true), (kept.State, kept.HasAdministrator));
        Assert.True(await Store.AddAsync(A(TenantState.Running) with { Prefix = old }, Cancel));
    }

    [Fact]
    public async Task An_address_that_is_taken_changes_nothing()
    {
        var (tenant, neighbour) = (await AddAsync(TenantState.Running), await AddAsync(TenantState.Running));

        var taken = await Store.UpdateAsync(tenant with { Prefix = neighbour.Prefix.ToUpperInvariant(), Description = "moved" }, Cancel);
        var gone = await Store.UpdateAsync(A(TenantState.Running), Cancel);

        Assert.Equal((false, false), (taken, gone));
        Assert.Equal((tenant.Prefix, ""), ((await FindAsync(tenant))!.Prefix, (await FindAsync(tenant))!.Description));
    }

    private async Task<Tenant> AddAsync(TenantState state)
    {
        var tenant = A(state);
        Assert.True(await Store.AddAsync(tenant, Cancel));
        return tenant;
    }

    private Tenant A(TenantState state)
    {
        var tenant = new Tenant { Id = ContentId.New(), Name = $"T{ContentId.New()}", Prefix = $"p{ContentId.New()}", State = state, RecipeName = "none" };
        _added.Add(tenant);
        return tenant;
    }

    private async Task<Tenant?> FindAsync(Tenant tenant) => (await Store.ListAsync(Cancel)).FirstOrDefault(one => one.Id == tenant.Id);
}

public sealed class MemoryTenantStoreTests : TenantStoreContract
{
    protected override TenantStore Store { get; } = new MemoryTenantStore();
}

public sealed class SqliteTenantStoreTests : TenantStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-tenants-").FullName;
    private readonly ServiceProvider _services;

    public SqliteTenantStoreTests() => _services = SqliteStore.Services(_folder);

    protected override TenantStore Store => _services.GetRequiredService<TenantStore>();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

public sealed class PostgresTenantStoreTests : TenantStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-tenants-").FullName;
    private readonly ServiceProvider? _services;

    public PostgresTenantStoreTests()
    {
        PostgresStore.SkipWithoutServer();
        _services = PostgresStore.Services(_folder);
    }

    protected override TenantStore Store => _services!.GetRequiredService<TenantStore>();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _services!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
