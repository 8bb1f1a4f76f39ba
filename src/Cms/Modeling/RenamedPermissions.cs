using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>
/// What roles, and apps by their scopes, may do with a type, part or field that gets another name. While the rename is under way they have the permission under
/// both names, so that nobody who still knows it by its former one is refused.
/// </summary>
internal static class RenamedPermissions
{
    /// <summary>Puts the new name beside the former one.</summary>
    public static Task AddAsync(SettingsStore settings, ItemRewrite renaming, CancellationToken cancel) =>
        ChangeAsync(settings, renaming, (permissions, index, added) =>
        {
            if (permissions.Any(permission => TextOf(permission) == added))
                return false;

            permissions.Insert(index + 1, added);
            return true;
        }, cancel);

    /// <summary>Takes the former name away, also as later renames gave it to the roles.</summary>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="renaming">The rename, which is done.</param>
    /// <param name="later">Those that are still under way.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task RemoveFormerAsync(SettingsStore settings, ItemRewrite renaming, IEnumerable<ItemRewrite> later, CancellationToken cancel)
    {
        await ChangeAsync(settings, renaming, Take, cancel);
        var former = renaming.Fields;
        foreach (var fields in later.Select(other => other.Fields).OfType<FieldNameMove>())
        {
            if (former is not null && fields.FindNew(former.From) is { } moved)
            {
                former = former with { From = moved };
                await ChangeAsync(settings, renaming with { Type = null, Fields = former }, Take, cancel);
            }
        }

        static bool Take(JsonArray permissions, int index, string _)
        {
            permissions.RemoveAt(index);
            return true;
        }
    }

    private static async Task ChangeAsync(SettingsStore settings, ItemRewrite renaming, Func<JsonArray, int, string, bool> change, CancellationToken cancel)
    {
        if (renaming.Type is null && renaming.Fields is null)
            return;

        await ChangeAsync(settings, RolePermissions.Section, renaming, change, cancel);
        await ChangeAsync(settings, Scopes.Section, renaming, change, cancel);
    }

    private static async Task ChangeAsync(SettingsStore settings, string section, ItemRewrite renaming, Func<JsonArray, int, string, bool> change, CancellationToken cancel)
    {
        if (await settings.FindAsync(section, cancel) is not { } holders)
            return;

        var changed = false;
        foreach (var permissions in holders.Select(holder => (holder.Value as JsonObject)?["Permissions"]).OfType<JsonArray>())
        {
            for (var index = permissions.Count - 1; index >= 0; index--)
            {
                if (TextOf(permissions[index]) is { } name && FindNew(name, renaming) is { } renamed)
                    changed |= change(permissions, index, renamed);
            }
        }

        if (changed)
            await settings.SaveAsync(section, holders, new SettingsChanged(section), cancel);
    }

    private static string? FindNew(string permission, ItemRewrite renaming)
    {
        if (Permission.FieldOf(permission) is { } field)
            return renaming.Fields?.FindNew(field) is { } moved ? permission[..^field.Length] + moved : null;

        return renaming.Type is { } type && permission.EndsWith("_" + type.From, StringComparison.Ordinal) ? permission[..^type.From.Length] + type.To : null;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
