using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Scheduling;

/// <summary>Calls off what was to happen to an item by itself.</summary>
public sealed class CancelSchedule(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, Reschedule reschedule)
{
    /// <summary>The latest version without moments of these kinds; a new version, unless it had none. May run again and then changes nothing.</summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, IReadOnlyCollection<ScheduledKind> kinds, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } refused)
            return refused;

        var known = await definitions.GetAsync(cancel);
        var published = latest.Published ? null : await store.FindPublishedAsync(contentItemId, cancel);
        var free = await reschedule.RunAsync(latest, published, version => Schedules.Without(version, known, due => kinds.Contains(due.Kind)), by, cancel);
        await transaction.CommitAsync(cancel);
        return free;
    }
}
