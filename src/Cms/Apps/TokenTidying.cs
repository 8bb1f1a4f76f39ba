using System.Collections.Concurrent;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Apps;

/// <summary>Forgets tokens that are good for nothing any more, once a day in the tenants in which apps were asked for since.</summary>
public sealed class TokenTidying(TenantScopes scopes, TenantRegistry registry, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    // For a day longer than they are good, so that an app that sends one again learns that it was used up.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <summary>A token was given in the tenant.</summary>
    public void Note(Tenant tenant) => _used[tenant.Id] = true;

    /// <summary>Tidies where it is time. A tenant whose database does not take it is tried again a day later; the first failure is thrown at the end.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Exception? first = null;
        foreach (var tenant in registry.Tenants.Where(tenant => tenant.State == TenantState.Running && _used.ContainsKey(tenant.Id) && (!_lastOf.TryGetValue(tenant.Id, out var last) || now - last >= Interval)))
        {
            // Before the work, so that a token that is given meanwhile is not forgotten.
            _lastOf[tenant.Id] = now;
            _used.TryRemove(tenant.Id, out _);
            try
            {
                await using var scope = scopes.Open(tenant);
                await scope.ServiceProvider.GetRequiredService<AppStore>().PruneTokensAsync((now - Kept).UtcDateTime, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Note(tenant);
                first ??= failure;
            }
        }

        if (first is not null)
            throw new InvalidOperationException("Tokens that are good for nothing any more could not be forgotten in every tenant.", first);
    }
}
