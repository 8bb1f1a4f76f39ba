using Cms.Events;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Settings;

/// <summary>What is made of sections of a tenant's settings and kept until one of them changes.</summary>
public static class KeptSettings
{
    /// <summary>Values that are made by <paramref name="load"/> for each tenant.</summary>
    /// <param name="scopes">Opens the tenants.</param>
    /// <param name="changes">Where changes are told.</param>
    /// <param name="load">Makes a value; several callers wait for it, so nobody cancels it.</param>
    /// <param name="sections">The sections that it reads.</param>
    public static PerTenant<T> Of<T>(TenantScopes scopes, TenantChanges changes, Func<SettingsStore, Task<T>> load, params IReadOnlyCollection<string> sections)
        where T : class => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            return await load(scope.ServiceProvider.GetRequiredService<SettingsStore>());
        },
        changes,
        (_, happened) => happened is SettingsChanged changed && sections.Contains(changed.Section));
}
