using System.Text.Json.Nodes;

namespace Cms.Users;

/// <summary>A role: what users, apps and keys that have it may do.</summary>
/// <param name="Name">Its name; compared without letter case.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Permissions">The permissions that it has.</param>
public sealed record Role(string Name, string Description, IReadOnlyList<string> Permissions)
{
    private const int LongestName = 64;

    /// <summary>False for the three roles that every site has: of everybody, of everybody who is signed in, and of those who may do everything.</summary>
    public bool IsRemovable => UserAccess.IsGiven(Name) && !IsAdministrator;

    /// <summary>True for the role that may do everything, whatever is stored of it.</summary>
    public bool IsAdministrator => Name.Equals(RolePermissions.Administrator, StringComparison.OrdinalIgnoreCase);

    /// <summary>The roles of <see cref="RolePermissions.LoadAsync"/> in order of their names.</summary>
    public static IReadOnlyList<Role> ListIn(JsonObject roles) => [.. roles.OrderBy(role => role.Key, StringComparer.OrdinalIgnoreCase).Select(role => new Role(
        role.Key,
        JsonText.Find(role.Value as JsonObject ?? [], nameof(Description)) ?? "",
        [.. JsonText.In(role.Value?[nameof(Permissions)])]))];

    /// <summary>True when both say the same, in whatever order.</summary>
    internal bool IsLike(Role other) => Description == other.Description && Permissions.ToHashSet(StringComparer.Ordinal).SetEquals(other.Permissions);

    /// <summary>What is wrong with the name of a new role, as a sentence; null when nothing is.</summary>
    internal static string? Complaint(string name) => name.Trim() != name || name.Length is 0 or > LongestName || name.Any(character => char.IsControl(character) || character is '/' or '\\')
        ? $"The name of a role has 1 to {LongestName} characters without / and \\, none of them a space at the ends; \"{name}\" does not."
        : null;

    /// <summary>As it is stored under its name.</summary>
    internal JsonObject ToJson() => new()
    {
        [nameof(Description)] = Description,
        [nameof(Permissions)] = JsonText.Array(Permissions),
    };
}
