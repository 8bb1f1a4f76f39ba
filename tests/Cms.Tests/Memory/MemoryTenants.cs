using Cms.Tenants;

namespace Cms.Tests.Memory;

/// <summary>The list of tenants in memory.</summary>
public sealed class MemoryTenantStore : TenantStore
{
    private readonly List<Tenant> _tenants = [];

    public MemoryTenantStore(params Tenant[] tenants) => _tenants.AddRange(tenants);

    /// <summary>Runs once a state is written.</summary>
    public Action<TenantState> AfterState { get; set; } = _ => { };

    /// <summary>Runs before the list is read.</summary>
    public Action BeforeList { get; set; } = () => { };

    public override Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel)
    {
        BeforeList();
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<Tenant>>([.. _tenants.OrderBy(tenant => tenant.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    public override Task<bool> AddAsync(Tenant tenant, CancellationToken cancel)
    {
        if (_tenants.Any(other => other.Name.Equals(tenant.Name, StringComparison.OrdinalIgnoreCase) || Addresses(other).Intersect(Addresses(tenant)).Any()))
            return Task.FromResult(false);

        _tenants.Add(tenant);
        return Task.FromResult(true);
    }

    public override Task SetStateAsync(Tenant tenant, TenantState state, CancellationToken cancel)
    {
        var index = _tenants.FindIndex(other => other.Id == tenant.Id);
        if (index >= 0)
            _tenants[index] = _tenants[index] with { State = state };
        AfterState(state);
        return Task.CompletedTask;
    }

    public override Task<bool> ChangeStateAsync(Tenant tenant, TenantState before, TenantState after, CancellationToken cancel)
    {
        var index = _tenants.FindIndex(other => other.Id == tenant.Id && other.State == before);
        if (index >= 0)
            _tenants[index] = _tenants[index] with { State = after };
        return Task.FromResult(index >= 0);
    }

    public override Task<bool> UpdateAsync(Tenant tenant, CancellationToken cancel)
    {
        var index = _tenants.FindIndex(other => other.Id == tenant.Id);
        if (index < 0 || _tenants.Any(other => other.Id != tenant.Id && Addresses(other).Intersect(Addresses(tenant)).Any()))
            return Task.FromResult(false);

        _tenants[index] = _tenants[index] with { Hosts = tenant.Hosts, Prefix = tenant.Prefix, RecipeName = tenant.RecipeName, Description = tenant.Description, Category = tenant.Category };
        return Task.FromResult(true);
    }

    public override Task SetHasAdministratorAsync(Tenant tenant, CancellationToken cancel)
    {
        var index = _tenants.FindIndex(other => other.Id == tenant.Id);
        if (index >= 0)
            _tenants[index] = _tenants[index] with { HasAdministrator = true };
        return Task.CompletedTask;
    }

    /// <summary>Which tenants have something due at a moment.</summary>
    public Func<DateTime, IReadOnlyList<string>> Due { get; set; } = _ => [];

    public override Task<IReadOnlyList<string>> ListDueAsync(DateTime nowUtc, CancellationToken cancel) => Task.FromResult(Due(nowUtc));

    public override Task RemoveAsync(Tenant tenant, CancellationToken cancel)
    {
        _tenants.RemoveAll(other => other.Id == tenant.Id);
        return Task.CompletedTask;
    }

    private static IEnumerable<(string Host, string Prefix)> Addresses(Tenant tenant) =>
        tenant.Hosts.DefaultIfEmpty("").Select(host => (host.ToLowerInvariant(), tenant.Prefix.ToLowerInvariant()));
}

/// <summary>Remembers which tenants have a place for their data.</summary>
public sealed class MemoryTenantStorage : TenantStorage
{
    private readonly HashSet<string> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the tenants that have one.</summary>
    public IReadOnlyCollection<string> Places => _places;

    public override string DatabaseProvider => "Sqlite";

    /// <summary>Runs while a place is removed.</summary>
    public Func<Task> WhileDeleting { get; set; } = () => Task.CompletedTask;

    public override Task CreateAsync(Tenant tenant, CancellationToken cancel)
    {
        _places.Add(tenant.Name);
        return Task.CompletedTask;
    }

    public override async Task DeleteAsync(Tenant tenant, CancellationToken cancel)
    {
        await WhileDeleting();
        _places.Remove(tenant.Name);
    }
}
