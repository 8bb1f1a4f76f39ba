using Cms.Admin.Browser;
using Cms.Apps;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Admin.Pages.Apps;

/// <summary>The roles and scopes that programs can be given, each with why the caller cannot give it (null when they can).</summary>
/// <param name="Roles">The roles.</param>
/// <param name="Scopes">The scopes.</param>
internal sealed record GrantAnswers(IReadOnlyList<(string Value, string Text, string? Refusal)> Roles, IReadOnlyList<(string Value, string Text, string? Refusal)> Scopes)
{
    /// <summary>Asks for each.</summary>
    public static async Task<GrantAnswers> ListAsync(IServiceProvider services)
    {
        var (access, settings) = (services.GetRequiredService<AppAccess>(), services.GetRequiredService<SettingsStore>());
        var (roles, scopes) = (new List<(string, string, string?)>(), new List<(string, string, string?)>());
        foreach (var role in Role.ListIn(await RolePermissions.LoadAsync(settings, CancellationToken.None)).Where(role => UserAccess.IsGiven(role.Name)))
            roles.Add((role.Name, role.Description.Length > 0 ? $"{role.Name}: {role.Description}" : role.Name, await RefusalAsync([role.Name], [])));
        foreach (var scope in (await Cms.Apps.Scopes.LoadAsync(settings, CancellationToken.None)).All)
            scopes.Add((scope.Name, $"{scope.Name}: {scope.DisplayName}", await RefusalAsync([], [scope.Name])));
        return new GrantAnswers(roles, scopes);

        async Task<string?> RefusalAsync(string[] roleNames, string[] scopeNames) => (await access.RefuseAsync(Texts.T("Grant.This"), roleNames, scopeNames, CancellationToken.None))?.Message;
    }
}
