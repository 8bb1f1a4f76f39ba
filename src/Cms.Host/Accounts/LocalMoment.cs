using System.Globalization;

namespace Cms.Host.Accounts;

/// <summary>Moments as pages show them: in the site's time zone, to the minute.</summary>
internal static class LocalMoment
{
    /// <summary>The moment with the name of the zone.</summary>
    public static string Text(DateTime utc, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {(zone.Equals(TimeZoneInfo.Utc) ? "UTC" : zone.Id)}";
}
