using System.Text;
using Cms.Content;
using Cms.Search;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.PostgreSql;

/// <summary>The index of words as tsvectors, in a table that a migration makes. Words come from Cms and not from PostgreSQL's parser, which knows letters only as its locale does.</summary>
internal static class PostgresWords
{
    // tsvector counts no further, and keeps no more places of one word: phrases with later ones are not found.
    private const int LastPlace = 16_383, MostPlaces = 255;

    public static IQueryable<WordHit> Find(TenantDb db, SearchTerm term)
    {
        var query = string.Join(" & ", term.Phrases.Select(phrase => SearchTerm.IsBeginning(phrase) ? $"'{phrase[0]}':*" : $"({string.Join(" <-> ", phrase.Select(word => $"'{word}'"))})"));
        return db.Database.SqlQuery<WordHit>(
            $$"""
            SELECT "VersionRowId", ts_rank(ARRAY[0.1, 0.2, 0.4, 1.0]::real[], "Words", CAST({{query}} AS tsquery), 1)::double precision AS "Rank"
            FROM "ContentWords" WHERE "Words" @@ CAST({{query}} AS tsquery)
            """);
    }

    public static async Task WriteAsync(TenantDb db, long version, IndexedText text, CancellationToken cancel)
    {
        var words = VectorOf(text);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "ContentWords" ("VersionRowId", "Words") VALUES ({version}, CAST({words} AS tsvector))
            ON CONFLICT ("VersionRowId") DO UPDATE SET "Words" = excluded."Words"
            """,
            cancel);
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "ContentVocabulary" ("term") SELECT unnest(tsvector_to_array(CAST({words} AS tsvector))) ON CONFLICT DO NOTHING""", cancel);
    }

    // Written out as PostgreSQL reads it: 'sleep':1A,7 'well':2A. The title stands first and weighs most.
    private static string VectorOf(IndexedText text)
    {
        var places = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var place = 0;
        foreach (var (words, weight) in new[] { (text.Title, "A"), (text.Body, "") })
        {
            // No phrase goes on from the title into the text.
            place++;
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                // Also for a word with too many places to keep: those around it do not stand side by side.
                place++;
                if (!places.TryGetValue(word, out var of))
                    places[word] = of = [];
                if (of.Count < MostPlaces)
                    of.Add($"{Math.Min(place, LastPlace)}{weight}");
            }
        }

        var vector = new StringBuilder();
        foreach (var (word, of) in places)
            vector.Append('\'').Append(word).Append("':").AppendJoin(',', of).Append(' ');
        return vector.ToString();
    }
}
