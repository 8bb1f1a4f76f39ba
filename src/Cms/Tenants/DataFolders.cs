namespace Cms.Tenants;

/// <summary>Where things lie under the data directory.</summary>
/// <param name="Root">The data directory, absolute.</param>
public sealed record DataFolders(string Root)
{
    /// <summary>The SQLite file of the host database.</summary>
    public string HostDatabase => Path.Combine(Root, "cms.db");

    /// <summary>Log files.</summary>
    public string Logs => Path.Combine(Root, "Logs");

    /// <summary>The keys by which sign-ins and forms are known again. Whoever can read them can sign in as anybody.</summary>
    public string Keys => Path.Combine(Root, "Keys");

    /// <summary>Everything of one tenant.</summary>
    public string Of(Tenant tenant) => Path.Combine(Root, "Sites", tenant.Name);

    /// <summary>The SQLite file of one tenant.</summary>
    public string DatabaseOf(Tenant tenant) => Path.Combine(Of(tenant), "tenant.db");

    /// <summary>The media files of one tenant.</summary>
    public string MediaOf(Tenant tenant) => Path.Combine(Of(tenant), "Media");
}
