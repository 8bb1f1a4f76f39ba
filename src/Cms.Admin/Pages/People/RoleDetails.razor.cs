using Cms.Admin.Components;
using Cms.Apps;
using Cms.Definitions;
using Cms.Editing;
using Cms.Settings;
using Cms.Users;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Cms.Admin.Pages.People;

/// <summary>One role: what whoever has it may do, and who that is.</summary>
public partial class RoleDetails
{
    private const int Most = 12;

    private AskFirst? _ask;
    private IReadOnlySet<string> _chosen = new HashSet<string>();
    private string? _name, _description;
    private Shown? _shown;
    private bool _isLooked;

    /// <summary>The role's name; <c>new</c> for one that is to be made.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    private bool IsNew => Name == "new";

    protected override Task OnParametersSetAsync() => LookAsync();

    private async Task LookAsync()
    {
        _shown = await DoAsync(FindAsync);
        _isLooked = true;
        if (_shown is { } shown)
            (_description, _chosen) = (shown.Role.Description, shown.Role.Permissions.ToHashSet(StringComparer.Ordinal));
    }

    private async Task<Shown?> FindAsync(IServiceProvider services)
    {
        var roles = Role.ListIn(await RolePermissions.LoadAsync(services.GetRequiredService<SettingsStore>(), CancellationToken.None));
        if ((IsNew ? new Role("", "", []) : roles.FirstOrDefault(role => role.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))) is not { } role)
            return null;

        var definitions = await services.GetRequiredService<TenantDefinitions>().GetAsync(CancellationToken.None);
        var caller = services.GetRequiredService<CurrentCaller>().Caller;
        var users = await services.GetRequiredService<UserStore>().ListAsync(CancellationToken.None);
        return new Shown(
            role,
            [.. KnownPermissions.List(definitions, roles).Select(one => new PermissionChoice(one, caller.May(one.Name)))],
            [.. users.Where(user => user.RoleNames.Contains(role.Name, StringComparer.OrdinalIgnoreCase))],
            IsNew ? [] : await services.GetRequiredService<ProgramsWithRole>().ListAsync(role.Name, CancellationToken.None));
    }

    private async Task SaveAsync()
    {
        var wanted = new Role(IsNew ? (_name ?? "").Trim() : _shown!.Role.Name, _description?.Trim() ?? "", [.. _chosen]);
        if (await GetAsync<SaveRole, Role>(verb => verb.RunAsync(wanted, IsNew ? null : _shown!.Role, CancellationToken.None)) is not { } saved)
            return;

        Said.Add(Browser.Texts.T("RoleDetails.Saved", saved.Name), Severity.Success);
        if (IsNew)
            Navigation.NavigateTo($"admin/roles/{Uri.EscapeDataString(saved.Name)}");
        else
            await LookAsync();
    }

    private async Task RemoveAsync()
    {
        var name = _shown!.Role.Name;
        if (!await TryAsync<RemoveRole, int>(verb => verb.RunAsync(name, CancellationToken.None)))
            return;

        Said.Add(Browser.Texts.T("RoleDetails.Removed", name), Severity.Success);
        Navigation.NavigateTo("admin/roles");
    }

    private sealed record Shown(Role Role, IReadOnlyList<PermissionChoice> Known, IReadOnlyList<User> Users, IReadOnlyList<string> Programs);
}
