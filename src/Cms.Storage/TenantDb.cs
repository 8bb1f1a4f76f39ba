using Cms.Storage.Content;
using Cms.Storage.Events;
using Cms.Storage.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cms.Storage;

/// <summary>The database of one tenant. Each provider derives from it and has its own migrations.</summary>
internal abstract class TenantDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<VersionRow> Versions => Set<VersionRow>();

    public DbSet<StateRow> States => Set<StateRow>();

    public DbSet<RouteRow> Routes => Set<RouteRow>();

    public DbSet<FormerRouteRow> FormerRoutes => Set<FormerRouteRow>();

    public DbSet<TermRow> Terms => Set<TermRow>();

    public DbSet<PrunedVersionRow> PrunedVersions => Set<PrunedVersionRow>();

    public DbSet<TrashRow> Trash => Set<TrashRow>();

    public DbSet<ScheduleRow> Schedule => Set<ScheduleRow>();

    public DbSet<SettingsRow> Settings => Set<SettingsRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<VersionRow>(versions =>
        {
            versions.ToTable("ContentVersions");
            versions.HasIndex(row => row.VersionId).IsUnique();
            versions.HasIndex(row => new { row.ContentItemId, row.Number }).IsUnique();
        });

        modelBuilder.Entity<StateRow>(states =>
        {
            states.ToTable("ContentIndex");
            states.HasKey(row => row.VersionRowId);
            states.Property(row => row.VersionRowId).ValueGeneratedNever();
            states.HasOne(row => row.Version).WithOne().HasForeignKey<StateRow>(row => row.VersionRowId).OnDelete(DeleteBehavior.Cascade);
            states.HasMany(row => row.Routes).WithOne().HasForeignKey(route => route.VersionRowId).OnDelete(DeleteBehavior.Cascade);
            states.HasMany(row => row.Terms).WithOne().HasForeignKey(term => term.VersionRowId).OnDelete(DeleteBehavior.Cascade);

            // An item has one latest and one published version at most, whatever two writers do at once.
            states.HasIndex(row => row.ContentItemId, "IX_ContentIndex_Latest").IsUnique().HasFilter("\"Latest\"");
            states.HasIndex(row => row.ContentItemId, "IX_ContentIndex_Published").IsUnique().HasFilter("\"Published\"");
            // Partial ones: SQLite cannot look a bare boolean column up in an index, but it knows that an index is only of such rows.
            states.HasIndex(row => new { row.ContentType, row.CreatedUtc, row.ContentItemId }, "IX_ContentIndex_PublishedByCreated").HasFilter("\"Published\"");
            states.HasIndex(row => new { row.ContentType, row.CreatedUtc, row.ContentItemId }, "IX_ContentIndex_LatestByCreated").HasFilter("\"Latest\"");
            states.HasIndex(row => new { row.ContentType, row.DisplayText, row.ContentItemId }, "IX_ContentIndex_PublishedByDisplayText").HasFilter("\"Published\"");
            states.HasIndex(row => new { row.ContentType, row.ModifiedUtc, row.ContentItemId }, "IX_ContentIndex_PublishedByModified").HasFilter("\"Published\"");

            // Unique, so that SQLite takes them before the ones that serve the order.
            states.HasIndex(row => row.Path, "IX_ContentIndex_PublishedPath").IsUnique().HasFilter("\"Published\"");
            states.HasIndex(row => row.Path, "IX_ContentIndex_LatestPath").IsUnique().HasFilter("\"Latest\"");
            states.HasIndex(row => row.Alias, "IX_ContentIndex_PublishedAlias").IsUnique().HasFilter("\"Published\"");
            states.HasIndex(row => row.Alias, "IX_ContentIndex_LatestAlias").IsUnique().HasFilter("\"Latest\"");

            // Most items have none of these; NULL stands in no index here.
            states.HasIndex(row => row.LocalizationSet).HasFilter("\"LocalizationSet\" IS NOT NULL");
            states.HasIndex(row => new { row.ListContentItemId, row.Order }).HasFilter("\"ListContentItemId\" IS NOT NULL");
        });

        modelBuilder.Entity<RouteRow>(routes =>
        {
            routes.ToTable("ContentRoutes");
            routes.HasIndex(row => row.Path, "IX_ContentRoutes_Path");
            routes.HasIndex(row => row.Path, "IX_ContentRoutes_PublishedPath").IsUnique().HasFilter("\"Published\"");
        });

        modelBuilder.Entity<FormerRouteRow>().ToTable("FormerRoutes").HasKey(row => row.Path);
        modelBuilder.Entity<TermRow>(terms =>
        {
            terms.ToTable("ContentTerms");
            terms.HasKey(row => new { row.VersionRowId, row.TaxonomyId, row.TermId });
            terms.HasIndex(row => row.TermId);
        });

        modelBuilder.Entity<PrunedVersionRow>().ToTable("PrunedVersions").HasKey(row => row.VersionId);
        modelBuilder.Entity<TrashRow>(trash =>
        {
            trash.ToTable("Trash");
            trash.HasKey(row => row.ContentItemId);
            trash.HasIndex(row => row.RemovedUtc);
        });
        modelBuilder.Entity<ScheduleRow>(schedule =>
        {
            schedule.ToTable("Schedule");
            schedule.HasKey(row => new { row.ContentItemId, row.Kind });
            schedule.Property(row => row.Kind).HasConversion<string>();
            schedule.HasIndex(row => row.NextTryUtc);
        });
        modelBuilder.Entity<SettingsRow>().ToTable("Settings").HasKey(row => row.Section);
        modelBuilder.Entity<OutboxRow>().ToTable("Outbox");
    }

    /// <summary>Begins a transaction in which nobody else writes to this tenant; waits for whoever does.</summary>
    public abstract Task BeginWritingAsync(CancellationToken cancel);

    /// <summary>Text that is within the column, whatever the letter case; <paramref name="pattern"/> is a LIKE pattern with <c>\</c> as escape.</summary>
    internal abstract System.Linq.Expressions.Expression Like(System.Linq.Expressions.Expression column, System.Linq.Expressions.Expression pattern);

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        moment => moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : DateTime.SpecifyKind(moment, DateTimeKind.Utc),
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
