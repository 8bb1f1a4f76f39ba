using System.Linq.Expressions;
using System.Reflection;
using Cms.Content;
using Cms.Search;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Cms.Storage.PostgreSql;

/// <summary>A tenant's database on PostgreSQL: one schema, named by the search path of its connections.</summary>
internal sealed class PostgresTenantDb(DbContextOptions<PostgresTenantDb> options) : TenantDb(options)
{
    private static readonly MethodInfo LikeMethod = ((Func<DbFunctions, string, string, string, bool>)NpgsqlDbFunctionsExtensions.ILike).Method;

    internal override bool IsBusy(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    internal override bool PutsMissingLast => true;

    /// <inheritdoc/>
    public override async Task BeginWritingAsync(CancellationToken cancel)
    {
        await Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);

        // One writer of a tenant at a time, as on SQLite: what a verb checks stays true until it has written, and events are numbered in
        // the order in which they become true. Serializable transactions would fail instead of waiting.
        await Database.ExecuteSqlRawAsync($"SET LOCAL lock_timeout = '{LongestWait}s'", cancel);
        await Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 0))", cancel);
    }

    // In the collation "C" only ASCII letters have a case, as in SQLite's LIKE.
    internal override Expression Like(Expression column, Expression pattern) =>
        Expression.Call(LikeMethod, Expression.Constant(EF.Functions), column, pattern, Expression.Constant("\\"));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<VersionRow>().Property(row => row.Parts).HasColumnType("jsonb").UseCollation(null);

        PostgresFields.Map(modelBuilder);
        PostgresFields.MapItems(modelBuilder);

        // An entry of an index has at most some 2,700 bytes here, and a title may have more.
        var states = modelBuilder.Entity<StateRow>().Metadata;
        foreach (var index in states.GetIndexes().Where(index => index.Properties.Any(property => property.Name == nameof(StateRow.DisplayText))).ToList())
            states.RemoveIndex(index);
    }

    internal override Expression NotLeading(Expression column) => column;

    // PostgreSQL knows how often letters occur, and takes its index of titles by itself where that is better.
    internal override Task<Candidates?> FindCandidatesAsync(ContentFilter? where, CancellationToken cancel) => Task.FromResult<Candidates?>(null);

    internal override IQueryable<WordHit> FindWords(SearchTerm term) => PostgresWords.Find(this, term);

    internal override IQueryable<long> FindVersions(SearchTerm term) => FindWords(term).Select(hit => hit.VersionRowId);

    internal override Task WriteWordsAsync(long versionRowId, IndexedText text, CancellationToken cancel) => PostgresWords.WriteAsync(this, versionRowId, text, cancel);

    internal override string ListOf(string parameter) => $"SELECT jsonb_array_elements_text(CAST({parameter} AS jsonb))";

    internal override Expression Field(Expression parts, FieldPath field) => field.Kind switch
    {
        FieldValueKind.Number => Call(((Func<string, string, decimal?>)PostgresFields.Number).Method, parts, field),
        FieldValueKind.Boolean => Call(((Func<string, string, bool?>)PostgresFields.Boolean).Method, parts, field),
        FieldValueKind.Moment => Call(((Func<string, string, DateTime?>)PostgresFields.Moment).Method, parts, field),
        _ => InCollationC(Call(((Func<string, string, string?>)PostgresFields.Text).Method, parts, field)),
    };

    internal override Expression FieldKey(Expression parts, FieldPath field) => field.Kind == FieldValueKind.Text
        ? InCollationC(Call(((Func<string, string, string?>)PostgresFields.TextStart).Method, parts, field))
        : Field(parts, field);

    internal override object FieldKeyValue(FieldPath field, object value) =>
        value is string { Length: > PostgresFields.StartLength } text ? PostgresFields.StartOf(text) : value;

    private static MethodCallExpression Call(MethodInfo function, Expression parts, FieldPath field) =>
        Expression.Call(function, parts, Expression.Constant(PostgresFields.PathOf(field)));

    private static MethodCallExpression InCollationC(Expression text) =>
        Expression.Call(typeof(RelationalDbFunctionsExtensions), nameof(RelationalDbFunctionsExtensions.Collate), [typeof(string)], Expression.Constant(EF.Functions), text, Expression.Constant("C"));

    internal override object FieldValue(FieldPath field, object value) => value;

    internal override object ReadFieldValue(FieldPath field, object value) => value;

    // Whatever stands there, the path gives a list: what is no list has no elements, and that it has none is no failure.
    internal override Expression ItemsIn(Expression parts, string part, string member) => Expression.Call(
        ((Func<string, IQueryable<JsonItemRow>>)PostgresFields.Elements).Method,
        Expression.Call(((Func<string, string, string, bool, string>)PostgresFields.ListAt).Method, parts, Expression.Constant($"strict $.\"{part}\".\"{member}\"[*]"), Expression.Constant("{}"), Expression.Constant(true)));

    internal override Expression PartsOf(Expression item) => Expression.Property(item, nameof(JsonItemRow.Value));

    internal override Expression TypeOf(Expression parts) =>
        InCollationC(Expression.Call(((Func<string, string, string?>)PostgresFields.Text).Method, parts, Expression.Constant(nameof(ContentItem.ContentType))));

    internal override string FieldSql(FieldPath field) => PostgresFields.SqlOf(field);

    /// <summary>For <c>dotnet ef migrations add</c>.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<PostgresTenantDb>
    {
        public PostgresTenantDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresTenantDb>().UseNpgsql("Host=design").Options);
    }
}
