using Cms.Events;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Apps;

/// <summary>The apps and API keys of a tenant, kept so that a request with a token or key reads nothing.</summary>
public sealed class TenantApps
{
    private readonly Dictionary<string, App> _apps;
    private readonly Dictionary<string, ApiKey> _keys;
    private readonly HashSet<string> _revoked;

    private TenantApps(IReadOnlyList<App> apps, IReadOnlyList<ApiKey> keys, IReadOnlyList<string> revoked)
    {
        _apps = apps.ToDictionary(app => app.ClientId, StringComparer.Ordinal);
        _keys = keys.ToDictionary(key => key.Hash, StringComparer.Ordinal);
        _revoked = revoked.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The app with this client id, or null; also one that is disabled.</summary>
    public App? Find(string clientId) => _apps.GetValueOrDefault(clientId);

    /// <summary>The API key that this text is, or null; also one that has expired. Looked up by its hash, from whose comparison nobody learns anything of the key.</summary>
    public ApiKey? FindKey(string key) => _keys.GetValueOrDefault(SecretText.HashOf(key));

    /// <summary>True when the token was ended before its time.</summary>
    public bool IsRevoked(string tokenId) => _revoked.Contains(tokenId);

    /// <summary>How the kept ones are made: read from the tenant's stores.</summary>
    public static PerTenant<TenantApps> Keep(TenantScopes scopes, TenantChanges changes) => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            var services = scope.ServiceProvider;
            var (apps, keys) = (services.GetRequiredService<AppStore>(), services.GetRequiredService<ApiKeyStore>());
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            return new TenantApps(await apps.ListAsync(CancellationToken.None), await keys.ListAsync(CancellationToken.None), await apps.ListRevokedTokensAsync(now, CancellationToken.None));
        },
        changes,
        (_, happened) => happened is AppsChanged or TokensRevoked);
}
