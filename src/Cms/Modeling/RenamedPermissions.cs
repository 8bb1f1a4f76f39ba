using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>
/// What roles may do with a type that gets another name. While the rename is under way they have the permission under both names, so that
/// nobody who still knows the type by its former one is refused.
/// </summary>
internal static class RenamedPermissions
{
    /// <summary>Puts the new name beside the former one.</summary>
    public static Task AddAsync(SettingsStore settings, TypeMove renamed, CancellationToken cancel) =>
        ChangeAsync(settings, renamed.From, (permissions, index, name) =>
        {
            var added = name[..^renamed.From.Length] + renamed.To;
            if (!permissions.Any(permission => IsText(permission, added)))
                permissions.Insert(index + 1, added);
        }, cancel);

    /// <summary>Takes the former name away.</summary>
    public static Task RemoveFormerAsync(SettingsStore settings, TypeMove renamed, CancellationToken cancel) =>
        ChangeAsync(settings, renamed.From, (permissions, index, _) => permissions.RemoveAt(index), cancel);

    private static async Task ChangeAsync(SettingsStore settings, string type, Action<JsonArray, int, string> change, CancellationToken cancel)
    {
        if (await settings.FindAsync(RolePermissions.Section, cancel) is not { } roles)
            return;

        var ending = "_" + type;
        foreach (var permissions in roles.Select(role => role.Value?["Permissions"]).OfType<JsonArray>())
        {
            for (var index = permissions.Count - 1; index >= 0; index--)
            {
                if (permissions[index] is JsonValue value && value.TryGetValue(out string? name) && name.EndsWith(ending, StringComparison.Ordinal))
                    change(permissions, index, name);
            }
        }

        await settings.SaveAsync(RolePermissions.Section, roles, new SettingsChanged(RolePermissions.Section), cancel);
    }

    private static bool IsText(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue(out string? name) && name == text;
}
