using System.Globalization;

namespace Cms.Content;

/// <summary>A moment to come, with the time zone in which somebody chose it.</summary>
/// <param name="Utc">The moment, UTC.</param>
/// <param name="TimeZone">The zone's IANA name: <c>Europe/Berlin</c>.</param>
public sealed record ScheduledMoment(DateTime Utc, string TimeZone)
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    private static readonly string[] ExactForms = [.. LocalForms.SelectMany(form => new[] { form + "'Z'", form + "zzz" })];

    /// <summary>
    /// The moment that a text names: <c>2026-03-01 08:30</c> is local time of the zone, <c>2026-03-01T08:30Z</c> and
    /// <c>2026-03-01T08:30+01:00</c> are exact. <see cref="ProblemKind.Invalid"/> also for a local time that the zone's clocks skip or show
    /// twice.
    /// </summary>
    public static Outcome<ScheduledMoment> Read(string text, string timeZone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            return Problem.Invalid($"\"{timeZone}\" is no time zone; a time zone is named like Europe/Berlin or UTC.");

        if (DateTimeOffset.TryParseExact(text, ExactForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact))
            return new ScheduledMoment(exact.UtcDateTime, timeZone);

        if (!DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Problem.Invalid($"\"{text}\" is no moment; it is written like 2026-03-01 08:30 (in {timeZone}) or 2026-03-01T08:30Z.");

        if (zone.IsInvalidTime(local))
            return Problem.Invalid($"The clocks of {timeZone} are set forward over {text}: there is no such time on that day. Choose another one.");

        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(Written);
            return Problem.Invalid($"The clocks of {timeZone} are set back, so {text} comes twice on that day; write {string.Join(" or ", offsets.Select(offset => local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) + offset))}.");
        }

        return new ScheduledMoment(TimeZoneInfo.ConvertTimeToUtc(local, zone), timeZone);
    }

    /// <summary>The moment as the zone's clocks show it; in UTC when this machine does not know the zone.</summary>
    public string Local() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
        ? $"{TimeZoneInfo.ConvertTimeFromUtc(Utc, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {TimeZone}"
        : $"{Utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static string Written(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
