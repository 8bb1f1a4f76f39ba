using System.Globalization;
using Cms.Audit;

namespace Cms.Admin.Pages.Audit;

/// <summary>Which entries of the trail are asked for, as it stands in an address.</summary>
/// <param name="Kind">The category; null for all.</param>
/// <param name="User">Name or id of a user; null for all.</param>
/// <param name="Subject">Id of what it happened to; null for all.</param>
/// <param name="Text">A text in titles and details; null for all.</param>
/// <param name="Since">The first day, where the site is; null for no first one.</param>
/// <param name="Until">The last day; null for no last one.</param>
internal sealed record TrailFilter(string? Kind, string? User, string? Subject, string? Text, string? Since, string? Until)
{
    /// <summary>The question; days that are none and kinds that there are not count as not said.</summary>
    public AuditQuery ToQuery(TimeZoneInfo zone) => new()
    {
        Category = Enum.TryParse<AuditCategory>(Kind, ignoreCase: true, out var category) && Enum.IsDefined(category) ? category : null,
        User = Something(User),
        SubjectId = Something(Subject),
        Text = Something(Text),
        SinceUtc = Begin(Since, zone, days: 0),
        UntilUtc = Begin(Until, zone, days: 1),
    };

    /// <summary>As parameters of an address; those that say nothing are null.</summary>
    public Dictionary<string, object?> ToParameters() => new()
    {
        ["kind"] = Something(Kind),
        ["user"] = Something(User),
        ["subject"] = Something(Subject),
        ["text"] = Something(Text),
        ["since"] = Something(Since),
        ["until"] = Something(Until),
    };

    private static string? Something(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTime? Begin(string? day, TimeZoneInfo zone, int days) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue
            ? TimeZoneInfo.ConvertTimeToUtc(Valid(date.AddDays(days).ToDateTime(TimeOnly.MinValue), zone), zone)
            : null;

    // Where a day begins with the hour that clocks leave out.
    private static DateTime Valid(DateTime local, TimeZoneInfo zone) => zone.IsInvalidTime(local) ? local.AddHours(1) : local;
}
