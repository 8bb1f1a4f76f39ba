using System.Collections.Concurrent;
using System.Data.Common;
using Cms.Content;
using Cms.Storage.Content;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage;

/// <summary>
/// Opens the databases of tenants; brings each to the newest structure before its first use in this process. Media lie in the tenant's
/// folder, whatever the database.
/// </summary>
internal abstract class TenantDatabases : TenantStorage
{
    private const int MostTries = 20;

    private readonly ConcurrentDictionary<string, Lazy<Task<OpenTenant>>> _open = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    protected TenantDatabases(DataFolders folders, TenantChanges changes, TimeProvider clock)
    {
        (Folders, _clock) = (folders, clock);
        changes.Retired += Close;
    }

    /// <summary>The tenants whose databases this process uses.</summary>
    public IEnumerable<OpenTenant> Open =>
        _open.Values
            .Where(tenant => tenant is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            .Select(tenant => tenant.Value.Result);

    protected DataFolders Folders { get; }

    /// <summary>The tenants whose databases nobody asked for in this time.</summary>
    public IReadOnlyList<Tenant> ListIdle(TimeSpan idle) =>
        [.. Open.Where(open => _clock.GetElapsedTime(open.LastUsed) > idle).Select(open => open.Tenant)];

    /// <summary>What lists are read by.</summary>
    public KeptStatements Statements { get; } = new();

    /// <summary>A context of the tenant's database. The caller disposes it.</summary>
    public async ValueTask<TenantDb> OpenAsync(Tenant tenant, CancellationToken cancel) => (await UseAsync(tenant, cancel)).CreateContext();

    /// <summary>The tenant's database, opened now if need be.</summary>
    public async ValueTask<OpenTenant> UseAsync(Tenant tenant, CancellationToken cancel)
    {
        var opening = _open.GetOrAdd(tenant.Id, _ => new Lazy<Task<OpenTenant>>(() => BeginAsync(tenant)));
        try
        {
            var open = await opening.Value.WaitAsync(cancel);
            open.LastUsed = _clock.GetTimestamp();
            return open;
        }
        catch when (opening.Value.IsFaulted)
        {
            _open.TryRemove(KeyValuePair.Create(tenant.Id, opening));
            throw;
        }
    }

    public override Task CreateAsync(Tenant tenant, CancellationToken cancel) => DeleteAsync(tenant, cancel);

    public override async Task DeleteAsync(Tenant tenant, CancellationToken cancel)
    {
        Close(tenant);
        await DropAsync(tenant, cancel);
        var folder = Folders.Of(tenant);
        for (var tries = 1; Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (tries < MostTries)
            {
                // Whoever was just looking into the database leaves files of its own when it is done.
                await Task.Yield();
            }
        }
    }

    /// <summary>
    /// Writes into the host database that somebody must look into the tenant at this moment or before. Stands there before the tenant's
    /// transaction is committed, so that nothing due is ever forgotten; a look in vain does no harm.
    /// </summary>
    public abstract Task AskForLookAsync(TenantDb db, Tenant tenant, DateTime atUtc, CancellationToken cancel);

    /// <summary>
    /// As <see cref="AskForLookAsync"/>, once in this process for as long as the tenant's database is open: whoever looks then says by himself when to
    /// look again. Gives back where to note it after the commit, as a look that was asked for may go with its transaction; null where nothing was asked for.
    /// </summary>
    public async Task<OpenTenant?> AskOnceForLookAsync(TenantDb db, Tenant tenant, DateTime atUtc, CancellationToken cancel)
    {
        if (!_open.TryGetValue(tenant.Id, out var opening) || await opening.Value is not { HasAskedForLook: false } open)
            return null;

        await AskForLookAsync(db, tenant, atUtc, cancel);
        return open;
    }

    /// <summary>Writes into the host database when somebody must look into the tenant next; null for never.</summary>
    public abstract Task SetNextLookAsync(TenantDb db, Tenant tenant, DateTime? atUtc, CancellationToken cancel);

    /// <summary>Makes the database if need be, brings it to the newest structure, and begins to notice what others write.</summary>
    protected abstract Task<OpenTenant> MigrateAsync(Tenant tenant);

    /// <summary>Removes what does not lie in the tenant's folder.</summary>
    protected abstract Task DropAsync(Tenant tenant, CancellationToken cancel);

    private async Task<OpenTenant> BeginAsync(Tenant tenant)
    {
        var open = await MigrateAsync(tenant);
        try
        {
            await using (var older = open.CreateContext())
                await IndexForm.BringUpToDateAsync(older, CancellationToken.None);

            // Read before anything is kept, so no change falls between.
            await using var db = open.CreateContext();
            open.LastEvent = await db.Outbox.MaxAsync(row => (long?)row.Id) ?? 0;
            open.LastUsed = _clock.GetTimestamp();
            return open;
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    private void Close(Tenant tenant)
    {
        if (_open.TryRemove(tenant.Id, out var opening) && opening is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            opening.Value.Result.Dispose();
    }
}

/// <summary>A tenant whose database this process uses.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="createContext">Gives a context of its database.</param>
internal class OpenTenant(Tenant tenant, Func<TenantDb> createContext) : IDisposable
{
    private readonly Lazy<KeptStatement> _partsOfVersions = new(() =>
    {
        using var db = createContext();
        return new KeptStatement($"""SELECT "VersionId", "Number", "Parts" FROM "ContentVersions" WHERE "VersionId" IN ({db.ListOf("@ids")})""", [new KeptParameter("@ids", 0, null)]);
    });

    /// <summary>The tenant.</summary>
    public Tenant Tenant { get; } = tenant;

    /// <summary>When somebody asked for it last; looking for changes does not count.</summary>
    public long LastUsed { get; set; }

    /// <summary>True when this process asked for a look at what the trail keeps too long.</summary>
    public bool HasAskedForLook { get; set; }

    /// <summary>The number of the last outbox row that was told.</summary>
    public long LastEvent { get; set; }

    /// <summary>A context of its database. The caller disposes it.</summary>
    public TenantDb CreateContext() => createContext();

    /// <summary>The statement for number and parts of versions; its value is a JSON list of their ids.</summary>
    public KeptStatement PartsOfVersions => _partsOfVersions.Value;

    /// <summary>As <see cref="TenantDb.FindCandidatesAsync"/>.</summary>
    public virtual Candidates? FindCandidates(ContentFilter? where) => null;

    /// <summary>Runs the statement with these values and shows each row, of which nothing may be kept.</summary>
    public virtual async Task ReadAsync(KeptStatement statement, IReadOnlyList<object> values, Action<DbDataReader> show, CancellationToken cancel)
    {
        await using var db = CreateContext();
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = statement.CreateCommand(db.Database.GetDbConnection());
        statement.Bind(command, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            show(reader);
    }

    /// <summary>Lets go of what is held for it beside the contexts.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
