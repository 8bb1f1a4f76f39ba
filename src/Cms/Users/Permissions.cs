using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Users;

/// <summary>Names of permissions, as in Orchard Core.</summary>
public static class Permission
{
    /// <summary>Ask the GraphQL endpoint.</summary>
    public const string ExecuteGraphQL = "ExecuteGraphQL";

    /// <summary>See published content.</summary>
    public const string ViewContent = "ViewContent";

    /// <summary>Change content; whoever may, also sees drafts.</summary>
    public const string EditContent = "EditContent";

    /// <summary>Throw away for good what is in the trash; no other permission but that of the site's owner includes it.</summary>
    public const string PurgeContent = "PurgeContent";
}

/// <summary>What each role of a tenant may do. Until a tenant has users, every visitor has the role Anonymous.</summary>
public sealed class RolePermissions
{
    /// <summary>The section of settings under which roles are stored: <c>{"Anonymous":{"Description":"...","Permissions":[...]}}</c>.</summary>
    public const string Section = "roles";

    /// <summary>The role of everybody who is not signed in.</summary>
    public const string Anonymous = "Anonymous";

    private readonly Dictionary<string, HashSet<string>> _roles;

    private RolePermissions(JsonObject? stored) =>
        _roles = (stored ?? Defaults()).ToDictionary(
            role => role.Key,
            role => role.Value?["Permissions"] is JsonArray names
                ? names.Where(name => name?.GetValueKind() == JsonValueKind.String).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal)
                : [],
            StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the role has the permission, or one that includes it.</summary>
    public bool May(string role, string permission) =>
        _roles.TryGetValue(role, out var permissions)
        && (permissions.Contains(permission) || permissions.Contains("SiteOwner")
            || (permission == Permission.ExecuteGraphQL && permissions.Contains("ExecuteGraphQLMutations"))
            || (permission == Permission.ViewContent && permissions.Contains(Permission.EditContent)));

    /// <summary>The roles of a tenant that stored none, as in Orchard Core: published content may be seen, the API not asked.</summary>
    public static JsonObject Defaults() => new()
    {
        [Anonymous] = new JsonObject { ["Permissions"] = new JsonArray(Permission.ViewContent) },
    };

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<RolePermissions> Keep(TenantScopes scopes, TenantChanges changes) => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            return new RolePermissions(await scope.ServiceProvider.GetRequiredService<SettingsStore>().FindAsync(Section, CancellationToken.None));
        },
        changes,
        (_, happened) => happened is SettingsChanged { Section: Section });
}
