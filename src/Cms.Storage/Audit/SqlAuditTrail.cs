using System.Linq.Expressions;
using Cms.Audit;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Audit;

/// <summary>The trail in the tenant's database.</summary>
internal sealed class SqlAuditTrail(TenantSession session) : AuditTrail
{
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
            rows = rows.Where(Like(lease.Db, row => row.Event, Exactly(happened)));
        if (query.User is { } user)
            rows = rows.Where(Either(row => row.UserId == user, Like(lease.Db, row => row.UserName, Exactly(user))));
        if (query.SubjectId is { } subject)
            rows = rows.Where(row => row.SubjectId == subject);
        if (query.Text is { } text)
            rows = rows.Where(Either(Like(lease.Db, row => row.Subject, $"%{Exactly(text)}%"), Like(lease.Db, row => row.Details ?? "", $"%{Exactly(text)}%")));
        if (query.SinceUtc is { } since)
            rows = rows.Where(row => row.AtUtc >= since);
        if (query.UntilUtc is { } until)
            rows = rows.Where(row => row.AtUtc < until);
        if (query.Before is { } before)
            rows = rows.Where(row => row.Id < before);
        return (await rows.OrderByDescending(row => row.Id).Take(query.First).ToListAsync(cancel)).ConvertAll(row => row.ToEntry());
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

    private static Expression<Func<AuditRow, bool>> Like(TenantDb db, Expression<Func<AuditRow, string>> column, string pattern) =>
        Expression.Lambda<Func<AuditRow, bool>>(db.Like(column.Body, Expression.Constant(pattern)), column.Parameters);

    private static Expression<Func<AuditRow, bool>> Either(Expression<Func<AuditRow, bool>> one, Expression<Func<AuditRow, bool>> other) =>
        Expression.Lambda<Func<AuditRow, bool>>(Expression.OrElse(one.Body, new Swap(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    // A pattern of LIKE that matches just this text.
    private static string Exactly(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
