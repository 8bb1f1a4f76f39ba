using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Tenants;

/// <summary>The host database: which tenants there are. Each provider derives from it and has its own migrations.</summary>
internal abstract class HostDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    public DbSet<TenantLookRow> Looks => Set<TenantLookRow>();

    public DbSet<TenantAddressRow> Addresses => Set<TenantAddressRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TenantRow>(tenants =>
        {
            tenants.ToTable("Tenants");
            tenants.Property(row => row.HasAdministrator).HasDefaultValue(false);
            tenants.Property(row => row.Description).HasDefaultValue("");
            tenants.Property(row => row.Category).HasDefaultValue("");
            tenants.HasIndex(row => row.NormalizedName).IsUnique();
            tenants.HasMany(row => row.Addresses).WithOne().HasForeignKey(address => address.TenantId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TenantLookRow>(looks =>
        {
            looks.ToTable("TenantLooks");
            looks.HasKey(row => row.TenantId);
        });
        modelBuilder.Entity<TenantAddressRow>(addresses =>
        {
            addresses.ToTable("TenantAddresses");

            // Two tenants at one address would make it a matter of luck who answers.
            addresses.HasKey(row => new { row.Host, row.Prefix });
        });
    }
}

/// <summary>A tenant.</summary>
internal sealed class TenantRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    public required string Prefix { get; set; }

    public required string State { get; set; }

    public required string RecipeName { get; set; }

    public required DateTime CreatedUtc { get; set; }

    public bool HasAdministrator { get; set; }

    public string Description { get; set; } = "";

    public string Category { get; set; } = "";

    public List<TenantAddressRow> Addresses { get; set; } = [];
}

/// <summary>An address of a tenant: a host (empty for every host) and a prefix, both in lower case.</summary>
internal sealed class TenantAddressRow
{
    public required string Host { get; set; }

    public required string Prefix { get; set; }

    public string TenantId { get; set; } = "";
}
