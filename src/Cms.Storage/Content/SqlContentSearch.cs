using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Search in the tenant's database, by the index of words that every save writes.</summary>
internal sealed class SqlContentSearch(TenantSession session, TenantDefinitions definitions) : ContentSearch
{
    public override async Task<IReadOnlyList<SearchHit>> ListAsync(SearchQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        var hits = lease.Db.FindWords(query.Term).Join(
            StateRows.Visible(query.Visible, query.Status, known, lease.Db), hit => hit.VersionRowId, row => row.VersionRowId, (hit, row) => new { hit.Rank, row.VersionRowId, row.ContentItemId });
        if (query.After is { } place)
        {
            var (rank, id) = (place.Rank, place.ContentItemId);
            hits = hits.Where(hit => hit.Rank < rank || (hit.Rank == rank && hit.ContentItemId.CompareTo(id) < 0));
        }

        // An item whose latest version is not the published one may be there twice.
        var page = await hits.OrderByDescending(hit => hit.Rank).ThenByDescending(hit => hit.ContentItemId).ThenByDescending(hit => hit.VersionRowId).Take(query.First).ToListAsync(cancel);
        var items = await ReadAsync(lease.Db, known, [.. page.Select(hit => hit.VersionRowId)], cancel);
        return [.. page.Where(hit => items.ContainsKey(hit.VersionRowId)).Select(hit => new SearchHit(items[hit.VersionRowId], hit.Rank))];
    }

    public override async Task<int> CountAsync(SearchQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        return await Found(query, known, lease.Db).CountAsync(cancel);
    }

    public override async Task<IReadOnlyList<string>> ListWordsAsync(IReadOnlyCollection<char> letters, int shortest, int longest, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var words = new List<string>();
        foreach (var letter in letters.Where(IsWhole))
        {
            // A range of the vocabulary's own order; LIKE would read all of it.
            var (from, to) = (letter.ToString(), ((char)(letter + 1)).ToString());
            words.AddRange(await lease.Db.Database.SqlQuery<string>(
                $"""SELECT "term" AS "Value" FROM "ContentVocabulary" WHERE "term" >= {from} AND "term" < {to} AND length("term") BETWEEN {shortest} AND {longest}""").ToListAsync(cancel));
        }

        return words;
    }

    public override async Task<IReadOnlyList<ValueCount>> CountValuesAsync(FacetQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        var sql = new ContentFilterSql(lease.Db, known);
        var rows = query.List is { } list ? StateRows.Of(list, await lease.Db.FindCandidatesAsync(list.Where, cancel), sql, lease.Db) : Found(query.Search!, known, lease.Db);
        return query.Facet switch
        {
            TermFacet { TaxonomyContentItemId: var taxonomy } => await CountAsync(
                rows.SelectMany(row => row.Terms).Where(term => term.TaxonomyId == taxonomy).GroupBy(term => term.TermId).Select(term => new Counted<string> { Value = term.Key, Count = term.Count() })),
            TypeFacet => [.. Renamed(await rows.GroupBy(row => row.ContentType).Select(type => new Counted<string> { Value = type.Key, Count = type.Count() }).ToListAsync(cancel)).Take(query.First)],
            FieldFacet { Field: { Kind: FieldValueKind.Boolean } field } => [.. (await rows.Select(sql.Value<bool?>(field)).Where(value => value != null).GroupBy(value => value)
                .Select(value => new Counted<bool?> { Value = value.Key, Count = value.Count() }).OrderByDescending(value => value.Count).ThenBy(value => value.Value).Take(query.First).ToListAsync(cancel))
                .Select(value => new ValueCount(value.Value!.Value ? "true" : "false", value.Count))],
            FieldFacet { Field: { Kind: FieldValueKind.Text } field } => await CountAsync(
                rows.Select(sql.Value<string?>(field)).Where(value => value != null && value != "").GroupBy(value => value!).Select(value => new Counted<string> { Value = value.Key, Count = value.Count() })),
            var facet => throw new NotSupportedException($"There is no SQL for the facet {facet}."),
        };

        async Task<IReadOnlyList<ValueCount>> CountAsync(IQueryable<Counted<string>> values) =>
            [.. (await values.OrderByDescending(value => value.Count).ThenBy(value => value.Value).Take(query.First).ToListAsync(cancel)).Select(value => new ValueCount(value.Value, value.Count))];

        // While a rename goes through the store, a type stands there under both names.
        IEnumerable<ValueCount> Renamed(IEnumerable<Counted<string>> types) => types.GroupBy(type => known.TypeNow(type.Value)).Select(type => new ValueCount(type.Key, type.Sum(one => one.Count)))
            .OrderByDescending(type => type.Count).ThenBy(type => type.Value, StringComparer.Ordinal);
    }

    public override async Task<ILookup<string, ContentItem>> ListRelatedAsync(RelatedQuery query, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        await using var lease = await session.ReadAsync(cancel);
        var sql = RelatedSql(lease.Db);
        var rows = await lease.Db.Database.SqlQueryRaw<RelatedRow>(
            sql, Json(query.ContentItemIds), Json(query.Taxonomies), Json(query.Visible.ContentTypes.SelectMany(known.StoredNames)), Json(query.Visible.OwnContentTypes.SelectMany(known.StoredNames)), query.Visible.Owner, query.First).ToListAsync(cancel);
        var items = await ReadAsync(lease.Db, known, [.. rows.Select(row => row.VersionRowId).Distinct()], cancel);
        return rows.Where(row => items.ContainsKey(row.VersionRowId)).OrderBy(row => row.Place).ToLookup(row => row.Item, row => items[row.VersionRowId], StringComparer.Ordinal);

        static string Json(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);
    }

    // A term that few items have says more of them than one that many have.
    private static string RelatedSql(TenantDb db) =>
        $$"""
        WITH "Source" AS (
            SELECT s."ContentItemId" AS "Item", t."TaxonomyId", t."TermId" FROM "ContentIndex" s JOIN "ContentTerms" t ON t."VersionRowId" = s."VersionRowId"
            WHERE s."Published" AND s."ContentItemId" IN ({{db.ListOf("{0}")}}) AND t."TaxonomyId" IN ({{db.ListOf("{1}")}})),
        "Weight" AS (
            SELECT t."TaxonomyId", t."TermId", 1.0 / COUNT(*) AS "Weight" FROM "ContentTerms" t JOIN "ContentIndex" s ON s."VersionRowId" = t."VersionRowId"
            WHERE s."Published" AND t."TermId" IN (SELECT "TermId" FROM "Source") GROUP BY t."TaxonomyId", t."TermId"),
        "Scored" AS (
            SELECT q."Item", c."VersionRowId", c."CreatedUtc", c."ContentItemId", SUM(w."Weight") AS "Score"
            FROM "Source" q
            JOIN "Weight" w ON w."TaxonomyId" = q."TaxonomyId" AND w."TermId" = q."TermId"
            JOIN "ContentTerms" t ON t."TermId" = q."TermId" AND t."TaxonomyId" = q."TaxonomyId"
            JOIN "ContentIndex" c ON c."VersionRowId" = t."VersionRowId"
            WHERE c."Published" AND c."ContentItemId" <> q."Item"
                AND (c."ContentType" IN ({{db.ListOf("{2}")}}) OR (c."ContentType" IN ({{db.ListOf("{3}")}}) AND c."Owner" = {4}))
            GROUP BY q."Item", c."VersionRowId", c."CreatedUtc", c."ContentItemId")
        SELECT "Item", "VersionRowId", "Place" FROM (
            SELECT "Item", "VersionRowId", ROW_NUMBER() OVER (PARTITION BY "Item" ORDER BY "Score" DESC, "CreatedUtc" DESC, "ContentItemId" DESC) AS "Place" FROM "Scored") ranked
        WHERE "Place" <= {5}
        """;

    private static IQueryable<StateRow> Found(SearchQuery query, ContentDefinitions known, TenantDb db)
    {
        var found = db.FindWords(query.Term).Select(hit => hit.VersionRowId);
        return StateRows.Visible(query.Visible, query.Status, known, db).Where(row => found.Contains(row.VersionRowId));
    }

    private static async Task<Dictionary<long, ContentItem>> ReadAsync(TenantDb db, ContentDefinitions known, long[] rows, CancellationToken cancel)
    {
        var read = await db.States.AsNoTracking().Where(row => rows.Contains(row.VersionRowId)).Include(row => row.Version).ToListAsync(cancel);
        return read.ToDictionary(row => row.VersionRowId, row => StoredVersions.Current(row.ReadItem(), known));
    }

    // Half a character, or a range that ends with one, is nothing that a database can be asked for.
    private static bool IsWhole(char letter) => !char.IsSurrogate(letter) && letter < char.MaxValue && !char.IsSurrogate((char)(letter + 1));

    private sealed class Counted<T>
    {
        public required T Value { get; init; }

        public required int Count { get; init; }
    }

    private sealed class RelatedRow
    {
        public required string Item { get; init; }

        public required long VersionRowId { get; init; }

        public required long Place { get; init; }
    }
}

/// <summary>A version that has the words.</summary>
internal sealed class WordHit
{
    public required long VersionRowId { get; init; }

    /// <summary>More is better.</summary>
    public required double Rank { get; init; }
}
