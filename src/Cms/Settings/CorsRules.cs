using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>
/// From which other sites browsers may ask a tenant's API (Fetch Standard, CORS protocol): Orchard Core's <c>CorsSettings</c> in the <c>settings</c>
/// step. Nothing is allowed unless set.
/// </summary>
/// <remarks>
/// <c>{"CorsSettings":{"Policies":[{"Name":"app","AllowedOrigins":["https://app.example.org"],"AllowedMethods":["GET","POST"],"AllowedHeaders":["content-type"],
/// "IsDefaultPolicy":true}]}}</c>. Orchard Core lets code choose a policy by name; here the default one counts, or the only one.
/// </remarks>
public sealed class CorsRules
{
    /// <summary>The member of the site's settings.</summary>
    public const string Member = "CorsSettings";

    private const string Policies = "Policies";

    /// <summary>Nothing is allowed.</summary>
    public static readonly CorsRules None = new(default);

    private CorsRules(JsonElement policy)
    {
        Origins = Texts(policy, "AllowedOrigins");
        Methods = Texts(policy, "AllowedMethods");
        Headers = Texts(policy, "AllowedHeaders");
        ExposedHeaders = Texts(policy, nameof(ExposedHeaders));
        (AnyOrigin, AnyMethod, AnyHeader) = (Flag(policy, "AllowAnyOrigin"), Flag(policy, "AllowAnyMethod"), Flag(policy, "AllowAnyHeader"));
        Credentials = Flag(policy, "AllowCredentials");
    }

    /// <summary>Sites that may ask, such as <c>https://app.example.org</c>.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>Methods that they may use; the simple ones need not be named.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Headers that they may send.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Headers of answers that they may read.</summary>
    public IReadOnlyList<string> ExposedHeaders { get; }

    /// <summary>Every site may ask.</summary>
    public bool AnyOrigin { get; }

    /// <summary>With every method.</summary>
    public bool AnyMethod { get; }

    /// <summary>With every header.</summary>
    public bool AnyHeader { get; }

    /// <summary>With the cookies of the person at the browser.</summary>
    public bool Credentials { get; }

    /// <summary>The rules in a site's settings; <see cref="None"/> when there are none.</summary>
    public static CorsRules In(JsonObject site)
    {
        var policies = (site[Member] as JsonObject)?[Policies] is JsonArray list ? list.Select(one => JsonSerializer.SerializeToElement(one)).ToList() : [];
        var chosen = policies.FindIndex(one => Flag(one, "IsDefaultPolicy"));
        return chosen >= 0 ? new CorsRules(policies[chosen]) : policies is [var only] ? new CorsRules(only) : None;
    }

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<CorsRules> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => In(await settings.FindAsync(SiteSettings.Section, CancellationToken.None) ?? []), SiteSettings.Section);

    /// <summary>What is wrong with the setting, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonNode setting)
    {
        if (setting is not JsonObject settings || (settings[Policies] is { } given && given is not JsonArray))
        {
            yield return $"{Member} must be an object with a list of Policies, not {setting.ToJsonString()}.";
            yield break;
        }

        foreach (var policy in (settings[Policies] as JsonArray ?? []).Select(one => JsonSerializer.SerializeToElement(one)))
        {
            if (policy.ValueKind != JsonValueKind.Object)
            {
                yield return $"{Member}.Policies must have objects, not {policy.GetRawText()}.";
                continue;
            }

            var rules = new CorsRules(policy);
            foreach (var origin in rules.Origins.Where(origin => !IsOrigin(origin)))
                yield return $"{Member}.Policies.AllowedOrigins must have sites such as https://app.example.org, without a path or a slash at the end, not \"{origin}\".";

            // Any site could then act as whoever is signed in.
            if (rules is { AnyOrigin: true, Credentials: true })
                yield return $"{Member}.Policies must not have AllowCredentials together with AllowAnyOrigin; name the sites in AllowedOrigins.";
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && text.Equals(address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase) && address.UserInfo.Length == 0;

    private static IReadOnlyList<string> Texts(JsonElement policy, string name) => [.. JsonText.List(policy, name)];

    private static bool Flag(JsonElement policy, string name) => JsonText.Member(policy, name).ValueKind == JsonValueKind.True;
}
