using System.Collections.Concurrent;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Apps;

/// <summary>When API keys were used last, written down together once in a while: a request waits for no database, and each key is written once.</summary>
public sealed class KeyUses(TenantScopes scopes, TenantRegistry registry)
{
    private readonly ConcurrentDictionary<(string TenantId, string KeyId), DateTime> _unwritten = new();

    /// <summary>A key was used.</summary>
    public void Note(Tenant tenant, string keyId, DateTime atUtc) => _unwritten[(tenant.Id, keyId)] = atUtc;

    /// <summary>Writes down what was noted since the last time. A tenant whose database does not take it is tried again the next time; the first failure is thrown at the end.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        Exception? first = null;
        foreach (var uses in _unwritten.ToArray().GroupBy(use => use.Key.TenantId))
        {
            try
            {
                await WriteAsync(uses.Key, [.. uses], cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                first ??= failure;
            }
        }

        if (first is not null)
            throw new InvalidOperationException("When API keys were used last could not be written down in every tenant.", first);
    }

    private async Task WriteAsync(string tenantId, IReadOnlyList<KeyValuePair<(string TenantId, string KeyId), DateTime>> uses, CancellationToken cancel)
    {
        // Of a tenant that is gone nothing is written.
        if (registry.Tenants.FirstOrDefault(tenant => tenant.Id == tenantId) is { } tenant)
        {
            await using var scope = scopes.Open(tenant);
            var store = scope.ServiceProvider.GetRequiredService<ApiKeyStore>();
            foreach (var use in uses)
                await store.NoteUseAsync(use.Key.KeyId, use.Value, cancel);
        }

        // One that was used meanwhile is written the next time.
        foreach (var use in uses)
            _unwritten.TryRemove(use);
    }
}
