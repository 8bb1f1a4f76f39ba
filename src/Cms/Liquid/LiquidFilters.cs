using System.Collections.Concurrent;
using System.Globalization;

namespace Cms.Liquid;

/// <summary>Makes a text of a value, for a reader of this culture in this time zone.</summary>
internal delegate LiquidValue LiquidFilter(object? value, CultureInfo culture, TimeZoneInfo zone);

/// <summary>Filters that every template has beside Liquid's standard ones.</summary>
internal static class LiquidFilters
{
    private static readonly ConcurrentDictionary<CultureInfo, string> DayPatterns = new();

    /// <summary>The filters by name.</summary>
    public static IReadOnlyDictionary<string, LiquidFilter> All { get; } = new Dictionary<string, LiquidFilter>(StringComparer.Ordinal)
    {
        ["raw"] = (value, _, _) => new(TextOf(value), IsHtml: true),
        ["slugify"] = (value, _, _) => new(Slug.Of(TextOf(value))),
        ["display_text"] = (value, _, _) => new(DisplayTextOf(value)),
        ["markdownify"] = (value, _, _) => new(MarkdownText.ToHtml(TextOf(value), SiteLinks.None).TrimEnd(), IsHtml: true),
        ["markdownify_inline"] = (value, _, _) => new(MarkdownText.ToInlineHtml(TextOf(value), SiteLinks.None), IsHtml: true),
        ["markdown_text"] = (value, _, _) => new(MarkdownText.ToPlainText(TextOf(value))),
        ["long_date"] = (value, culture, zone) => new(DateOf(value, zone)?.ToString("D", culture) ?? ""),
        ["short_date"] = (value, culture, zone) => new(DateOf(value, zone)?.ToString(DayPatterns.GetOrAdd(culture, DayPatternOf), culture) ?? ""),
        ["short_time"] = (value, culture, zone) => new(DateOf(value, zone)?.ToString("t", culture) ?? ""),
        ["iso_date"] = (value, _, zone) => new(DateOf(value, zone)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),

        // Theme authors write these by habit; as every output is encoded anyway, the engine's own would encode twice.
        ["escape"] = (value, _, _) => new(HtmlText.Encode(TextOf(value)), IsHtml: true),
        ["escape_once"] = (value, _, _) => new(HtmlText.Encode(System.Net.WebUtility.HtmlDecode(TextOf(value))), IsHtml: true),
        ["newline_to_br"] = (value, _, _) => new(HtmlText.Encode(TextOf(value)).ReplaceLineEndings("<br>\n"), IsHtml: true),
    };

    /// <summary>The value as text, without culture.</summary>
    public static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string DisplayTextOf(object? value) =>
        value is IDictionary<string, object> item && (item.TryGetValue("DisplayText", out var text) || item.TryGetValue("displayText", out text)) ? TextOf(text) : "";

    // A day, written without a time, is the same day everywhere; a moment is shown as it is in the zone.
    private static DateTime? DateOf(object? value, TimeZoneInfo zone)
    {
        var text = TextOf(value);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToDateTime(TimeOnly.MinValue);

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? TimeZoneInfo.ConvertTime(moment, zone).DateTime
            : null;
    }

    // The long date without its weekday, "December 7, 2025": most cultures have it as a second pattern.
    private static string DayPatternOf(CultureInfo culture) =>
        culture.DateTimeFormat.GetAllDateTimePatterns('D').FirstOrDefault(pattern => !pattern.Contains("ddd", StringComparison.Ordinal))
        ?? culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '，', '、', '،');
}
