using System.Globalization;

namespace Cms.Liquid;

/// <summary>Filters that every template has beside Liquid's standard ones.</summary>
internal static class LiquidFilters
{
    /// <summary>The filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, Func<object?, LiquidValue>>> All(CultureInfo culture) =>
    [
        new("raw", value => new(TextOf(value), IsHtml: true)),
        new("slugify", value => new(Slug.Of(TextOf(value)))),
        new("display_text", value => new(DisplayTextOf(value))),
        new("markdownify", value => new(MarkdownText.ToHtml(TextOf(value)), IsHtml: true)),
        new("markdownify_inline", value => new(MarkdownText.ToInlineHtml(TextOf(value)), IsHtml: true)),
        new("markdown_text", value => new(MarkdownText.ToPlainText(TextOf(value)))),
        new("long_date", value => new(DateOf(value)?.ToString("D", culture) ?? "")),
        new("short_date", value => new(DateOf(value) is { } date ? ShortDate(date, culture) : "")),
        new("iso_date", value => new(DateOf(value)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "")),
    ];

    /// <summary>The value as text, without culture.</summary>
    public static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string DisplayTextOf(object? value) =>
        value is IDictionary<string, object> item && item.TryGetValue("DisplayText", out var text) ? TextOf(text) : "";

    private static DateTime? DateOf(object? value) =>
        DateTimeOffset.TryParse(TextOf(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime : null;

    // The long date without its weekday, as no standard format gives it: "December 7, 2025".
    private static string ShortDate(DateTime date, CultureInfo culture) =>
        date.ToString(culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '，', '、', '.'), culture);
}
