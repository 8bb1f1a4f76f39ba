using Cms.Content;

namespace Cms.Search;

/// <summary>What somebody looks for: every phrase must be there; a word of three letters or more also stands for the words that begin with it.</summary>
/// <param name="Phrases">Words that stand side by side; mostly one.</param>
public sealed record SearchTerm(IReadOnlyList<IReadOnlyList<string>> Phrases)
{
    /// <summary>How many words a term may have.</summary>
    public const int MostWords = 20;

    private const int ShortestBeginning = 3;

    /// <summary>All words.</summary>
    public IEnumerable<string> AllWords => Phrases.SelectMany(phrase => phrase);

    /// <summary>Reads what was typed: words, and phrases in quotation marks. A problem when there is no word or there are too many.</summary>
    public static Outcome<SearchTerm> Read(string text)
    {
        // Every second piece stands between quotation marks.
        var phrases = text.Split('"').SelectMany((piece, index) =>
        {
            string[] words = [.. Words.In(piece).Select(word => word.Folded)];
            return index % 2 == 1 && words.Length > 1 ? [words] : words.Select(word => new[] { word });
        }).ToList();
        return phrases.Sum(phrase => phrase.Length) switch
        {
            0 => Problem.Invalid("must have a word with letters or digits"),
            > MostWords and var count => Problem.Invalid($"may have {MostWords} words at most, not {count}"),
            _ => new SearchTerm([.. phrases]),
        };
    }

    /// <summary>True when the phrase is one word that also stands for those that begin with it.</summary>
    public static bool IsBeginning(IReadOnlyList<string> phrase) => phrase is [{ Length: >= ShortestBeginning }];

    /// <summary>The same with another word in the place of one.</summary>
    public SearchTerm With(string word, string other) => new([.. Phrases.Select(phrase => (IReadOnlyList<string>)[.. phrase.Select(one => one == word ? other : one)])]);

    /// <summary>As it would be typed.</summary>
    public override string ToString() => string.Join(' ', Phrases.Select(phrase => phrase.Count == 1 ? phrase[0] : $"\"{string.Join(' ', phrase)}\""));
}

/// <summary>The version has all words of the term, in its title or in its texts.</summary>
public sealed record HasWords(SearchTerm Term) : ContentFilter;
