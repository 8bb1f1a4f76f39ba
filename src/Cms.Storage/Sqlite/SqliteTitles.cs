using System.Text;
using Cms.Content;
using Cms.Storage.Content;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Sqlite;

/// <summary>
/// The index of titles in SQLite's FTS5, by any three letters that follow each other: a table that a migration makes and triggers keep. It says which versions a list can be about; LIKE goes on
/// deciding.
/// </summary>
internal static class SqliteTitles
{
    // Where more have the letters, a page is found as fast by going through the list in its order.
    private const int MostFound = 500;

    // Of a long text some are enough, and FTS5 nests only so deep.
    private const int MostOfText = 8, Deepest = 8;

    /// <summary>The statement that asks the index; no row when more are found than are few.</summary>
    public static KeptStatement Few { get; } = new(
        $"""
        SELECT json_object('rows', json_group_array(rowid), 'last', (SELECT coalesce(max("VersionRowId"), 0) FROM "ContentIndex")) AS "Value"
        FROM (SELECT rowid FROM "ContentTitles" WHERE "ContentTitles" MATCH @match LIMIT {MostFound + 1}) HAVING count(*) <= {MostFound}
        """,
        [new KeptParameter("@match", 0, null)]);

    /// <summary>The few versions for which the condition can be true; null when it does not say so by titles, or they are not few.</summary>
    public static async Task<Candidates?> FindAsync(TenantDb db, ContentFilter? where, CancellationToken cancel) =>
        Match(where) is { } match && await db.Database.SqlQueryRaw<string>(Few.Sql, new SqliteParameter("@match", match)).ToListAsync(cancel) is [var rows] ? Of(rows) : null;

    /// <summary>What the statement found.</summary>
    public static Candidates Of(string rows) => new(rows, Among);

    /// <summary>What FTS5 is to be asked for the condition; null where titles say nothing about it.</summary>
    public static string? Match(ContentFilter? where) => where is null ? null : Match(where, 0);

    // CROSS JOIN, as SQLite would else walk the index of the order and look for each row whether it is one of these. An item that is saved between the two statements has a new row,
    // so those after the last one are looked at too, or it would not be found although it had the letters all the time.
    private static IQueryable<StateRow> Among(TenantDb db, string rows) => db.States.FromSqlRaw(
        """
        SELECT c.* FROM (
            SELECT value FROM json_each({0}, '$.rows')
            UNION ALL SELECT "VersionRowId" FROM "ContentIndex" WHERE "VersionRowId" > json_extract({0}, '$.last')) AS i
        CROSS JOIN "ContentIndex" AS c ON c."VersionRowId" = i.value
        """,
        rows);

    // What FTS5 is asked is true wherever the condition is; null where titles say nothing about it.
    private static string? Match(ContentFilter filter, int depth) => filter switch
    {
        ColumnIs { Column: ContentColumn.DisplayText, Comparison: Comparison.Contains or Comparison.StartsWith or Comparison.EndsWith, Value: string text } => Match(text),
        AllOf all when depth < Deepest => Join(" AND ", all.Filters.Select(one => Match(one, depth + 1)).Where(match => match is not null)),
        AnyOf any when depth < Deepest => any.Filters.Select(one => Match(one, depth + 1)).ToList() is var matches && matches.TrueForAll(match => match is not null) ? Join(" OR ", matches) : null,
        _ => null,
    };

    private static string? Match(string text)
    {
        // To SQLite a text ends there, in LIKE and in what FTS5 is asked.
        if (text.Contains('\0', StringComparison.Ordinal))
            return null;

        // FTS5 counts characters as Unicode does, not halves of them.
        var letters = text.EnumerateRunes().ToArray();
        var beginnings = letters.Length - 2;
        if (beginnings < 1)
            return null;

        var step = (beginnings + MostOfText - 1) / MostOfText;
        return Join(" AND ", Enumerable.Range(0, beginnings).Where(at => at % step == 0).Select(at => Quote($"{letters[at]}{letters[at + 1]}{letters[at + 2]}")).Distinct(StringComparer.Ordinal));
    }

    private static string Quote(string letters) => $"\"{letters.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Join(string between, IEnumerable<string?> matches) => string.Join(between, matches) is { Length: > 0 } match ? $"({match})" : null;
}
