using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>
/// Adds users: <c>{"name":"Users","Users":[{"UserName":"anna","UserId":"...","Email":"anna@example.org","RoleNames":["Editor"],"IsEnabled":true}]}</c>.
/// Users that exist are left alone, and nobody's password comes along.
/// </summary>
public sealed class UsersStep(UserStore store, AddUser add, SettingsStore settings) : RecipeStep
{
    // Orchard Core writes these too. What Identity works out again, what is a secret, and what is the same for everybody is not worth a remark.
    private static readonly HashSet<string> Read = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "UserId", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "RoleNames", "IsEnabled", "IsLockoutEnabled", "LockoutEndUtc", "AccessFailedCount",
    };

    public override string Name => "Users";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var roles = (await RolePermissions.LoadAsync(settings, cancel)).Select(role => role.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = (await store.ListAsync(cancel)).ToList();
        var added = new List<string>();
        foreach (var (index, json) in Objects(step, "Users").Index())
        {
            var place = $"Users[{index}]";
            var wanted = UserOf(json, place);
            if (known.Any(user => user.Id == wanted.Id))
                continue;

            // A name that another id has is that user's; its content keeps the id that it names.
            if (known.FirstOrDefault(user => user.UserName.Equals(wanted.UserName, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                if (wanted.Id is not null)
                    run.Remark($"{place}: there is a user {same.UserName} already, with the id {same.Id} instead of {wanted.Id}; it was left as it is.");
                continue;
            }

            Report(json, place, wanted, roles, run);
            var user = Require(await add.RunAsync(wanted, cancel));
            run.AddUser($"{user.UserName}{(user.RoleNames.Count > 0 ? $" ({string.Join(", ", user.RoleNames)})" : "")}{(user.IsEnabled ? "" : ", disabled")}");
            known.Add(user);
            added.Add(user.UserName);
        }

        if (added.Count > 0)
            run.Remark($"Users without a password, who cannot sign in until they have one (cms users reset-password NAME): {string.Join(", ", added)}.");
    }

    private static NewUser UserOf(JsonObject json, string place)
    {
        var name = Recipe.FindText(json, "UserName") ?? throw new RecipeException($"{place} has no UserName.");
        var id = Recipe.FindText(json, "UserId");
        if (id is not null && !ContentId.IsValid(id))
            throw new RecipeException($"UserId of {name} must be {ContentId.Form}, not \"{id}\".");

        return new NewUser(name)
        {
            Id = id,
            Email = Recipe.FindText(json, "Email"),
            RoleNames = [.. Texts(json, "RoleNames", "names of roles").Where(UserAccess.IsGiven)],
            RolesMayCome = true,
            IsEnabled = JsonText.FindMember(json, "IsEnabled")?.GetValueKind() switch
            {
                null or JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new RecipeException($"IsEnabled of {name} must be true or false."),
            },
        };
    }

    private static void Report(JsonObject json, string place, NewUser wanted, HashSet<string> roles, RecipeRun run)
    {
        var rest = json.DeepClone().AsObject();
        var left = SecretMembers.TakeOut(rest).Concat(rest.Where(member => !Read.Contains(member.Key) && IsFilled(member.Value)).Select(member => member.Key)).ToList();
        if (left.Count > 0)
            run.Remark($"{place} ({wanted.UserName}): {string.Join(", ", left)} left out; names, e-mails, roles and whether users are enabled come along.");
        if (wanted.RoleNames.Where(role => !roles.Contains(role)).ToList() is { Count: > 0 } unknown)
            run.Remark($"{place} ({wanted.UserName}): there is no role {string.Join(", ", unknown)} yet; it grants nothing until it is made.");
    }

    private static bool IsFilled(JsonNode? value) => value is not null && value.ToJsonString() is not ("\"\"" or "[]" or "{}" or "false" or "0");
}
