using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.Admin.Browser.Reading;

/// <summary>How a text reads: figures and hints. They advise and never block.</summary>
/// <param name="Words">How many words.</param>
/// <param name="Minutes">How long it takes to read, in whole minutes, at 230 words a minute.</param>
/// <param name="Grade">The years of school that it asks for, after Flesch and Kincaid; null below 100 words, where the measure says nothing.</param>
/// <param name="LongSentences">Sentences of more than 25 words, by their beginnings.</param>
/// <param name="Abbreviations">Abbreviations that are nowhere written out.</param>
public sealed partial record PlainLanguage(int Words, int Minutes, double? Grade, IReadOnlyList<string> LongSentences, IReadOnlyList<string> Abbreviations)
{
    private const int WordsAMinute = 230, LongestSentence = 25, EnoughForGrade = 100;

    // Everybody knows them.
    private static readonly HashSet<string> Known = ["OK", "TV", "UK", "US", "USA", "EU", "AM", "PM", "DVD", "GPS", "PDF", "ID", "FAQ"];

    /// <summary>Reads the texts of an item.</summary>
    public static PlainLanguage Of(JsonObject parts)
    {
        var texts = TextsIn(parts).Select(Plain).Where(text => text.Length > 0).ToList();
        var (words, syllables, sentences) = (0, 0, 0);
        var longOnes = new List<string>();
        foreach (var sentence in texts.SelectMany(text => Sentence().Split(text)).Where(sentence => sentence.Trim().Length > 0))
        {
            var found = Word().Matches(sentence);
            if (found.Count == 0)
                continue;

            sentences++;
            words += found.Count;
            syllables += found.Sum(word => Syllables(word.Value));
            if (found.Count > LongestSentence)
                longOnes.Add(string.Join(' ', sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)) + " …");
        }

        var all = string.Join('\n', texts);
        var abbreviations = Abbreviation().Matches(all).Select(one => one.Value).Distinct().Where(one => !Known.Contains(one) && !IsWrittenOut(all, one)).ToList();
        double? grade = words >= EnoughForGrade ? Math.Round((0.39 * words / sentences) + (11.8 * syllables / words) - 15.59, 1) : null;
        return new PlainLanguage(words, words == 0 ? 0 : Math.Max(1, (int)Math.Round((double)words / WordsAMinute)), grade, longOnes, abbreviations);
    }

    private static bool IsWrittenOut(string text, string one) => text.Contains($"({one})", StringComparison.Ordinal) || text.Contains($"{one} (", StringComparison.Ordinal);

    // Whatever a field calls text: its members Text, Title, Html, Markdown.
    private static IEnumerable<string> TextsIn(JsonNode? node, string name = "") => node switch
    {
        JsonObject one => one.SelectMany(member => TextsIn(member.Value, member.Key)),
        JsonArray list => list.SelectMany(item => TextsIn(item, name)),
        JsonValue value when name is "Text" or "Title" or "Html" or "Markdown" && value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private static string Plain(string text) => Marks().Replace(Link().Replace(Tag().Replace(text, " "), "$1"), "").Trim();

    private static int Syllables(string word)
    {
        var lower = word.ToLowerInvariant();
        var count = Vowels().Count(lower);
        if (lower.Length > 2 && lower.EndsWith('e') && !lower.EndsWith("le", StringComparison.Ordinal))
            count--;
        return Math.Max(1, count);
    }

    [GeneratedRegex(@"(?<=[.!?…])\s+|\n+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z]{2,6}\b")]
    private static partial Regex Abbreviation();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[*_`#>]+")]
    private static partial Regex Marks();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();
}
