using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>A part with a moment at which something happens to the item by itself, and the time zone in which it was chosen.</summary>
public abstract class ScheduledPart : PartType
{
    /// <summary>The member with the name of the time zone; Orchard Core has none.</summary>
    public const string TimeZone = "TimeZone";

    /// <summary>The member with the moment.</summary>
    public abstract string Member { get; }

    /// <summary>What happens then.</summary>
    public abstract ScheduledKind Kind { get; }

    // Nothing that partner apps show; Orchard Core's schema has neither part.
    public override Shape Shape => new NoShape();

    public override IReadOnlyList<Member> Stored => [new(Member, ScalarKind.Moment), new(TimeZone, ScalarKind.Text)];

    /// <summary>The moment is kept in UTC, however it was written.</summary>
    public override Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        if (JsonText.Find(part.Json, Member) is { } text && JsonText.TryReadMoment(text, out var moment))
            part.Json[Member] = Written(moment);
        return Task.CompletedTask;
    }

    public override void LeaveUnique(JsonObject part) => Clear(part);

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        if (part.ValueKind != JsonValueKind.Object)
            yield break;

        if (part.TryGetProperty(Member, out var moment) && moment.ValueKind != JsonValueKind.Null && !(moment.ValueKind == JsonValueKind.String && JsonText.TryReadMoment(moment.GetString()!, out _)))
            yield return new Complaint(Member, $"must be a moment like \"2026-03-01T08:30:00Z\", not {moment.GetRawText()}");

        if (part.TryGetProperty(TimeZone, out var zone) && zone.ValueKind != JsonValueKind.Null
            && !(zone.ValueKind == JsonValueKind.String && TimeZoneInfo.TryFindSystemTimeZoneById(zone.GetString()!, out _)))
        {
            yield return new Complaint(TimeZone, $"must be the name of a time zone like \"Europe/Berlin\", not {zone.GetRawText()}");
        }
    }

    /// <summary>What the part's JSON schedules, or null.</summary>
    public Due? FindDue(JsonElement part) =>
        JsonText.Find(part, Member) is { } moment && JsonText.TryReadMoment(moment, out var utc) ? new Due(Kind, utc, JsonText.Find(part, TimeZone)) : null;

    /// <summary>Writes the moment into the part.</summary>
    public void Set(JsonObject part, ScheduledMoment moment)
    {
        part[Member] = Written(moment.Utc);
        part[TimeZone] = moment.TimeZone;
    }

    /// <summary>Takes the moment out of the part; true when there was one.</summary>
    public bool Clear(JsonObject part)
    {
        part.Remove(TimeZone);
        return part.Remove(Member, out var moment) && moment is not null;
    }

    private static string Written(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

/// <summary>When the item's draft is published: <c>{"ScheduledPublishUtc":"2026-03-01T07:30:00Z","TimeZone":"Europe/Berlin"}</c>.</summary>
public sealed class PublishLaterPart : ScheduledPart
{
    public override string Name => "PublishLaterPart";

    public override string Member => "ScheduledPublishUtc";

    public override ScheduledKind Kind => ScheduledKind.Publish;
}

/// <summary>When the published item is taken away from visitors: <c>{"ScheduledArchiveUtc":"2026-03-01T07:30:00Z","TimeZone":"Europe/Berlin"}</c>.</summary>
public sealed class ArchiveLaterPart : ScheduledPart
{
    public override string Name => "ArchiveLaterPart";

    public override string Member => "ScheduledArchiveUtc";

    public override ScheduledKind Kind => ScheduledKind.Unpublish;
}
