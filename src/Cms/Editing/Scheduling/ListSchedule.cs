using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;
using Cms.Users;

namespace Cms.Editing.Scheduling;

/// <summary>What is to happen by itself, as far as the caller may see the items.</summary>
public sealed class ListSchedule(CurrentCaller current, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>A page of it, in the order in which it is tried. Empty for a caller who may see no drafts.</summary>
    /// <param name="onlyFailed">Only what was tried and failed.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="skip">How many to leave out before.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<IReadOnlyList<ScheduledChange>> RunAsync(bool onlyFailed, int first, int skip, CancellationToken cancel)
    {
        var listed = ListedTypes.Of((await definitions.GetAsync(cancel)).Types, current.Caller);
        return await store.ListScheduledAsync(new ScheduleQuery { Visible = listed.Visible, OnlyFailed = onlyFailed, First = first, Skip = skip }, cancel);
    }
}
