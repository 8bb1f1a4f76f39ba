using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>
/// What a tenant says of its GraphQL API: <c>{"GraphQLSettings":{"Introspection":"SignedIn","MaxAgeSeconds":60}}</c> in the <c>settings</c> step.
/// </summary>
/// <param name="Audience">
/// Who is told what can be asked (introspection, and the schema as a text): <c>Everyone</c> (unless set), <c>SignedIn</c> (users, apps and keys) or <c>Nobody</c>. What can be asked
/// does not change by it.
/// </param>
/// <param name="MaxAgeSeconds">How long visitors' answers to GET may be used without asking whether they are still right; 0, unless set, for not at all.</param>
public sealed record GraphQLRules(string Audience, int MaxAgeSeconds)
{
    /// <summary>The member of the site's settings.</summary>
    public const string Member = "GraphQLSettings";

    private const string Introspection = "Introspection";
    private const string Everyone = "Everyone", SignedIn = "SignedIn", Nobody = "Nobody";
    private const int LongestAge = 31_536_000;

    /// <summary>The rules in a site's settings.</summary>
    public static GraphQLRules In(JsonObject site)
    {
        var settings = site[Member] as JsonObject ?? [];
        return new(FindAudience(settings[Introspection]) ?? Everyone, FindAge(settings[nameof(MaxAgeSeconds)]) ?? 0);
    }

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<GraphQLRules> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => In(await settings.FindAsync(SiteSettings.Section, CancellationToken.None) ?? []), SiteSettings.Section);

    /// <summary>Null when the caller belongs to the audience, else what they are told.</summary>
    /// <param name="isSignedIn">Whether the caller is a user, an app or a key, and no visitor.</param>
    public Problem? Refuse(bool isSignedIn) => Audience switch
    {
        Everyone => null,
        SignedIn when isSignedIn => null,
        SignedIn => Problem.Forbidden("This site tells its schema only to those who sign in."),
        _ => Problem.Forbidden("This site does not tell its schema."),
    };

    /// <summary>What is wrong with the setting, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonNode setting)
    {
        if (setting is not JsonObject settings || settings.Any(one => one.Value is not null && !IsKnown(one.Key, one.Value)))
        {
            yield return $"{Member} may have {Introspection} (\"{Everyone}\", \"{SignedIn}\" or \"{Nobody}\") and {nameof(MaxAgeSeconds)} (a whole number from 1 to {LongestAge}) and nothing else, not {setting.ToJsonString()}.";
        }
    }

    private static bool IsKnown(string name, JsonNode value) => name switch
    {
        Introspection => FindAudience(value) is not null,
        nameof(MaxAgeSeconds) => FindAge(value) is not null,
        _ => false,
    };

    private static string? FindAudience(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? name) ? Array.Find([Everyone, SignedIn, Nobody], one => one == name) : null;

    private static int? FindAge(JsonNode? value) => JsonText.Whole(value, LongestAge);
}
