using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Tenants;

/// <summary>Opens the host database; brings it to the newest structure before its first use in this process.</summary>
internal abstract class HostDatabase
{
    /// <summary>A context of the host database. The caller disposes it.</summary>
    public abstract ValueTask<HostDb> OpenAsync(CancellationToken cancel);

    /// <summary>True when the failure is a second row with the same key.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);
}
