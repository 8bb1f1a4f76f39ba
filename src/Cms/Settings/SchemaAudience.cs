using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>
/// Who is told what can be asked of a tenant over GraphQL (introspection, and the schema as a text): <c>{"GraphQLSettings":{"Introspection":"SignedIn"}}</c> in the <c>settings</c> step.
/// Everybody unless set. What can be asked does not change by it.
/// </summary>
/// <param name="Name"><c>Everyone</c>, <c>SignedIn</c> (users, apps and keys) or <c>Nobody</c>.</param>
public sealed record SchemaAudience(string Name)
{
    /// <summary>The member of the site's settings.</summary>
    public const string Member = "GraphQLSettings";

    private const string Introspection = "Introspection";
    private const string Everyone = "Everyone", SignedIn = "SignedIn", Nobody = "Nobody";

    /// <summary>The audience in a site's settings.</summary>
    public static SchemaAudience In(JsonObject site) => new(Find((site[Member] as JsonObject)?[Introspection]) ?? Everyone);

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<SchemaAudience> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => In(await settings.FindAsync(SiteSettings.Section, CancellationToken.None) ?? []), SiteSettings.Section);

    /// <summary>Null when the caller belongs to it, else what they are told.</summary>
    /// <param name="isSignedIn">Whether the caller is a user, an app or a key, and no visitor.</param>
    public Problem? Refuse(bool isSignedIn) => Name switch
    {
        Everyone => null,
        SignedIn when isSignedIn => null,
        SignedIn => Problem.Forbidden("This site tells its schema only to those who sign in."),
        _ => Problem.Forbidden("This site does not tell its schema."),
    };

    /// <summary>What is wrong with the setting, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonNode setting)
    {
        if (setting is not JsonObject settings || settings.Any(one => one.Key != Introspection || (one.Value is not null && Find(one.Value) is null)))
            yield return $"{Member} must be {{\"{Introspection}\": \"{Everyone}\"}}, or {SignedIn} or {Nobody} in its place, not {setting.ToJsonString()}.";
    }

    private static string? Find(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? name) ? Array.Find([Everyone, SignedIn, Nobody], one => one == name) : null;
}
