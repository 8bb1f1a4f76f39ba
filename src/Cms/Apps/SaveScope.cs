using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Apps;

/// <summary>Makes a scope of the tenant, or makes it otherwise.</summary>
public sealed class SaveScope(SettingsStore settings, AppAccess access)
{
    private const int LongestName = 100;

    /// <summary>
    /// The scope. <see cref="ProblemKind.Invalid"/> for a name that cannot be written in requests (RFC 6749, section 3.3) or that stands for something else;
    /// <see cref="ProblemKind.Forbidden"/> for permissions that the caller lacks.
    /// </summary>
    public async Task<Outcome<Scope>> RunAsync(Scope scope, CancellationToken cancel)
    {
        if (access.RefusePermissions($"make the scope {scope.Name}", scope.Permissions) is { } refused)
            return refused;

        if (scope.Name.Length is 0 or > LongestName || !scope.Name.All(character => character is >= '!' and <= '~' and not '"' and not '\\'))
            return Problem.Invalid($"The name of a scope has 1 to {LongestName} letters, digits and signs without spaces, quotes and backslashes; \"{scope.Name}\" does not.");

        if (Scope.IsOfIdentity(scope.Name) && scope.Permissions.Count > 0)
            return Problem.Invalid($"The scope {scope.Name} tells who a user is and has no permissions of its own.");

        var stored = await settings.FindAsync(Scopes.Section, cancel) ?? [];
        stored[scope.Name] = new JsonObject
        {
            [nameof(Scope.DisplayName)] = scope.DisplayName,
            [nameof(Scope.Description)] = scope.Description,
            [nameof(Scope.Resources)] = JsonText.Array(scope.Resources),
            [nameof(Scope.Permissions)] = JsonText.Array(scope.Permissions),
        };
        await settings.SaveAsync(Scopes.Section, stored, new SettingsChanged(Scopes.Section), cancel);
        return scope;
    }
}
