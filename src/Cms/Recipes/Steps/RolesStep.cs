using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>
/// Sets what roles may do: <c>{"name":"Roles","Roles":[{"Name":"Anonymous","Permissions":["..."],"PermissionBehavior":"Replace"}]}</c>.
/// <c>PermissionBehavior</c> is <c>Replace</c> (also when it is missing), <c>Add</c> or <c>Remove</c>.
/// </summary>
public sealed class RolesStep(SettingsStore settings, SaveRole save) : RecipeStep
{
    public override string Name => "Roles";

    public override string? Needs => Permission.ManageRoles;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var known = await RolePermissions.LoadAsync(settings, cancel);
        var wanted = new List<Role>();
        foreach (var role in Objects(step, "Roles"))
        {
            var given = Recipe.FindText(role, "Name") ?? throw new RecipeException("a role has no Name.");
            var name = known.Select(one => one.Key).FirstOrDefault(one => one.Equals(given, StringComparison.OrdinalIgnoreCase)) ?? given;
            if (JsonText.FindMember(role, "Permissions") is not (null or JsonArray))
                throw new RecipeException($"Permissions of role {name} must be a list of names.");

            var existing = known[name] as JsonObject;
            var before = Permissions(existing, name);
            var named = Permissions(role, name);
            var behavior = Recipe.FindText(role, "PermissionBehavior") ?? "Replace";
            IEnumerable<string> after = behavior switch
            {
                "Replace" => named,
                "Add" => before.Union(named),
                "Remove" => before.Except(named),
                _ => throw new RecipeException($"PermissionBehavior of role {name} must be Replace, Add or Remove, not \"{behavior}\"."),
            };
            var description = Recipe.FindText(role, "Description") ?? (string?)existing?["Description"] ?? "";
            wanted.Add(new Role(name, description, [.. after]));
            known[name] = new JsonObject { ["Description"] = description, ["Permissions"] = JsonText.Array(wanted[^1].Permissions) };
        }

        Require(await save.RunAsync(wanted, cancel));
    }

    private static List<string> Permissions(JsonObject? role, string name)
    {
        var list = role is null ? null : JsonText.FindMember(role, "Permissions") as JsonArray;
        return list is null || list.All(permission => permission?.GetValueKind() == JsonValueKind.String)
            ? [.. (list ?? []).Select(permission => permission!.GetValue<string>())]
            : throw new RecipeException($"Permissions of role {name} must be a list of names.");
    }
}
