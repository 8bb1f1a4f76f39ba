using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Users;

/// <summary>What each role of a tenant may do.</summary>
public sealed class RolePermissions
{
    /// <summary>The section of settings under which roles are stored: <c>{"Anonymous":{"Description":"...","Permissions":[...]}}</c>; null for one of <see cref="Defaults"/> that was removed.</summary>
    public const string Section = "roles";

    /// <summary>The role of everybody who is not signed in.</summary>
    public const string Anonymous = "Anonymous";

    /// <summary>The role of everybody who is, beside their own.</summary>
    public const string Authenticated = "Authenticated";

    /// <summary>The role that may do everything, whatever is stored of it.</summary>
    public const string Administrator = "Administrator";

    private readonly Dictionary<string, string[]> _roles;

    private RolePermissions(JsonObject stored)
    {
        _roles = stored.ToDictionary(
            role => role.Key,
            role => role.Value?["Permissions"] is JsonArray names
                ? names.Where(name => name?.GetValueKind() == JsonValueKind.String).Select(name => name!.GetValue<string>()).ToArray()
                : [],
            StringComparer.OrdinalIgnoreCase);
        Visitor = Caller.Visitor(Of([Anonymous]));
    }

    /// <summary>The names of the roles.</summary>
    public IEnumerable<string> Names => _roles.Keys;

    /// <summary>The permissions of the roles together; a role that is not there has none.</summary>
    public IEnumerable<string> Of(IEnumerable<string> roles) => roles.SelectMany(role => role.Equals(Administrator, StringComparison.OrdinalIgnoreCase)
        ? [Permission.SiteOwner]
        : _roles.GetValueOrDefault(role) ?? []);

    /// <summary>Somebody who is not signed in.</summary>
    public Caller Visitor { get; }

    /// <summary>A user or an app with these roles; what everybody who is signed in may do is added, and what visitors may, as in Orchard Core.</summary>
    public Caller SignedIn(string userId, string userName, IEnumerable<string> roles) => Caller.SignedIn(userId, userName, Of(roles.Append(Authenticated).Append(Anonymous)));

    /// <summary>The roles of a tenant before anything is changed, with Orchard Core's names and permissions: published content may be seen, the API not asked.</summary>
    public static JsonObject Defaults()
    {
        return new JsonObject
        {
            [Administrator] = Role("May do everything.", Permission.SiteOwner),
            ["Editor"] = Role(
                "Edits, publishes and removes everybody's content.",
                Permission.AccessAdminPanel, "ListContent", Permission.EditContent, Permission.PublishContent, Permission.DeleteContent, "PreviewContent", "CloneContent", Permission.ManageMediaContent),
            ["Moderator"] = Role("Looks after what others write.", Permission.AccessAdminPanel),
            ["Author"] = Role(
                "Writes and publishes content of their own.",
                Permission.AccessAdminPanel, "ListContent", "EditOwnContent", "PublishOwnContent", "DeleteOwnContent", "PreviewOwnContent", "CloneOwnContent", "ManageOwnMediaContent"),
            ["Contributor"] = Role(
                "Writes content of their own, which others publish.",
                Permission.AccessAdminPanel, "ListContent", "EditOwnContent", "PreviewOwnContent", "CloneOwnContent", "ManageOwnMediaContent"),
            [Authenticated] = Role("Everybody who is signed in.", Permission.ViewContent),
            [Anonymous] = Role("Everybody who is not signed in.", Permission.ViewContent),
        };

        static JsonObject Role(string description, params string[] permissions) => new()
        {
            ["Description"] = description,
            ["Permissions"] = JsonText.Array(permissions),
        };
    }

    /// <summary>The roles as stored, with those of <see cref="Defaults"/> that a tenant's first recipe did not name.</summary>
    public static async Task<JsonObject> LoadAsync(SettingsStore settings, CancellationToken cancel)
    {
        var roles = await settings.FindAsync(Section, cancel) ?? [];
        foreach (var (name, role) in Defaults())
        {
            if (!roles.Any(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
                roles[name] = role?.DeepClone();
        }

        foreach (var removed in roles.Where(role => role.Value is null).Select(role => role.Key).ToList())
            roles.Remove(removed);
        return roles;
    }

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<RolePermissions> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => new RolePermissions(await LoadAsync(settings, CancellationToken.None)), Section);
}
