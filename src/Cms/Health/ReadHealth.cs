using Cms.Content;
using Cms.Editing;
using Cms.Editing.Scheduling;
using Cms.Modeling;
using Cms.Recipes;
using Cms.Settings;
using Cms.Users;
using Cms.Users.Mails;

namespace Cms.Health;

/// <summary>What somebody should look at in a tenant. What the caller may not see is null or left out.</summary>
/// <param name="FailedChanges">What was to happen to items by itself and failed.</param>
/// <param name="LeftOut">Items that are not found by a path or alias of theirs.</param>
/// <param name="WaitingSteps">Steps of recipes that were kept without being run; null for who may not run recipes.</param>
/// <param name="FailingMails">How many mails to users could not be sent yet; null for who may not see users.</param>
public sealed record SiteHealth(IReadOnlyList<ScheduledChange> FailedChanges, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<WaitingStep>? WaitingSteps, int? FailingMails);

/// <summary>Looks what of the current tenant needs somebody. Dead references, which take longer to look for, are <see cref="FindDeadReferences"/>'s.</summary>
public sealed class ReadHealth(CurrentCaller current, ContentAccess access, ListSchedule schedule, LeftOutOfIndex leftOut, ContentStore store, SettingsStore settings, AccountMailStore mails)
{
    /// <summary>So many of each kind are told at most.</summary>
    public const int Most = 100;

    /// <summary>What there is, as far as the caller may see it.</summary>
    public async Task<SiteHealth> RunAsync(CancellationToken cancel)
    {
        var left = await leftOut.ListAsync(cancel);
        string[] ids = [.. left.Select(one => one.ContentItemId).Distinct()];
        var visible = (await store.ListByIdsAsync(ids, ContentStatus.Latest, cancel)).Where(access.MaySee).Select(item => item.ContentItemId).ToHashSet(StringComparer.Ordinal);
        return new SiteHealth(
            await schedule.RunAsync(onlyFailed: true, Most, skip: 0, cancel),
            [.. left.Where(one => visible.Contains(one.ContentItemId)).Take(Most)],
            current.Caller.May(Permission.Import) ? await WaitingStep.ListAsync(settings, cancel) : null,
            current.Caller.May(Permission.ManageUsers) ? await mails.CountFailingAsync(cancel) : null);
    }
}
