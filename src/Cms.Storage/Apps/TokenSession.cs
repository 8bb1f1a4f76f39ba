using Cms.Events;
using Cms.Storage.Events;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore;

namespace Cms.Storage.Apps;

/// <summary>
/// Gives OpenIddict's stores the database of the scope's tenant: the transaction's context while there is one, else one that they keep for the scope, as they
/// go on with entities that they read before.
/// </summary>
internal sealed class TokenSession(CurrentTenant current, TenantSession session, TenantDatabases databases, TenantChanges changes, TimeProvider clock) : IOpenIddictEntityFrameworkCoreContext, IAsyncDisposable
{
    private TenantDb? _own;

    public async ValueTask<DbContext> GetDbContextAsync(CancellationToken cancellationToken) => await DbAsync(cancellationToken);

    /// <summary>Does the work and writes the event in one transaction, and tells it after the commit.</summary>
    public async Task<T> TellAsync<T>(TenantEvent happened, Func<Task<T>> work, CancellationToken cancel)
    {
        if (session.IsInTransaction)
        {
            var inside = await work();
            session.Tell(happened);
            await session.WriteAsync(cancel);
            return inside;
        }

        // In the stores' own context: the same entity must not be followed by two.
        var db = await DbAsync(cancel);
        await db.BeginWritingAsync(cancel);
        await using var transaction = db.Database.CurrentTransaction!;
        var result = await work();
        db.Outbox.Add(OutboxEvents.Write(happened, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        changes.Publish(current.Tenant, happened);
        return result;
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<TenantDb> DbAsync(CancellationToken cancel) => session.IsInTransaction ? session.Db : _own ??= await databases.OpenAsync(current.Tenant, cancel);
}
