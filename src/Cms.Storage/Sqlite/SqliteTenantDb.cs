using System.Linq.Expressions;
using System.Reflection;
using Cms.Content;
using Cms.Search;
using Cms.Storage.Content;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SQLitePCL;

namespace Cms.Storage.Sqlite;

/// <summary>A tenant's database on SQLite: one file.</summary>
internal sealed class SqliteTenantDb(DbContextOptions<SqliteTenantDb> options) : TenantDb(options)
{
    private static readonly MethodInfo LikeMethod = ((Func<DbFunctions, string, string, string, bool>)DbFunctionsExtensions.Like).Method;

    internal override bool IsBusy(Exception exception) => exception is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY };

    internal override bool PutsMissingLast => false;

    // Serializable takes SQLite's write lock at once: what a verb checks stays true until it has written.
    public override Task BeginWritingAsync(CancellationToken cancel) => Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancel);

    // SQLite's LIKE does not mind the case of ASCII letters.
    internal override Expression Like(Expression column, Expression pattern) =>
        Expression.Call(LikeMethod, Expression.Constant(EF.Functions), column, pattern, Expression.Constant("\\"));

    // Without figures of its own SQLite takes a list of types or rows for a short one, and sorts all that it leads to.
    internal override Expression NotLeading(Expression column) => column.Type == typeof(long)
        ? Expression.Add(column, Expression.Constant(0L))
        : Expression.Call(((Func<string, string, string>)string.Concat).Method, column, Expression.Constant(""));

    internal override Task<Candidates?> FindCandidatesAsync(ContentFilter? where, CancellationToken cancel) => SqliteTitles.FindAsync(this, where, cancel);

    internal override IQueryable<WordHit> FindWords(SearchTerm term) => SqliteWords.Find(this, term);

    internal override IQueryable<long> FindVersions(SearchTerm term) => SqliteWords.FindVersions(this, term);

    internal override Task WriteWordsAsync(long versionRowId, IndexedText text, CancellationToken cancel) => SqliteWords.WriteAsync(this, versionRowId, text, cancel);

    internal override string ListOf(string parameter) => $"SELECT value FROM json_each({parameter})";

    internal override Expression Field(Expression parts, FieldPath field) => Expression.Call(
        field.Kind switch
        {
            FieldValueKind.Number => ((Func<string, string, double?>)SqliteFields.Number).Method,
            FieldValueKind.Boolean => ((Func<string, string, bool?>)SqliteFields.Boolean).Method,
            FieldValueKind.Moment => ((Func<string, string, string?>)SqliteFields.Moment).Method,
            _ => ((Func<string, string, string?>)SqliteFields.Text).Method,
        },
        parts,
        Expression.Constant(SqliteFields.PathOf(field)));

    internal override Expression FieldKey(Expression parts, FieldPath field) => Field(parts, field);

    internal override object FieldKeyValue(FieldPath field, object value) => FieldValue(field, value);

    internal override object FieldValue(FieldPath field, object value) => SqliteFields.ValueOf(field.Kind, value);

    internal override object ReadFieldValue(FieldPath field, object value) => SqliteFields.Read(field.Kind, value);

    internal override Expression ItemsIn(Expression parts, string part, string member) =>
        Expression.Call(((Func<string, string, IQueryable<JsonItemRow>>)SqliteFields.Each).Method, parts, Expression.Constant($"$.{part}.{member}"));

    // Functions of JSON fail over a text that is none.
    internal override Expression PartsOf(Expression item) => Expression.Condition(
        Expression.Equal(Expression.Property(item, nameof(JsonItemRow.Type)), Expression.Constant("object")),
        Expression.Property(item, nameof(JsonItemRow.Value)),
        Expression.Constant(null, typeof(string)));

    internal override Expression TypeOf(Expression parts) =>
        Expression.Call(((Func<string, string, string?>)SqliteFields.Text).Method, parts, Expression.Constant($"$.{nameof(ContentItem.ContentType)}"));

    internal override string FieldSql(FieldPath field) => SqliteFields.SqlOf(field);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        SqliteFields.Map(modelBuilder);
        SqliteFields.MapItems(modelBuilder);
    }

    /// <summary>For <c>dotnet ef migrations add</c>.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<SqliteTenantDb>
    {
        public SqliteTenantDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteTenantDb>().UseSqlite("Data Source=design.db").Options);
    }
}
