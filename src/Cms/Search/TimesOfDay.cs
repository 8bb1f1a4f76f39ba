using System.Globalization;
using Cms.Content;

namespace Cms.Search;

/// <summary>Times of day as items have them stored, where <c>10:30</c> and <c>10:30:00</c> are one time and two texts.</summary>
internal static class TimesOfDay
{
    private const string Whole = "HH:mm:ss.FFFFFFF", Short = "HH:mm";

    /// <summary>The texts that may stand for the time.</summary>
    public static IReadOnlyList<object?> Written(TimeOnly time) => HasSeconds(time) ? [Text(time, Whole)] : [Text(time, Whole), Text(time, Short)];

    /// <summary>The text that parts those before the time from those after it: the shorter one is the smaller.</summary>
    public static string Written(TimeOnly time, Comparison comparison) =>
        Text(time, comparison is Comparison.GreaterOrEqual or Comparison.Less && !HasSeconds(time) ? Short : Whole);

    private static bool HasSeconds(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute != 0;

    private static string Text(TimeOnly time, string form) => time.ToString(form, CultureInfo.InvariantCulture);
}
