using Cms.Tenants;

namespace Cms.Users.External;

/// <summary>A provider of OpenID Connect that people may sign in with, as the settings say.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Tenants">The names of the tenants that take it; empty for all.</param>
/// <param name="RolesOfNewUsers">The roles of users that are made of people nobody knows; null when none are made.</param>
public sealed record ExternalProvider(string Name, string DisplayName, IReadOnlyList<string> Tenants, IReadOnlyList<string>? RolesOfNewUsers)
{
    /// <summary>True for a tenant that takes it.</summary>
    public bool IsTakenBy(Tenant tenant) => Tenants.Count == 0 || Tenants.Contains(tenant.Name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The providers of the settings.</summary>
public sealed class ExternalProviders(IReadOnlyList<ExternalProvider> all)
{
    /// <summary>Those that a tenant takes, in order of their names for people.</summary>
    public IReadOnlyList<ExternalProvider> Of(Tenant tenant) =>
    [
        .. all.Where(provider => provider.IsTakenBy(tenant)).OrderBy(provider => provider.DisplayName, StringComparer.Ordinal),
    ];

    /// <summary>The provider with this name, if the tenant takes it; else null.</summary>
    public ExternalProvider? Find(string name, Tenant tenant) => all.FirstOrDefault(provider => provider.Name == name && provider.IsTakenBy(tenant));
}
