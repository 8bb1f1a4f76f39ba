using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Scheduling;

/// <summary>Lets an item be taken away from visitors by itself at a moment to come.</summary>
public sealed class ScheduleUnpublish(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, Reschedule reschedule, TimeProvider clock)
{
    /// <summary>
    /// The latest version with its moment, a new version; so is the published one where it is another. For an item that is only a draft
    /// the moment counts once it is published. <see cref="ProblemKind.Invalid"/> for a moment that is over and for a type without
    /// ArchiveLaterPart. A moment that was set before is replaced.
    /// </summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, ScheduledMoment moment, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } refused)
            return refused;

        var type = (await definitions.GetAsync(cancel)).FindType(latest.ContentType);
        if (type is null || Schedules.PartNameOf(type, ScheduledKind.Unpublish) is null)
            return Problem.Invalid($"Items of type {latest.ContentType} cannot be taken away later: attach the part ArchiveLaterPart to the type.");

        if (moment.Utc <= clock.GetUtcNow().UtcDateTime)
            return Problem.Invalid($"The moment at which visitors see it last must be to come, and {moment.Local()} is over; unpublish \"{latest.DisplayText}\" at once instead.");

        var published = latest.Published ? null : await store.FindPublishedAsync(contentItemId, cancel);
        var scheduled = await reschedule.RunAsync(latest, published, version => Schedules.With(version, type, ScheduledKind.Unpublish, moment), by, cancel);
        await transaction.CommitAsync(cancel);
        return scheduled;
    }
}
