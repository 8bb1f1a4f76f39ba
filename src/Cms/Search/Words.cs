using System.Globalization;
using System.Text;

namespace Cms.Search;

/// <summary>A word of a text with where it stands.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters it has in the text.</param>
/// <param name="Folded">The word as it is compared.</param>
public readonly record struct PlacedWord(int Start, int Length, string Folded);

/// <summary>Parts texts into words and folds them: letter case and accents do not count. The same for what is stored and what is asked, on every database.</summary>
public static class Words
{
    /// <summary>Longer runs of letters and digits are no words, and databases limit what they keep.</summary>
    public const int Longest = 64;

    /// <summary>The words of a text, in order.</summary>
    public static IEnumerable<PlacedWord> In(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && IsPartOfWord(text, at, out var length))
                at += length;

            if (at > start)
            {
                if (at - start <= Longest && Fold(text[start..at]) is { Length: > 0 } folded)
                    yield return new PlacedWord(start, at - start, folded);
            }
            else
            {
                at += char.IsSurrogatePair(text, at) ? 2 : 1;
            }
        }
    }

    /// <summary>The word in small letters without accents. Idempotent.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
            return word.ToLowerInvariant();

        // By way of capital letters, as some have two small ones: the sigma at the end of a word.
        var folded = new StringBuilder(word.Length);
        foreach (var sign in word.Normalize(NormalizationForm.FormKD).ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(sign))
                folded.Append(sign.ToString());
        }

        return folded.ToString();
    }

    // Marks belong to the letter before them: a word may be written with them as characters of their own.
    private static bool IsPartOfWord(string text, int at, out int length)
    {
        if (!Rune.TryGetRuneAt(text, at, out var sign))
        {
            length = 1;
            return false;
        }

        length = sign.Utf16SequenceLength;
        return Rune.IsLetterOrDigit(sign) || Rune.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }
}
