using Cms.Content;
using Cms.Search;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Sqlite;

/// <summary>The index of words in SQLite's FTS5: a table without the texts themselves, which a migration makes; a trigger takes a version out of it with its index row.</summary>
internal static class SqliteWords
{
    // LIMIT keeps SQLite from mixing this into the rest, where it could not rank.
    public static IQueryable<WordHit> Find(TenantDb db, SearchTerm term) => db.Database.SqlQuery<WordHit>(
        $"""SELECT rowid AS "VersionRowId", -bm25("ContentWords", 10.0, 1.0) AS "Rank" FROM "ContentWords" WHERE "ContentWords" MATCH {Match(term)} LIMIT -1""");

    public static IQueryable<long> FindVersions(TenantDb db, SearchTerm term) => db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "ContentWords" WHERE "ContentWords" MATCH {Match(term)} LIMIT -1""");

    public static async Task WriteAsync(TenantDb db, long version, IndexedText text, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "ContentWords" WHERE rowid = {version}""", cancel);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "ContentWords" (rowid, "title", "body") VALUES ({version}, {text.Title}, {text.Body})""", cancel);
    }

    // Words have only letters and digits, so that nothing in them means anything to FTS5.
    private static string Match(SearchTerm term) =>
        string.Join(" AND ", term.Phrases.Select(phrase => $"\"{string.Join(' ', phrase)}\"{(SearchTerm.IsBeginning(phrase) ? "*" : "")}"));
}
