using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Tenants;

/// <summary>When somebody must look into a tenant next, because something in it is due then.</summary>
internal sealed class TenantLookRow
{
    public required string TenantId { get; set; }

    public required DateTime AtUtc { get; set; }
}

/// <summary>Writes those moments, in SQL that both databases know.</summary>
/// <param name="table">The table, quoted, with its schema where there is one.</param>
internal sealed class TenantLooks(string table)
{
    /// <summary>The table's name, quoted.</summary>
    public const string Table = "\"TenantLooks\"";

    private readonly string _ask =
        $"INSERT INTO {table} AS look (\"TenantId\", \"AtUtc\") VALUES ({{0}}, {{1}}) ON CONFLICT (\"TenantId\") DO UPDATE SET \"AtUtc\" = excluded.\"AtUtc\" WHERE excluded.\"AtUtc\" < look.\"AtUtc\"";

    private readonly string _set =
        $"INSERT INTO {table} (\"TenantId\", \"AtUtc\") VALUES ({{0}}, {{1}}) ON CONFLICT (\"TenantId\") DO UPDATE SET \"AtUtc\" = excluded.\"AtUtc\"";

    private readonly string _forget = $"DELETE FROM {table} WHERE \"TenantId\" = {{0}}";

    /// <summary>The moment, unless an earlier one stands there.</summary>
    public Task AskForAsync(DbContext db, string tenantId, DateTime atUtc, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync(_ask, [tenantId, atUtc], cancel);

    /// <summary>Just this moment; null for never.</summary>
    public Task SetAsync(DbContext db, string tenantId, DateTime? atUtc, CancellationToken cancel) => atUtc is { } moment
        ? db.Database.ExecuteSqlRawAsync(_set, [tenantId, moment], cancel)
        : db.Database.ExecuteSqlRawAsync(_forget, [tenantId], cancel);
}
