using System.Linq.Expressions;
using Cms.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Audit;

/// <summary>The trail in the tenant's database.</summary>
internal sealed class SqlAuditTrail(TenantSession session) : AuditTrail
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(AuditRow), "row");

    public override async Task AddAsync(AuditEntry entry, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        session.Note(entry);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var rows = lease.Db.AuditTrail.AsNoTracking();
        if (query.Category is { } category)
            rows = rows.Where(row => row.Category == category);
        if (query.Event is { } happened)
            rows = rows.Where(Any(Like(nameof(AuditRow.Event), TenantDb.LikeJust(happened))));
        if (query.User is { } user)
            rows = rows.Where(Any(Expression.Equal(Column(nameof(AuditRow.UserId)), Parameter(user)), Like(nameof(AuditRow.UserName), TenantDb.LikeJust(user))));
        if (query.SubjectId is { } subject)
            rows = rows.Where(row => row.SubjectId == subject);
        if (query.Text is { } text)
            rows = rows.Where(Any(Like(nameof(AuditRow.Subject), $"%{TenantDb.LikeJust(text)}%"), Like(nameof(AuditRow.Details), $"%{TenantDb.LikeJust(text)}%")));
        if (query.SinceUtc is { } since)
            rows = rows.Where(row => row.AtUtc >= since);
        if (query.UntilUtc is { } until)
            rows = rows.Where(row => row.AtUtc < until);
        if (query.Before is { } before)
            rows = rows.Where(row => row.Id < before);
        return (await rows.OrderByDescending(row => row.Id).Take(query.First).ToListAsync(cancel)).ConvertAll(row => row.ToEntry());

        Expression Like(string column, string pattern) => lease.Db.Like(Column(column), Parameter(pattern));
    }

    public override async Task<DateTime?> FindOldestAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AuditTrail.OrderBy(row => row.Id).Select(row => (DateTime?)row.AtUtc).FirstOrDefaultAsync(cancel);
    }

    public override async Task<int> TrimAsync(DateTime beforeUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var trimmed = await session.Db.AuditTrail.Where(row => row.AtUtc < beforeUtc).ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
        return trimmed;
    }

    private static Expression<Func<AuditRow, bool>> Any(params IEnumerable<Expression> conditions) =>
        Expression.Lambda<Func<AuditRow, bool>>(conditions.Aggregate(Expression.OrElse), Row);

    private static MemberExpression Column(string name) => Expression.Property(Row, name);

    // A bare constant would be written into the SQL.
    private static Expression Parameter(string value)
    {
        Expression<Func<string>> read = () => value;
        return read.Body;
    }
}
