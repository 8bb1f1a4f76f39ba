namespace Cms.Tenants;

/// <summary>Whether a tenant answers requests.</summary>
public enum TenantState
{
    /// <summary>Being set up; its name is taken, it does not answer yet.</summary>
    Initializing,

    /// <summary>Answers requests.</summary>
    Running,

    /// <summary>Kept, but answers 404 until it is enabled again.</summary>
    Disabled,

    /// <summary>Its name and address are taken; nobody has set it up yet.</summary>
    Uninitialized,
}

/// <summary>A site with its own content, definitions, settings, media and users; nothing crosses to another one.</summary>
public sealed record Tenant
{
    /// <summary>The name of the tenant that a new installation sets up.</summary>
    public const string DefaultName = "Default";

    /// <summary>Names the tenant in commands and in its folder: letters, digits, <c>_</c> and <c>-</c>. Compared without case.</summary>
    public required string Name { get; init; }

    /// <summary>Stays unique when a removed tenant's name is used again.</summary>
    public required string Id { get; init; }

    /// <summary>Host names that lead here, without port; empty means every host. <c>*.example.org</c> takes all its subdomains.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The host name to show it at; null when every host leads here or only a pattern does.</summary>
    public string? OwnHost => Hosts.FirstOrDefault(host => !host.StartsWith("*.", StringComparison.Ordinal));

    /// <summary>First segments of the path that lead here, without slashes at the ends; empty means the root.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The beginning of a path that leads here, which is the prefix as it was written there; empty without one.</summary>
    public string PrefixIn(string path) => Prefix.Length == 0 ? "" : path[..(Prefix.Length + 1)];

    /// <summary>Whether it answers requests.</summary>
    public TenantState State { get; init; }

    /// <summary>The recipe it was set up with, or is to be; may be empty until then.</summary>
    public required string RecipeName { get; init; }

    /// <summary>What it is for, in the words of whoever runs the tenants; empty when nobody said.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it is sorted under, by whoever runs the tenants; empty when nobody said.</summary>
    public string Category { get; init; } = "";

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>False until it is known that somebody can sign in, so that a start does not have to open every tenant to find out.</summary>
    public bool HasAdministrator { get; init; }
}
