using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Scheduling;

/// <summary>Lets an item's draft be published by itself at a moment to come.</summary>
public sealed class SchedulePublish(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, Compose compose, Reschedule reschedule, TimeProvider clock)
{
    /// <summary>
    /// The draft with its moment, a new version. <see cref="ProblemKind.Invalid"/> for a moment that is over, for a draft that could not be
    /// published as it stands, and for a type without PublishLaterPart; <see cref="ProblemKind.Conflict"/> when there is no draft. A
    /// moment that was set before is replaced.
    /// </summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, ScheduledMoment moment, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } refused)
            return refused;

        if (latest.Published)
            return Problem.Conflict($"\"{latest.DisplayText}\" has no draft: its latest version is published already. Save a draft of what is to be published later.");

        var type = (await definitions.GetAsync(cancel)).FindType(latest.ContentType);
        if (type is null || Schedules.PartNameOf(type, ScheduledKind.Publish) is null)
            return Problem.Invalid($"Items of type {latest.ContentType} cannot be published later: attach the part PublishLaterPart to the type.");

        if (moment.Utc <= clock.GetUtcNow().UtcDateTime)
            return Problem.Invalid($"The moment of publication must be to come, and {moment.Local()} is over; publish \"{latest.DisplayText}\" at once instead.");

        // Better now, with somebody there to read it, than at the moment.
        var complaints = await compose.CheckAsync(latest, cancel);
        if (complaints.Count > 0)
            return Problem.Invalid($"\"{latest.DisplayText}\"", complaints);

        var scheduled = await reschedule.RunAsync(latest, published: null, version => Schedules.With(version, type, ScheduledKind.Publish, moment), by, cancel);
        await transaction.CommitAsync(cancel);
        return scheduled;
    }
}
