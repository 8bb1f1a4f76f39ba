using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cms.Storage.Sqlite;

/// <summary>A tenant's database on SQLite: one file.</summary>
internal sealed class SqliteTenantDb(DbContextOptions<SqliteTenantDb> options) : TenantDb(options)
{
    private static readonly MethodInfo LikeMethod = ((Func<DbFunctions, string, string, string, bool>)DbFunctionsExtensions.Like).Method;

    // Serializable takes SQLite's write lock at once: what a verb checks stays true until it has written.
    public override Task BeginWritingAsync(CancellationToken cancel) => Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancel);

    // SQLite's LIKE does not mind the case of ASCII letters.
    internal override Expression Like(Expression column, Expression pattern) =>
        Expression.Call(LikeMethod, Expression.Constant(EF.Functions), column, pattern, Expression.Constant("\\"));

    /// <summary>For <c>dotnet ef migrations add</c>.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<SqliteTenantDb>
    {
        public SqliteTenantDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteTenantDb>().UseSqlite("Data Source=design.db").Options);
    }
}
