using Cms.Apps;
using Cms.Events;
using Cms.OpenId.Keys;
using Cms.Settings;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.OpenId.Options;

/// <summary>What a tenant's tokens are made and checked with: its settings, scopes, issuer and keys. Kept until one of them changes.</summary>
internal sealed class TenantOpenId(Tenant tenant, TokenSettings settings, Scopes scopes, string? siteAddress, IReadOnlyList<TokenKey> keys, OpenIdOptions options)
{
    private volatile TenantOptions? _options;

    /// <summary>How tokens are given.</summary>
    public TokenSettings Settings => settings;

    /// <summary>The tenant's scopes.</summary>
    public Scopes Scopes => scopes;

    /// <summary>The issuer that tokens name; null for the address at which they are asked for.</summary>
    public Uri? Issuer { get; } = (settings.Authority ?? siteAddress) is { } address ? new Uri(address.TrimEnd('/') + "/") : null;

    /// <summary>What the tokens that the tenant's own APIs take name as theirs.</summary>
    public string Audience { get; } = GivenToken.AudienceOf(tenant);

    /// <summary>True when a new key is due.</summary>
    public bool IsRotationDue(DateTime nowUtc) => RotateKeys.IsDue(keys, settings, nowUtc);

    /// <summary>The options with the keys of this moment: the one that signs first, then all that may be met.</summary>
    public TenantOptions OptionsAt(DateTime nowUtc)
    {
        if (_options is { } kept && nowUtc < kept.UntilUtc)
            return kept;

        var living = keys.Where(key => ExpiryOf(key) is not { } expiry || nowUtc < expiry).ToList();
        var ordered = living.OrderBy(key => key.SignsFromUtc > nowUtc).ThenByDescending(key => key.SignsFromUtc).ToList();
        var moments = living.Select(key => key.SignsFromUtc).Concat(living.Select(ExpiryOf).OfType<DateTime>()).Where(moment => moment > nowUtc);
        return _options = options.Make(this, ordered, moments.DefaultIfEmpty(DateTime.MaxValue).Min());
    }

    /// <summary>How the kept ones are made. The first key of a tenant is made here, at its first use.</summary>
    public static PerTenant<TenantOpenId> Keep(TenantScopes scopes, TenantChanges changes, OpenIdOptions options) => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            var store = scope.ServiceProvider.GetRequiredService<SettingsStore>();
            var settings = await TokenSettings.LoadAsync(store, CancellationToken.None);
            var keys = await scope.ServiceProvider.GetRequiredService<RotateKeys>().EnsureAsync(settings, CancellationToken.None);
            var site = await SiteSettings.LoadAsync(store, CancellationToken.None);
            return new TenantOpenId(tenant, settings, await Scopes.LoadAsync(store, CancellationToken.None), site.BaseUrl is { Length: > 0 } address ? address : null, keys, options);
        },
        changes,
        (_, happened) => happened is SettingsChanged { Section: TokenSettings.Section or TokenKeys.Section or SiteSettings.Section or Apps.Scopes.Section });

    private DateTime? ExpiryOf(TokenKey key) => RotateKeys.ExpiryOf(key, keys, settings);
}
