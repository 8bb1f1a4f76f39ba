using Cms.Content;

namespace Cms.Tests.Content;

public sealed class ScheduledMomentTests
{
    [Theory]
    [InlineData("2026-03-01 08:30", "Europe/Berlin", "2026-03-01T07:30:00Z")]
    [InlineData("2026-07-01 08:30", "Europe/Berlin", "2026-07-01T06:30:00Z")]
    [InlineData("2026-07-01T08:30:15", "UTC", "2026-07-01T08:30:15Z")]
    [InlineData("2026-07-01T08:30Z", "Europe/Berlin", "2026-07-01T08:30:00Z")]
    [InlineData("2026-07-01T08:30:00+05:30", "Europe/Berlin", "2026-07-01T03:00:00Z")]
    [InlineData("2026-10-25T02:30+02:00", "Europe/Berlin", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T02:30+01:00", "Europe/Berlin", "2026-10-25T01:30:00Z")]
    public void A_moment_is_read_in_its_zone_and_kept_in_UTC(string text, string zone, string utc)
    {
        var moment = ScheduledMoment.Read(text, zone).Value;

        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, moment.Utc);
        Assert.Equal((DateTimeKind.Utc, zone), (moment.Utc.Kind, moment.TimeZone));
    }

    [Theory]
    [InlineData("2026-03-29 02:30", "Europe/Berlin", "The clocks of Europe/Berlin are set forward over 2026-03-29 02:30: there is no such time on that day. Choose another one.")]
    [InlineData("2026-10-25 02:30", "Europe/Berlin", "The clocks of Europe/Berlin are set back, so 2026-10-25 02:30 comes twice on that day; write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00.")]
    [InlineData("2026-11-01 01:15", "America/New_York", "The clocks of America/New_York are set back, so 2026-11-01 01:15 comes twice on that day; write 2026-11-01T01:15-04:00 or 2026-11-01T01:15-05:00.")]
    [InlineData("01/02/2026 08:30", "UTC", "\"01/02/2026 08:30\" is no moment; it is written like 2026-03-01 08:30 (in UTC) or 2026-03-01T08:30Z.")]
    [InlineData("2026-02-30 08:30", "UTC", "\"2026-02-30 08:30\" is no moment; it is written like 2026-03-01 08:30 (in UTC) or 2026-03-01T08:30Z.")]
    [InlineData("2026-03-01 08:30", "Mars/Olympus", "\"Mars/Olympus\" is no time zone; a time zone is named like Europe/Berlin or UTC.")]
    public void What_is_no_single_moment_is_refused_with_what_would_be_right(string text, string zone, string message) =>
        Assert.Equal(message, ScheduledMoment.Read(text, zone).Problem?.Message);

    [Fact]
    public void It_is_shown_as_the_zone_s_clocks_do() =>
        Assert.Equal("2026-07-01 08:30 Europe/Berlin", ScheduledMoment.Read("2026-07-01T06:30Z", "Europe/Berlin").Value.Local());
}
