namespace Cms.Tenants;

/// <summary>Whether tenants may share a host under prefixes. Browsers take all pages of a host for one site, which tenants that do not trust each other are not.</summary>
/// <param name="AreAllowed">False when each tenant has hosts of its own.</param>
public sealed record SharedHosts(bool AreAllowed)
{
    /// <summary>What is wrong with where a tenant is to be found; null when nothing is. Without prefixes each host leads to one tenant.</summary>
    public Complaint? Complaint(Tenant tenant) => AreAllowed || tenant.Prefix.Length == 0
        ? null
        : new Complaint(nameof(Tenant.Prefix), $"Tenant {tenant.Name} must have a host of its own instead of the prefix {tenant.Prefix}: this program lets no two tenants share a host.");
}
