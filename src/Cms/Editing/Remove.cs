using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Takes an item from every list, for visitors and editors, and puts it into the trash.</summary>
public sealed class Remove(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, WhereUsed whereUsed, TimeProvider clock)
{
    private const int MostUses = 50;

    /// <summary>
    /// Success also for an item whose removal somebody else finished first; then it is told who that was. <see cref="ProblemKind.Conflict"/>
    /// that says where, when something refers to the item.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="by">Who removes it.</param>
    /// <param name="evenIfUsed">True removes it all the same; what refers to it then refers to nothing.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<TrashedItem>> RunAsync(string contentItemId, Editor by, bool evenIfUsed, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
        {
            return await store.FindTrashedAsync(contentItemId, cancel) is { } already
                ? access.Refuse(ContentAction.Delete, already) is { } hidden ? hidden : already
                : ContentAccess.Missing(contentItemId);
        }

        if (await access.RefuseAsync(ContentAction.Delete, latest, cancel) is { } refused)
            return refused;

        // Items in a list that is gone could not be saved again.
        if ((await store.ListContainedAsync(new ContainedQuery([contentItemId]) { Status = ContentStatus.All, First = 1 }, cancel))[contentItemId].FirstOrDefault() is { } inside)
            return Problem.Conflict($"\"{latest.DisplayText}\" is a list with items in it{(access.MaySee(inside) ? $", such as \"{inside.DisplayText}\"" : "")}; remove them or put them elsewhere first.");

        if (!evenIfUsed && await whereUsed.ListAllAsync(latest, MostUses, cancel) is { Count: > 0 } uses)
            return Problem.Conflict($"\"{latest.DisplayText}\" is used by {await whereUsed.DescribeAsync(uses, cancel)}; take it out there first, or remove it even if it is used.");

        var type = (await definitions.GetAsync(cancel)).FindType(latest.ContentType);
        await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = latest.ContentItemVersionId,
                Latest = null,
                Published = null,
                Removal = new Removal(by.UserName, clock.GetUtcNow().UtcDateTime),
                KeepHistory = type?.Versionable ?? true,
                Event = new ContentRemoved(contentItemId, latest.ContentType),
            },
            cancel);
        var trashed = await store.FindTrashedAsync(contentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return trashed!;
    }
}
