namespace Cms.Tenants;

/// <summary>Which tenants there are and which of them a request belongs to. Holds an immutable picture that is replaced as a whole.</summary>
public sealed class TenantRegistry(TenantStore store, TenantChanges changes)
{
    private readonly Lock _gate = new();
    private long _asked;
    private long _shown;
    private volatile IReadOnlyList<Tenant> _tenants = [];

    /// <summary>All tenants as of the last load, in order of name.</summary>
    public IReadOnlyList<Tenant> Tenants => _tenants;

    /// <summary>The tenant of this name (compared without case), or null.</summary>
    public Tenant? Find(string name) =>
        _tenants.FirstOrDefault(tenant => tenant.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the list again; what was kept for tenants that changed or went is dropped.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        var look = Interlocked.Increment(ref _asked);
        var now = await store.ListAsync(cancel);
        IReadOnlyList<Tenant> before;
        lock (_gate)
        {
            // A slow look must not put its older picture over a newer one.
            if (look < _shown)
                return;

            (_shown, before, _tenants) = (look, _tenants, now);
        }

        foreach (var old in before.Where(old => !now.Any(one => one.Id == old.Id && IsAsBefore(one, old))))
            changes.Retire(old);
    }

    /// <summary>
    /// The running tenant for a request, or null. A named host wins over none, an exact host over a wildcard, then the longest
    /// prefix; an unknown host falls to the tenants without a host.
    /// </summary>
    /// <param name="host">Host name without port.</param>
    /// <param name="path">The whole path, beginning with a slash.</param>
    public Tenant? Resolve(string host, string path)
    {
        Tenant? best = null;
        var bestRank = (-1, -1);
        foreach (var tenant in _tenants)
        {
            var rank = (HostRank(tenant, host), PrefixRank(tenant.Prefix, path));
            if (rank.Item1 < 0 || rank.Item2 < 0 || rank.CompareTo(bestRank) <= 0)
                continue;

            (best, bestRank) = (tenant, rank);
        }

        // A disabled tenant still owns its address: falling through to another one would show foreign content there.
        return best?.State == TenantState.Running ? best : null;
    }

    // Where a tenant is found stands in links, which may be kept.
    private static bool IsAsBefore(Tenant now, Tenant old) => now.State == old.State && now.Prefix == old.Prefix && now.Hosts.SequenceEqual(old.Hosts);

    private static int HostRank(Tenant tenant, string host)
    {
        if (tenant.Hosts.Count == 0)
            return 0;

        if (tenant.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            return int.MaxValue;

        return tenant.Hosts
            .Where(pattern => pattern.StartsWith("*.", StringComparison.Ordinal)
                && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase))
            .Select(pattern => pattern.Length)
            .DefaultIfEmpty(-1)
            .Max();
    }

    private static int PrefixRank(string prefix, string path)
    {
        if (prefix.Length == 0)
            return 0;

        var matches = path.Length > prefix.Length
            && path.AsSpan(1).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && (path.Length == prefix.Length + 1 || path[prefix.Length + 1] == '/');
        return matches ? prefix.Length : -1;
    }
}
