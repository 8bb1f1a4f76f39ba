using Cms.Content;
using Cms.Definitions;

namespace Cms.Storage.Content;

/// <summary>The rows that questions are about, before order and page.</summary>
internal static class StateRows
{
    /// <param name="query">The question.</param>
    /// <param name="candidates">What <see cref="TenantDb.FindCandidatesAsync"/> gave for its condition.</param>
    /// <param name="sql">Makes its condition.</param>
    /// <param name="db">The database.</param>
    public static IQueryable<StateRow> Of(ContentQuery query, Candidates? candidates, ContentFilterSql sql, TenantDb db)
    {
        var all = candidates is null ? db.States : candidates.Among(db, candidates.Versions);
        var rows = InStatus(all.Where(sql.IsOfType(query.ContentType)), query.Status);
        return query.Where is { } filter ? rows.Where(sql.Translate(filter)) : rows;
    }

    public static IQueryable<StateRow> Visible(VisibleItems? visible, ContentStatus status, ContentDefinitions known, TenantDb db)
    {
        var rows = InStatus(db.States, status);
        return visible is null ? rows : rows.Where(new ContentFilterSql(db, known).IsVisible(visible));
    }

    public static IQueryable<StateRow> InStatus(IQueryable<StateRow> rows, ContentStatus status) => status switch
    {
        ContentStatus.Published => rows.Where(row => row.Published),
        ContentStatus.Draft => rows.Where(row => row.Latest && !row.Published),
        ContentStatus.Latest => rows.Where(row => row.Latest),
        _ => rows,
    };
}
