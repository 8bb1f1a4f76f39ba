using System.Collections.Concurrent;
using System.Globalization;

namespace Cms.Liquid;

/// <summary>Makes a text of a value, for a reader of this culture.</summary>
internal delegate LiquidValue LiquidFilter(object? value, CultureInfo culture);

/// <summary>Filters that every template has beside Liquid's standard ones.</summary>
internal static class LiquidFilters
{
    private static readonly ConcurrentDictionary<CultureInfo, string> DayPatterns = new();

    /// <summary>The filters by name.</summary>
    public static IReadOnlyDictionary<string, LiquidFilter> All { get; } = new Dictionary<string, LiquidFilter>(StringComparer.Ordinal)
    {
        ["raw"] = (value, _) => new(TextOf(value), IsHtml: true),
        ["slugify"] = (value, _) => new(Slug.Of(TextOf(value))),
        ["display_text"] = (value, _) => new(DisplayTextOf(value)),
        ["markdownify"] = (value, _) => new(MarkdownText.ToHtml(TextOf(value), SiteLinks.None).TrimEnd(), IsHtml: true),
        ["markdownify_inline"] = (value, _) => new(MarkdownText.ToInlineHtml(TextOf(value), SiteLinks.None), IsHtml: true),
        ["markdown_text"] = (value, _) => new(MarkdownText.ToPlainText(TextOf(value))),
        ["long_date"] = (value, culture) => new(DateOf(value)?.ToString("D", culture) ?? ""),
        ["short_date"] = (value, culture) => new(DateOf(value)?.ToString(DayPatterns.GetOrAdd(culture, DayPatternOf), culture) ?? ""),
        ["iso_date"] = (value, _) => new(DateOf(value)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),

        // Theme authors write these by habit; as every output is encoded anyway, the engine's own would encode twice.
        ["escape"] = (value, _) => new(HtmlText.Encode(TextOf(value)), IsHtml: true),
        ["escape_once"] = (value, _) => new(HtmlText.Encode(System.Net.WebUtility.HtmlDecode(TextOf(value))), IsHtml: true),
        ["newline_to_br"] = (value, _) => new(HtmlText.Encode(TextOf(value)).ReplaceLineEndings("<br>\n"), IsHtml: true),
    };

    /// <summary>The value as text, without culture.</summary>
    public static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string DisplayTextOf(object? value) =>
        value is IDictionary<string, object> item && (item.TryGetValue("DisplayText", out var text) || item.TryGetValue("displayText", out text)) ? TextOf(text) : "";

    private static DateTime? DateOf(object? value) =>
        DateTimeOffset.TryParse(TextOf(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime : null;

    // The long date without its weekday, "December 7, 2025": most cultures have it as a second pattern.
    private static string DayPatternOf(CultureInfo culture) =>
        culture.DateTimeFormat.GetAllDateTimePatterns('D').FirstOrDefault(pattern => !pattern.Contains("ddd", StringComparison.Ordinal))
        ?? culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '，', '、', '،');
}
