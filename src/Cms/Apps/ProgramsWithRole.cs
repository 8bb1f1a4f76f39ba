namespace Cms.Apps;

/// <summary>The apps and keys that have a role.</summary>
public sealed class ProgramsWithRole(AppStore apps, ApiKeyStore keys)
{
    /// <summary>Each with what it is: <c>the app shop</c>, <c>the API key nightly</c>.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string roleName, CancellationToken cancel) =>
    [
        .. (await apps.ListAsync(cancel)).Where(app => app.RoleNames.Contains(roleName, StringComparer.OrdinalIgnoreCase)).Select(app => $"the app {app.ClientId}"),
        .. (await keys.ListAsync(cancel)).Where(key => key.RoleNames.Contains(roleName, StringComparer.OrdinalIgnoreCase)).Select(key => $"the API key {key.Name}"),
    ];
}
