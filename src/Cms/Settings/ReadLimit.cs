using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>How often one caller may read a tenant's content: <c>{"RateLimitSettings":{"RequestsPerMinute":600}}</c> in the <c>settings</c> step. Nothing is limited unless set.</summary>
/// <param name="RequestsPerMinute">How often in a minute; null for as often as it likes.</param>
public sealed record ReadLimit(int? RequestsPerMinute)
{
    /// <summary>The member of the site's settings.</summary>
    public const string Member = "RateLimitSettings";

    private const int Most = 1_000_000;

    /// <summary>The limit in a site's settings.</summary>
    public static ReadLimit In(JsonObject site) => new(JsonText.Whole((site[Member] as JsonObject)?[nameof(RequestsPerMinute)], Most));

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<ReadLimit> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => In(await settings.FindAsync(SiteSettings.Section, CancellationToken.None) ?? []), SiteSettings.Section);

    /// <summary>What is wrong with the setting, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonNode setting)
    {
        if (setting is not JsonObject limits || limits.FirstOrDefault(one => one.Key != nameof(RequestsPerMinute) || (one.Value is not null && JsonText.Whole(one.Value, Most) is null)) is { Key: not null })
            yield return $"{Member} must be {{\"{nameof(RequestsPerMinute)}\": N}} with a whole number N from 1 to {Most}, or null for no limit, not {setting.ToJsonString()}.";
    }
}
