using Cms.Content;

namespace Cms.Search;

/// <summary>Says what may have been meant by words that find nothing, out of the words of the tenant's own items.</summary>
public sealed class Suggestions(ContentSearch search)
{
    private const int ShortestWord = 4, MostTries = 5, MostErrors = 2, LongerWord = 7;

    /// <summary>Terms like this one that find something its asker may see, the likeliest first; none when every word of the term is found.</summary>
    /// <param name="query">The search.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Stops looking.</param>
    public async Task<IReadOnlyList<SearchTerm>> ListAsync(SearchQuery query, int most, CancellationToken cancel)
    {
        var terms = new List<SearchTerm> { query.Term };
        foreach (var word in query.Term.AllWords.Distinct().Where(word => word.Length is >= ShortestWord and <= Words.Longest).ToList())
        {
            if (await FindsAsync(query, new SearchTerm([[word]]), cancel))
                continue;

            var likely = await LikelyAsync(query, word, cancel);
            if (likely.Count > 0)
                terms = [.. terms.SelectMany(term => likely.Select(other => term.With(word, other))).Take(MostTries)];
        }

        var found = new List<SearchTerm>();
        foreach (var term in terms.Where(term => term != query.Term))
        {
            if (found.Count < most && await FindsAsync(query, term, cancel))
                found.Add(term);
        }

        return found;
    }

    private async Task<List<string>> LikelyAsync(SearchQuery query, string word, CancellationToken cancel)
    {
        var errors = word.Length < LongerWord ? 1 : MostErrors;

        // The first letter is seldom wrong, but often stands second.
        var known = await search.ListWordsAsync([.. word.Take(2).Distinct()], word.Length - errors, word.Length + errors, cancel);
        var likely = new List<string>();
        foreach (var other in known.Select(other => (Word: other, Errors: Distance(word, other))).Where(other => other.Errors <= errors && other.Errors > 0)
            .OrderBy(other => other.Errors).ThenBy(other => Math.Abs(other.Word.Length - word.Length)).ThenBy(other => other.Word, StringComparer.Ordinal).Take(MostTries * 2))
        {
            if (likely.Count < MostTries && await FindsAsync(query, new SearchTerm([[other.Word]]), cancel))
                likely.Add(other.Word);
        }

        return likely;
    }

    private async Task<bool> FindsAsync(SearchQuery query, SearchTerm term, CancellationToken cancel) =>
        (await search.ListAsync(query with { Term = term, First = 1, After = null }, cancel)).Count > 0;

    /// <summary>How many letters must be put in, left out, replaced or swapped with the next one (optimal string alignment).</summary>
    public static int Distance(string one, string other)
    {
        var costs = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            costs[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            costs[0, j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                costs[i, j] = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }

        return costs[one.Length, other.Length];
    }
}
