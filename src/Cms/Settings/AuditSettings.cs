using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>
/// What a tenant keeps in its trail, as the site's settings say in Orchard Core's members:
/// <c>{"AuditTrailTrimmingSettings":{"RetentionDays":365,"Disabled":false},"AuditTrailSettings":{"ClientIpAddressAllowed":true}}</c>.
/// </summary>
/// <param name="RetentionDays">How many days an entry is kept; null for ever.</param>
/// <param name="KeepsAddresses">Whether entries say the network address of a request.</param>
public sealed record AuditSettings(int? RetentionDays, bool KeepsAddresses)
{
    /// <summary>The member of the site's settings about what is thrown away.</summary>
    public const string Trimming = "AuditTrailTrimmingSettings";

    /// <summary>The member of the site's settings about what is written.</summary>
    public const string Writing = "AuditTrailSettings";

    private const int StandardRetentionDays = 365;
    private const int MostRetentionDays = 36_500;

    /// <summary>Reads them. A value that cannot be used counts as not set; <see cref="Complaints"/> keeps such values from being saved.</summary>
    public static AuditSettings Of(SiteSettings site)
    {
        var trimming = site.Json[Trimming] as JsonObject;
        var isOff = trimming?["Disabled"]?.GetValueKind() == JsonValueKind.True;
        var days = JsonText.Whole(trimming?[nameof(RetentionDays)], MostRetentionDays) ?? StandardRetentionDays;
        return new AuditSettings(isOff ? null : days, (site.Json[Writing] as JsonObject)?["ClientIpAddressAllowed"]?.GetValueKind() != JsonValueKind.False);
    }

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<AuditSettings> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => Of(await SiteSettings.LoadAsync(settings, CancellationToken.None)), SiteSettings.Section);

    /// <summary>What is wrong with these members of the site's settings, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonObject site)
    {
        if (site[Trimming] is { } trimming && !(trimming is JsonObject of && (of[nameof(RetentionDays)] is not { } days || JsonText.Whole(days, MostRetentionDays) is not null) && JsonText.IsTruthOrMissing(of["Disabled"])))
            yield return $"{Trimming} must be {{\"RetentionDays\": N, \"Disabled\": false}} with a whole number N from 1 to {MostRetentionDays}, not {trimming.ToJsonString()}.";

        if (site[Writing] is { } writing && !(writing is JsonObject what && JsonText.IsTruthOrMissing(what["ClientIpAddressAllowed"])))
            yield return $"{Writing} must be {{\"ClientIpAddressAllowed\": true}}, not {writing.ToJsonString()}.";
    }
}
