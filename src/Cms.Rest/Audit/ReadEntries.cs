using System.Globalization;
using Cms.Audit;
using Cms.Editing;
using Cms.Rest.Http;

namespace Cms.Rest.Audit;

/// <summary>Shows the tenant's trail.</summary>
internal sealed class ReadEntries(ReadAuditTrail read, RestLimits limits)
{
    private const string Category = "category", Event = "event", User = "user", Subject = "subject", Text = "text", Since = "since", Until = "until", First = "first", After = "after";

    /// <summary>A page of entries, newest first.</summary>
    public async Task<Answer> ListAsync(RestCall call)
    {
        var query = call.Query(Category, Event, User, Subject, Text, Since, Until, First, After);
        var first = limits.ReadFirst(query, limits.DefaultNumberOfItems);
        var found = await read.RunAsync(
            new AuditQuery
            {
                Category = ReadCategory(query.Find(Category)),
                Event = query.Find(Event),
                User = query.Find(User),
                SubjectId = query.Find(Subject),
                Text = query.Find(Text),
                SinceUtc = ReadMoment(query, Since),
                UntilUtc = ReadMoment(query, Until),
                Before = ReadCursor(query.Find(After)),
                First = first + 1,
            },
            call.Cancel);
        if (found.Problem is { } problem)
            return Answer.Of(problem);

        var page = found.Value.Take(first).ToList();
        return Answer.OfList(page.Select(entry => entry.ToJson()), page.Count == 0 ? null : page[^1].Id.ToString(CultureInfo.InvariantCulture), found.Value.Count > first);
    }

    private static AuditCategory? ReadCategory(string? text) => text is null ? null
        : Enum.GetNames<AuditCategory>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<AuditCategory>(known)
        : throw QueryParameters.Bad(Category, $"must be one of {string.Join(", ", Enum.GetNames<AuditCategory>())}, not \"{text}\"");

    private static DateTime? ReadMoment(QueryParameters query, string name) => query.Find(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime
        : throw QueryParameters.Bad(name, $"must be a moment such as 2026-03-01 or 2026-03-01T08:30:00Z, not \"{text}\"");

    private static long? ReadCursor(string? text) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw QueryParameters.Bad(After, "must be the endCursor of a page");
}
