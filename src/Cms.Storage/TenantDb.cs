using Cms.Apps;
using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Editing.Reviewing;
using Cms.Retries;
using Cms.Search;
using Cms.Storage.Apps;
using Cms.Storage.Audit;
using Cms.Storage.Content;
using Cms.Storage.Events;
using Cms.Storage.Reviewing;
using Cms.Storage.Settings;
using Cms.Storage.Users;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cms.Storage;

/// <summary>The database of one tenant. Each provider derives from it and has its own migrations.</summary>
internal abstract class TenantDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<VersionRow> Versions => Set<VersionRow>();

    public DbSet<StateRow> States => Set<StateRow>();

    public DbSet<RouteRow> Routes => Set<RouteRow>();

    public DbSet<FormerRouteRow> FormerRoutes => Set<FormerRouteRow>();

    public DbSet<TermRow> Terms => Set<TermRow>();

    public DbSet<ReferenceRow> References => Set<ReferenceRow>();

    public DbSet<PrunedVersionRow> PrunedVersions => Set<PrunedVersionRow>();

    public DbSet<TrashRow> Trash => Set<TrashRow>();

    public DbSet<ScheduleRow> Schedule => Set<ScheduleRow>();

    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<ItemComment> Comments => Set<ItemComment>();

    public DbSet<ReviewReminder> ReviewReminders => Set<ReviewReminder>();

    public DbSet<OpenEditor> OpenEditors => Set<OpenEditor>();

    public DbSet<SettingsRow> Settings => Set<SettingsRow>();

    public DbSet<User> Users => Set<User>();

    public DbSet<AuditRow> AuditTrail => Set<AuditRow>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();

    public DbSet<ExternalLogin> ExternalLogins => Set<ExternalLogin>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<AccountMail> AccountMails => Set<AccountMail>();

    public DbSet<KeptAnswer> Answers => Set<KeptAnswer>();

    public DbSet<OpenIddictEntityFrameworkCoreApplication> Apps => Set<OpenIddictEntityFrameworkCoreApplication>();

    public DbSet<OpenIddictEntityFrameworkCoreAuthorization> AppAuthorizations => Set<OpenIddictEntityFrameworkCoreAuthorization>();

    public DbSet<OpenIddictEntityFrameworkCoreToken> AppTokens => Set<OpenIddictEntityFrameworkCoreToken>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

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
            states.HasMany(row => row.References).WithOne(reference => reference.State).HasForeignKey(reference => reference.VersionRowId).OnDelete(DeleteBehavior.Cascade);

            // An item has one latest and one published version at most, whatever two writers do at once.
            states.HasIndex(row => row.ContentItemId, "IX_ContentIndex_Latest").IsUnique().HasFilter("\"Latest\"");
            states.HasIndex(row => row.ContentItemId, "IX_ContentIndex_Published").IsUnique().HasFilter("\"Published\"");
            // Partial ones: SQLite cannot look a bare boolean column up in an index, but it knows that an index is only of such rows.
            states.HasIndex(row => new { row.ContentType, row.CreatedUtc, row.ContentItemId }, "IX_ContentIndex_PublishedByCreated").HasFilter("\"Published\"");
            states.HasIndex(row => new { row.ContentType, row.CreatedUtc, row.ContentItemId }, "IX_ContentIndex_LatestByCreated").HasFilter("\"Latest\"");
            states.HasIndex(row => new { row.ContentType, row.DisplayText, row.ContentItemId }, "IX_ContentIndex_PublishedByDisplayText").HasFilter("\"Published\"");
            states.HasIndex(row => new { row.ContentType, row.ModifiedUtc, row.ContentItemId }, "IX_ContentIndex_PublishedByModified").HasFilter("\"Published\"");

            // For lists of items of all types: what else decides who sees a row stands in the index too, so that rows are counted and left out without being read.
            states.HasIndex(row => new { row.ModifiedUtc, row.ContentItemId, row.ContentType, row.Owner, row.Published }, "IX_ContentIndex_ItemsByModified").HasFilter("\"Latest\"");
            states.HasIndex(row => new { row.CreatedUtc, row.ContentItemId, row.ContentType, row.Owner, row.Published }, "IX_ContentIndex_ItemsByCreated").HasFilter("\"Latest\"");
            states.HasIndex(row => new { row.PublishedUtc, row.ContentItemId, row.ContentType, row.Owner, row.Published }, "IX_ContentIndex_ItemsByPublished").HasFilter("\"Latest\"");
            states.HasIndex(row => new { row.DisplayText, row.ContentItemId, row.ContentType, row.Owner, row.Published }, "IX_ContentIndex_ItemsByDisplayText").HasFilter("\"Latest\"");
            states.HasIndex(row => new { row.ModifiedUtc, row.ContentItemId, row.ContentType, row.Owner }, "IX_ContentIndex_DraftsByModified").HasFilter("\"Latest\" AND NOT \"Published\"");

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
            routes.HasIndex(row => row.ContainedItemId, "IX_ContentRoutes_PublishedContained").HasFilter("\"Published\"");
        });

        modelBuilder.Entity<FormerRouteRow>().ToTable("FormerRoutes").HasKey(row => row.Path);
        modelBuilder.Entity<TermRow>(terms =>
        {
            terms.ToTable("ContentTerms");
            terms.HasKey(row => new { row.VersionRowId, row.TaxonomyId, row.TermId });
            terms.HasIndex(row => row.TermId);
        });

        modelBuilder.Entity<ReferenceRow>(references =>
        {
            references.ToTable("ContentReferences");
            references.HasIndex(row => new { row.Target, row.Kind });
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
        modelBuilder.Entity<PreviewLink>(links =>
        {
            links.ToTable("PreviewLinks");
            links.HasIndex(link => link.TokenHash).IsUnique();
            links.HasIndex(link => link.ContentItemId);
        });
        modelBuilder.Entity<SettingsRow>().ToTable("Settings").HasKey(row => row.Section);
        modelBuilder.Entity<User>(users =>
        {
            users.ToTable("Users");
            users.Property(user => user.TwoFactorEnabled).HasDefaultValue(false);
            users.Property(user => user.LastCodeStep).HasDefaultValue(0L);
            users.HasIndex(user => user.NormalizedUserName).IsUnique();
            users.HasIndex(user => user.NormalizedEmail).IsUnique().HasFilter("\"NormalizedEmail\" IS NOT NULL");
        });
        modelBuilder.Entity<AuditRow>(trail =>
        {
            trail.ToTable("AuditTrail");
            trail.Property(row => row.Category).HasConversion<string>();
            trail.HasIndex(row => row.AtUtc);
            trail.HasIndex(row => new { row.SubjectId, row.Id });
            trail.HasIndex(row => new { row.UserId, row.Id });
        });
        AccountTables.Add(modelBuilder);
        ReviewTables.Add(modelBuilder);
        modelBuilder.Entity<KeptAnswer>(answers =>
        {
            answers.ToTable("KeptAnswers");
            answers.HasKey(answer => new { answer.Caller, answer.Key });
            answers.HasIndex(answer => answer.ClaimedUtc);
        });
        AppTables.Map(modelBuilder);
        modelBuilder.Entity<OutboxRow>().ToTable("Outbox");
    }

    /// <summary>How long a writer waits for the one before, in seconds.</summary>
    internal const int LongestWait = 15;

    /// <summary>Begins a transaction in which nobody else writes to this tenant; waits for whoever does.</summary>
    public abstract Task BeginWritingAsync(CancellationToken cancel);

    /// <summary>True for the failure of <see cref="BeginWritingAsync"/> that means: somebody else wrote for too long.</summary>
    internal abstract bool IsBusy(Exception exception);

    /// <summary>Text that is within the column, whatever the letter case; <paramref name="pattern"/> is a LIKE pattern with <c>\</c> as escape.</summary>
    internal abstract System.Linq.Expressions.Expression Like(System.Linq.Expressions.Expression column, System.Linq.Expressions.Expression pattern);

    /// <summary>The same value in a form by which the database looks nothing up in an index; as it is where the database knows better what to begin with.</summary>
    internal abstract System.Linq.Expressions.Expression NotLeading(System.Linq.Expressions.Expression column);

    /// <summary>The few versions for which the condition can be true, where an index has to be asked of it first; null for all.</summary>
    internal abstract Task<Candidates?> FindCandidatesAsync(ContentFilter? where, CancellationToken cancel);

    /// <summary>The versions that have all words of the term, with how well they fit.</summary>
    internal abstract IQueryable<WordHit> FindWords(SearchTerm term);

    /// <summary>The rows of the same versions, in no order, where nobody asks how well they fit.</summary>
    internal abstract IQueryable<long> FindVersions(SearchTerm term);

    /// <summary>Writes by which words a version is found, in the place of those it had. Its index row must be there.</summary>
    internal abstract Task WriteWordsAsync(long versionRowId, IndexedText text, CancellationToken cancel);

    /// <summary>The SQL of the texts in a parameter that is a JSON list, for IN.</summary>
    internal abstract string ListOf(string parameter);

    /// <summary>A pattern for <see cref="Like"/> that matches just this text.</summary>
    internal static string LikeJust(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>The value of a field in a version's JSON; null when it is missing or of another kind. Its path stands in the SQL as it is, so that an index of it is found.</summary>
    internal abstract System.Linq.Expressions.Expression Field(System.Linq.Expressions.Expression parts, FieldPath field);

    /// <summary>What of the value stands in its index: the value itself, or its beginning where an index has no room for long texts.</summary>
    internal abstract System.Linq.Expressions.Expression FieldKey(System.Linq.Expressions.Expression parts, FieldPath field);

    /// <summary>Rows without a value come after all others in ascending order, unless an order by whether there is one stands before.</summary>
    internal abstract bool PutsMissingLast { get; }

    /// <summary>A value as <see cref="FieldKey"/> gives it, for comparing.</summary>
    internal abstract object FieldKeyValue(FieldPath field, object value);

    /// <summary>A value as <see cref="Field"/> gives it, for comparing.</summary>
    internal abstract object FieldValue(FieldPath field, object value);

    /// <summary>The other way round: what <see cref="Field"/> gave, as the product has it.</summary>
    internal abstract object ReadFieldValue(FieldPath field, object value);

    /// <summary>The items in a bag as rows: an expression of <c>IQueryable&lt;JsonItemRow&gt;</c>; none when there is no list.</summary>
    internal abstract System.Linq.Expressions.Expression ItemsIn(System.Linq.Expressions.Expression parts, string part, string member);

    /// <summary>The JSON of such a row, to be asked like a version's; null when it is no object.</summary>
    internal abstract System.Linq.Expressions.Expression PartsOf(System.Linq.Expressions.Expression item);

    /// <summary>The content type that the JSON of an item names; null when it names none.</summary>
    internal abstract System.Linq.Expressions.Expression TypeOf(System.Linq.Expressions.Expression parts);

    /// <summary>The SQL by which the value of a field is indexed: what <see cref="FieldKey"/> becomes.</summary>
    internal abstract string FieldSql(FieldPath field);

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        moment => moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : DateTime.SpecifyKind(moment, DateTimeKind.Utc),
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
