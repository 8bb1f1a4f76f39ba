using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>
/// What a tenant asks of those who sign in, as the site's settings say, about second factors in Orchard Core's members:
/// <c>{"RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":true,"Roles":["Administrator"]},"TwoFactorLoginSettings":{"RequireTwoFactorAuthentication":false},"SessionSettings":{"MostDays":30}}</c>.
/// </summary>
/// <param name="RequiresSecondFactor">Whether everybody needs a second factor.</param>
/// <param name="RolesWithSecondFactor">The roles whose users need one.</param>
/// <param name="SessionLasts">When a sign-in ends, however often it is used.</param>
public sealed record SignInRules(bool RequiresSecondFactor, IReadOnlyList<string> RolesWithSecondFactor, TimeSpan SessionLasts)
{
    /// <summary>The member of the site's settings about roles.</summary>
    public const string OfRoles = "RoleLoginSettings";

    /// <summary>The member of the site's settings about everybody.</summary>
    public const string OfAll = "TwoFactorLoginSettings";

    /// <summary>The member of the site's settings about how long a sign-in lasts.</summary>
    public const string OfSessions = "SessionSettings";

    private const string ForRoles = "RequireTwoFactorAuthenticationForSpecificRoles", Roles = "Roles", ForAll = "RequireTwoFactorAuthentication", MostDays = "MostDays";
    private const int StandardDays = 30;
    private const int LongestDays = 365;

    /// <summary>Reads them. A value that cannot be used counts as not set; <see cref="Complaints"/> keeps such values from being saved.</summary>
    public static SignInRules Of(SiteSettings site)
    {
        var roles = site.Json[OfRoles] as JsonObject;
        var days = JsonText.Whole((site.Json[OfSessions] as JsonObject)?[MostDays], LongestDays) ?? StandardDays;
        return new SignInRules(
            IsTrue((site.Json[OfAll] as JsonObject)?[ForAll]),
            IsTrue(roles?[ForRoles]) && roles?[Roles] is JsonArray names ? [.. names.Where(IsText).Select(name => name!.GetValue<string>())] : [],
            TimeSpan.FromDays(days));
    }

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<SignInRules> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => Of(await SiteSettings.LoadAsync(settings, CancellationToken.None)), SiteSettings.Section);

    /// <summary>What is wrong with these members of the site's settings, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonObject site)
    {
        if (site[OfRoles] is { } roles && !(roles is JsonObject of && JsonText.IsTruthOrMissing(of[ForRoles]) && (of[Roles] is null || (of[Roles] is JsonArray names && names.All(IsText)))))
            yield return $"{OfRoles} must be {{\"{ForRoles}\": true, \"{Roles}\": [\"Administrator\"]}} with names of roles, not {roles.ToJsonString()}.";

        if (site[OfAll] is { } all && !(all is JsonObject what && JsonText.IsTruthOrMissing(what[ForAll])))
            yield return $"{OfAll} must be {{\"{ForAll}\": true}}, not {all.ToJsonString()}.";

        if (site[OfSessions] is { } sessions && !(sessions is JsonObject { Count: 1 } how && JsonText.Whole(how[MostDays], LongestDays) is not null))
            yield return $"{OfSessions} must be {{\"{MostDays}\": N}} with a whole number N from 1 to {LongestDays}, not {sessions.ToJsonString()}.";
    }

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;
}
