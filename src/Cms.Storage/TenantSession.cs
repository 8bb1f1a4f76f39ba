using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Cms.Audit;
using Cms.Content;
using Cms.Events;
using Cms.Storage.Audit;
using Cms.Storage.Content;
using Cms.Storage.Events;
using Cms.Tenants;
using Cms.Users;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage;

/// <summary>
/// One scope's use of its tenant's database. Reads outside a transaction each take a context of their own, so they may run side by
/// side; inside one everything shares the transaction's context.
/// </summary>
internal sealed class TenantSession(CurrentTenant current, CurrentCaller caller, TenantDatabases databases, TenantChanges changes, TimeProvider clock) : TenantWork
{
    // Statements that EF Core does not send are told as it tells of its own.
    private const string StatementSent = "StatementSent";

    private static readonly DiagnosticListener Sent = new("Cms.Storage");

    private readonly List<TenantEvent> _told = [];
    private bool _noted;
    private TenantDb? _db;
    private int _depth;

    /// <summary>The transaction's context. Throws outside a transaction.</summary>
    public TenantDb Db => _db ?? throw new InvalidOperationException("Writing needs a transaction; begin one first.");

    /// <summary>What lists are read by.</summary>
    public KeptStatements Statements => databases.Statements;

    /// <summary>True while a transaction is open in this scope.</summary>
    public bool IsInTransaction => _db is not null;

    /// <summary>A context for reading; the transaction's own while there is one.</summary>
    public async ValueTask<Lease> ReadAsync(CancellationToken cancel) =>
        _db is { } shared ? new Lease(shared, Owned: false) : new Lease(await databases.OpenAsync(current.Tenant, cancel), Owned: true);

    /// <summary>As <see cref="TenantDb.FindCandidatesAsync"/>, outside of any transaction.</summary>
    public async ValueTask<Candidates?> FindCandidatesAsync(ContentFilter? where, CancellationToken cancel) => (await databases.UseAsync(current.Tenant, cancel)).FindCandidates(where);

    /// <summary>Runs a kept statement outside of any transaction, as <see cref="OpenTenant.ReadAsync"/> does.</summary>
    public async Task ReadAsync(KeptStatement statement, IReadOnlyList<object> values, Action<DbDataReader> show, CancellationToken cancel) =>
        await ReadAsync(await databases.UseAsync(current.Tenant, cancel), statement, values, show, cancel);

    /// <summary>The numbers and parts of these versions by their ids, outside of any transaction; those that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<string, (int Number, string Parts)>> ReadPartsAsync(IEnumerable<string> versionIds, CancellationToken cancel)
    {
        var open = await databases.UseAsync(current.Tenant, cancel);
        var read = new Dictionary<string, (int Number, string Parts)>(StringComparer.Ordinal);
        await ReadAsync(open, open.PartsOfVersions, [JsonSerializer.Serialize(versionIds)], row => read[row.GetString(0)] = (row.GetInt32(1), row.GetString(2)), cancel);
        return read;
    }

    private static Task ReadAsync(OpenTenant open, KeptStatement statement, IReadOnlyList<object> values, Action<DbDataReader> show, CancellationToken cancel)
    {
        if (Sent.IsEnabled(StatementSent))
            Sent.Write(StatementSent, statement.Sql);
        return open.ReadAsync(statement, values, show, cancel);
    }

    public override async Task<Transaction> BeginAsync(CancellationToken cancel)
    {
        if (_db is null)
        {
            var db = await databases.OpenAsync(current.Tenant, cancel);
            try
            {
                await db.BeginWritingAsync(cancel);
            }
            catch (Exception exception)
            {
                await db.DisposeAsync();
                if (db.IsBusy(exception))
                    throw new TenantIsBusyException($"Somebody else has been writing to tenant {current.Tenant.Name} for more than {TenantDb.LongestWait} seconds; nothing was changed, try again.", exception);
                throw;
            }

            _db = db;
        }
        else
        {
            await _db.Database.CurrentTransaction!.CreateSavepointAsync(Savepoint(_depth), cancel);
        }

        return new Joined(this, ++_depth, _told.Count);
    }

    /// <summary>Writes the event with the transaction and tells it after the commit.</summary>
    public void Tell(TenantEvent happened)
    {
        Db.Outbox.Add(OutboxEvents.Write(happened, clock.GetUtcNow().UtcDateTime));
        _told.Add(happened);
    }

    /// <summary>Writes the entry into the trail with the transaction, with who the scope works for, from where, and when.</summary>
    public void Note(AuditEntry entry)
    {
        _noted = true;
        var who = caller.Caller;
        Db.AuditTrail.Add(AuditRow.Of(entry with { AtUtc = clock.GetUtcNow().UtcDateTime, UserId = who.UserId, UserName = who.UserName, Address = caller.Address }));
    }

    /// <summary>Lets somebody look into the tenant at this moment or before; see <see cref="TenantDatabases.AskForLookAsync"/>.</summary>
    public Task AskForLookAsync(DateTime atUtc, CancellationToken cancel) => databases.AskForLookAsync(Db, current.Tenant, atUtc, cancel);

    /// <summary>Lets somebody look into the tenant at once.</summary>
    public Task AskForLookAsync(CancellationToken cancel) => AskForLookAsync(clock.GetUtcNow().UtcDateTime, cancel);

    /// <summary>Lets somebody look into the tenant at this moment and not before; null for never.</summary>
    public Task SetNextLookAsync(DateTime? atUtc, CancellationToken cancel) => databases.SetNextLookAsync(Db, current.Tenant, atUtc, cancel);

    /// <summary>Sends what was added to the context to the database.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        await Db.SaveChangesAsync(cancel);
        Db.ChangeTracker.Clear();
    }

    private static string Savepoint(int depth) => $"step{depth}";

    private async Task CommitAsync(int depth, CancellationToken cancel)
    {
        if (depth > 1)
        {
            await Db.Database.CurrentTransaction!.ReleaseSavepointAsync(Savepoint(depth - 1), cancel);
            _depth--;
            return;
        }

        var asked = _noted ? await databases.AskOnceForLookAsync(Db, current.Tenant, clock.GetUtcNow().UtcDateTime.AddDays(1), cancel) : null;
        await Db.Database.CommitTransactionAsync(cancel);
        asked?.HasAskedForLook = true;
        var told = _told.ToArray();
        await EndAsync();
        foreach (var happened in told)
            changes.Publish(current.Tenant, happened);
    }

    private async ValueTask RollbackAsync(int depth, int toldBefore)
    {
        if (_depth < depth)
            return;

        if (depth == 1)
        {
            // Disposing the context rolls back.
            await EndAsync();
            return;
        }

        _told.RemoveRange(toldBefore, _told.Count - toldBefore);
        Db.ChangeTracker.Clear();
        await Db.Database.CurrentTransaction!.RollbackToSavepointAsync(Savepoint(depth - 1));
        _depth--;
    }

    private async ValueTask EndAsync()
    {
        var db = Db;
        (_db, _depth, _noted) = (null, 0, false);
        _told.Clear();
        if (db.Database.CurrentTransaction is { } open)
            await open.DisposeAsync();
        await db.DisposeAsync();
    }

    /// <summary>A context for one read.</summary>
    public readonly record struct Lease(TenantDb Db, bool Owned) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Owned ? Db.DisposeAsync() : ValueTask.CompletedTask;
    }

    private sealed class Joined(TenantSession session, int depth, int toldBefore) : Transaction
    {
        private bool _ended;

        public override async Task CommitAsync(CancellationToken cancel)
        {
            await session.CommitAsync(depth, cancel);
            _ended = true;
        }

        public override async ValueTask DisposeAsync()
        {
            if (_ended)
                return;

            _ended = true;
            await session.RollbackAsync(depth, toldBefore);
        }
    }
}
