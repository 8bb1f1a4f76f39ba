namespace Cms.Users;

/// <summary>
/// How many passwords would be tried before this one, as zxcvbn reckons: by the 30,000 most used passwords, common words and names, rows of keys, sequences, dates and
/// letters written as digits, alone or behind each other.
/// </summary>
internal static class PasswordGuesses
{
    // Its memory and time grow with more than the square of the length; whatever comes behind is only harder to guess.
    private const int MostCharacters = 40;

    // Of 4: more than ten thousand million guesses.
    private const int SafeScore = 3;
    // It knows one letter again and again, and takes two in turn for anything.
    private const int FewestLetters = 5;
    private const int ShortestWord = 3;
    private const int ShortestRow = 4;

    // Rows of keys beside those that it knows.
    private static readonly string[] Rows =
    [
        .. from row in new[] { "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn" }
           from keys in new[] { row, string.Concat(row.Reverse()) }
           from begin in Enumerable.Range(0, keys.Length - ShortestRow + 1)
           from end in Enumerable.Range(begin + ShortestRow, keys.Length - begin - ShortestRow + 1)
           select keys[begin..end],
    ];

    // Holds its lists of words, and is only read from then on.
    private static readonly Lazy<Zxcvbn.Zxcvbn> Estimate = new(() => new Zxcvbn.Zxcvbn());

    /// <summary>True when the password would be found by trying.</summary>
    /// <param name="password">The password.</param>
    /// <param name="words">What is tried first for this user: the name, the e-mail, words of the house.</param>
    public static bool AreFew(string password, IEnumerable<string> words)
    {
        if (password.Distinct().Count() < FewestLetters)
            return true;

        var tried = words.Where(word => word.Length >= ShortestWord).Concat(Rows).Distinct(StringComparer.OrdinalIgnoreCase);
        return Estimate.Value.EvaluatePassword(password[..Math.Min(password.Length, MostCharacters)], tried).Score < SafeScore;
    }
}
