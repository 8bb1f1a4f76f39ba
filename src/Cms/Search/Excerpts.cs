using System.Text;
using Cms.Liquid;

namespace Cms.Search;

/// <summary>Shows where a text has what was looked for. All HTML it gives is the text, encoded, with <c>&lt;mark&gt;</c> around the words found.</summary>
public static class Excerpts
{
    private const int Around = 80;
    private const string Cut = "…";

    /// <summary>The whole text with the words marked.</summary>
    public static string Mark(string text, SearchTerm term) => Mark(text, Find(text, term), 0, text.Length);

    /// <summary>Pieces of the texts around the words found, the first ones first; none when no word stands in them.</summary>
    /// <param name="texts">Plain texts.</param>
    /// <param name="term">What was looked for.</param>
    /// <param name="most">How many pieces.</param>
    public static IEnumerable<string> Of(IEnumerable<string> texts, SearchTerm term, int most) => texts.SelectMany(text => Pieces(text, term)).Take(most);

    private static IEnumerable<string> Pieces(string text, SearchTerm term)
    {
        var found = Find(text, term);
        for (var next = 0; next < found.Count;)
        {
            var start = Math.Max(0, found[next].Start - Around);
            var last = next;
            while (last + 1 < found.Count && found[last + 1].Start - found[next].Start <= Around)
                last++;

            var end = Math.Min(text.Length, found[last].Start + found[last].Length + Around);
            (start, end) = (AtWord(text, start, found[next].Start), AtWordEnd(text, end, found[last].Start + found[last].Length));
            yield return (start > 0 ? Cut : "") + Mark(text, found, start, end).Trim() + (end < text.Length ? Cut : "");
            next = last + 1;
            while (next < found.Count && found[next].Start < end)
                next++;
        }
    }

    private static List<PlacedWord> Find(string text, SearchTerm term)
    {
        var words = Words.In(text).ToList();
        var found = new SortedDictionary<int, PlacedWord>();
        foreach (var phrase in term.Phrases)
        {
            for (var at = 0; at + phrase.Count <= words.Count; at++)
            {
                if (!Stands(phrase, words, at))
                    continue;

                for (var index = at; index < at + phrase.Count; index++)
                    found[words[index].Start] = words[index];
            }
        }

        return [.. found.Values];
    }

    private static bool Stands(IReadOnlyList<string> phrase, List<PlacedWord> words, int at) => SearchTerm.IsBeginning(phrase)
        ? words[at].Folded.StartsWith(phrase[0], StringComparison.Ordinal)
        : phrase.Index().All(word => words[at + word.Index].Folded == word.Item);

    private static string Mark(string text, List<PlacedWord> found, int start, int end)
    {
        var html = new StringBuilder();
        var done = start;
        foreach (var word in found.Where(word => word.Start >= start && word.Start + word.Length <= end))
        {
            html.Append(HtmlText.Encode(text[done..word.Start])).Append("<mark>").Append(HtmlText.Encode(text.Substring(word.Start, word.Length))).Append("</mark>");
            done = word.Start + word.Length;
        }

        return html.Append(HtmlText.Encode(text[done..end])).ToString();
    }

    // Not within a word, and never within a character of two halves.
    private static int AtWord(string text, int start, int latest)
    {
        while (start > 0 && start < latest && !char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }

    private static int AtWordEnd(string text, int end, int earliest)
    {
        while (end < text.Length && end > earliest && !char.IsWhiteSpace(text[end]))
            end--;
        return end;
    }
}
