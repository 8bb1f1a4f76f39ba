using Cms.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Tenants;

/// <summary>The list of tenants in the host database.</summary>
internal sealed class SqlTenantStore(HostDatabase database) : TenantStore
{
    public override async Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var rows = await db.Tenants.AsNoTracking().Include(row => row.Addresses).OrderBy(row => row.NormalizedName).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new Tenant
            {
                Id = row.Id,
                Name = row.Name,
                Prefix = row.Prefix,
                Hosts = [.. row.Addresses.Select(address => address.Host).Where(host => host.Length > 0).Order(StringComparer.Ordinal)],
                State = Enum.Parse<TenantState>(row.State),
                RecipeName = row.RecipeName,
                CreatedUtc = DateTime.SpecifyKind(row.CreatedUtc, DateTimeKind.Utc),
                HasAdministrator = row.HasAdministrator,
                Description = row.Description,
                Category = row.Category,
            }),
        ];
    }

    public override async Task<bool> AddAsync(Tenant tenant, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        db.Tenants.Add(new TenantRow
        {
            Id = tenant.Id,
            Name = tenant.Name,
            NormalizedName = tenant.Name.ToUpperInvariant(),
            Prefix = tenant.Prefix,
            State = tenant.State.ToString(),
            RecipeName = tenant.RecipeName,
            CreatedUtc = tenant.CreatedUtc,
            Description = tenant.Description,
            Category = tenant.Category,
            Addresses = AddressesOf(tenant),
        });
        return await TrySaveAsync(db, cancel);
    }

    public override async Task SetStateAsync(Tenant tenant, TenantState state, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var name = state.ToString();
        await db.Tenants.Where(row => row.Id == tenant.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, name), cancel);
    }

    public override async Task<bool> ChangeStateAsync(Tenant tenant, TenantState before, TenantState after, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var (was, becomes) = (before.ToString(), after.ToString());
        return await db.Tenants.Where(row => row.Id == tenant.Id && row.State == was).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, becomes), cancel) == 1;
    }

    public override async Task<bool> UpdateAsync(Tenant tenant, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        if (await db.Tenants.Include(row => row.Addresses).FirstOrDefaultAsync(row => row.Id == tenant.Id, cancel) is not { } row)
            return false;

        (row.Prefix, row.RecipeName, row.Description, row.Category) = (tenant.Prefix, tenant.RecipeName, tenant.Description, tenant.Category);
        var wanted = AddressesOf(tenant);
        row.Addresses.RemoveAll(address => !wanted.Exists(one => (one.Host, one.Prefix) == (address.Host, address.Prefix)));
        row.Addresses.AddRange(wanted.Where(one => !row.Addresses.Exists(address => (one.Host, one.Prefix) == (address.Host, address.Prefix))));

        // Who watches the list for other nodes is told of this table, not of that of the addresses.
        db.Entry(row).Property(one => one.Prefix).IsModified = true;
        return await TrySaveAsync(db, cancel);
    }

    public override async Task SetHasAdministratorAsync(Tenant tenant, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        await db.Tenants.Where(row => row.Id == tenant.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.HasAdministrator, true), cancel);
    }

    public override async Task<IReadOnlyList<string>> ListDueAsync(DateTime nowUtc, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.Looks.Where(look => look.AtUtc <= nowUtc).OrderBy(look => look.AtUtc).Select(look => look.TenantId).ToListAsync(cancel);
    }

    public override async Task RemoveAsync(Tenant tenant, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        await db.Tenants.Where(row => row.Id == tenant.Id).ExecuteDeleteAsync(cancel);
        await db.Looks.Where(look => look.TenantId == tenant.Id).ExecuteDeleteAsync(cancel);
    }

    private static List<TenantAddressRow> AddressesOf(Tenant tenant) =>
    [
        .. tenant.Hosts.DefaultIfEmpty("").Select(host => new TenantAddressRow
        {
            Host = host.ToLowerInvariant(),
            Prefix = tenant.Prefix.ToLowerInvariant(),
        }),
    ];

    private async Task<bool> TrySaveAsync(HostDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            return false;
        }
    }
}
