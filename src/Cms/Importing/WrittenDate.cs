using System.Globalization;

namespace Cms.Importing;

/// <summary>Reads the creation date of an article as editors write it.</summary>
internal static class WrittenDate
{
    public const string Examples = "\"Thursday, November 20, 2025\" or \"2025-11-20\"";

    private const int Longest = 60;

    /// <summary>
    /// Reads <c>Thursday, November 20, 2025</c> or <c>2025-11-20</c>; the weekday may be missing or wrong and names may be cut to
    /// three letters or more. The weekday comes back as written, empty when there is none. Day and month in numbers only is
    /// refused outside ISO form, as nobody can tell which is which.
    /// </summary>
    public static bool TryRead(string text, out DateOnly date, out string weekday)
    {
        (date, weekday) = (default, "");
        if (text.Length > Longest)
            return false;

        var words = WordsOf(text);
        if (words.Count is 2 or 4)
        {
            weekday = words[0];
            words.RemoveAt(0);
            if (!weekday.All(char.IsLetter))
                return false;
        }

        return words.Count switch
        {
            1 => DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date),
            3 => TryMake(words[0], words[1], words[2], out date),
            _ => false,
        };
    }

    public static bool IsWeekdayOf(string weekday, DateOnly date) => IsShortFor(weekday, date.DayOfWeek.ToString());

    public static string Write(DateOnly date) => date.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>Whether a line directly below "Date created:" was meant to be the date, although it cannot be read as one.</summary>
    public static bool IsAttempt(string text) => text.Length <= Longest && text.Any(char.IsDigit) && text[^1] is not ('.' or '!' or '?');

    private static bool TryMake(string month, string day, string year, out DateOnly date)
    {
        date = default;
        var months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        var m = Array.FindIndex(months, name => IsShortFor(month, name)) + 1;
        if (m == 0 || day.Length > 2 || year.Length != 4 || !IsNumber(day, out var d) || !IsNumber(year, out var y))
            return false;

        if (y < 1 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;

        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool IsNumber(string word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool IsShortFor(string word, string name) =>
        word.TrimEnd('.') is { Length: >= 3 } start && name.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != ',' && !PieceEdges.IsSpace(text[i]))
                continue;

            if (i > start)
                words.Add(text[start..i]);

            start = i + 1;
        }

        return words;
    }
}
