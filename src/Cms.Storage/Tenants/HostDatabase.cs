using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Tenants;

/// <summary>Opens the host database; brings it to the newest structure before its first use in this process.</summary>
internal abstract class HostDatabase : IDisposable
{
    private readonly SemaphoreSlim _migrating = new(1);
    private volatile bool _ready;

    /// <summary>A context of the host database. The caller disposes it.</summary>
    public async ValueTask<HostDb> OpenAsync(CancellationToken cancel)
    {
        if (!_ready)
            await MigrateOnceAsync(cancel);
        return CreateContext();
    }

    /// <summary>True when the failure is a second row with the same key.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);

    public void Dispose() => _migrating.Dispose();

    /// <summary>A context, whatever the structure of the database is.</summary>
    protected abstract HostDb CreateContext();

    /// <summary>Makes the database if need be and brings it to the newest structure.</summary>
    protected abstract Task MigrateAsync(CancellationToken cancel);

    private async Task MigrateOnceAsync(CancellationToken cancel)
    {
        await _migrating.WaitAsync(cancel);
        try
        {
            if (_ready)
                return;

            await MigrateAsync(cancel);
            _ready = true;
        }
        finally
        {
            _migrating.Release();
        }
    }
}
