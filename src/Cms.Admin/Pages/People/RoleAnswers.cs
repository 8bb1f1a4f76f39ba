using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Admin.Pages.People;

/// <summary>Which roles users can be given here, and why the caller cannot give one.</summary>
internal static class RoleAnswers
{
    /// <summary>Each role with what it is for, and the refusal of the verbs; null when the caller may give it.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text, string? Refusal)>> ListAsync(IServiceProvider services)
    {
        var access = services.GetRequiredService<UserAccess>();
        var answers = new List<(string, string, string?)>();
        foreach (var role in Role.ListIn(await RolePermissions.LoadAsync(services.GetRequiredService<SettingsStore>(), CancellationToken.None)).Where(role => UserAccess.IsGiven(role.Name)))
        {
            var refusal = await access.RefuseAsync("give this role", [role.Name], CancellationToken.None);
            answers.Add((role.Name, role.Description.Length > 0 ? $"{role.Name}: {role.Description}" : role.Name, refusal?.Message));
        }

        return answers;
    }
}
