using System.Collections.Concurrent;
using Cms.Events;

namespace Cms.Tenants;

/// <summary>One value for each tenant, made on first use and dropped when the tenant changes or is retired.</summary>
/// <remarks>
/// Nobody waits while another tenant's value is made, and two callers of one tenant share one making. A making that fails is not
/// kept: the next caller tries again.
/// </remarks>
public sealed class PerTenant<T> where T : class
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _kept = new(StringComparer.Ordinal);
    private readonly Func<Tenant, Task<T>> _make;

    /// <param name="make">Makes the value; it runs without a caller's cancellation, as several callers wait for it.</param>
    /// <param name="changes">Where changes are told.</param>
    /// <param name="isStaleAfter">Whether this value must be made anew after this event.</param>
    public PerTenant(Func<Tenant, Task<T>> make, TenantChanges changes, Func<T, TenantEvent, bool> isStaleAfter)
    {
        _make = make;
        changes.Retired += Drop;
        changes.Happened += (tenant, happened) =>
        {
            // One still being made may have read the state before the event, so it goes too.
            if (_kept.TryGetValue(tenant.Id, out var kept)
                && (!kept.IsValueCreated || !kept.Value.IsCompletedSuccessfully || isStaleAfter(kept.Value.Result, happened)))
            {
                Drop(tenant);
            }
        };
    }

    /// <summary>The tenant's value, made now if need be.</summary>
    public async Task<T> GetAsync(Tenant tenant, CancellationToken cancel)
    {
        var kept = _kept.GetOrAdd(tenant.Id, _ => new Lazy<Task<T>>(() => MakeAsync(tenant)));
        try
        {
            return await kept.Value.WaitAsync(cancel);
        }
        catch when (kept.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _kept.TryRemove(KeyValuePair.Create(tenant.Id, kept));
            throw;
        }
    }

    // A making that throws before its first await would be kept by the Lazy as its value.
    private async Task<T> MakeAsync(Tenant tenant) => await _make(tenant);

    private void Drop(Tenant tenant) => _kept.TryRemove(tenant.Id, out _);
}
