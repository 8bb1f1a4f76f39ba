using Cms.Content;
using Cms.Definitions;
using Cms.Events;

namespace Cms.Editing;

/// <summary>Takes an item from every list, for visitors and editors, and puts it into the trash.</summary>
public sealed class Remove(TenantWork work, ContentStore store, TenantDefinitions definitions, TimeProvider clock)
{
    /// <summary>Success also for an item whose removal somebody else finished first; then it is told who that was.</summary>
    public async Task<Outcome<TrashedItem>> RunAsync(string contentItemId, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
        {
            return await store.FindTrashedAsync(contentItemId, cancel) is { } already
                ? already
                : Problem.NotFound($"There is no content item {contentItemId}.");
        }

        // Items in a list that is gone could not be saved again.
        if ((await store.ListContainedAsync(new ContainedQuery([contentItemId]) { Status = ContentStatus.All, First = 1 }, cancel))[contentItemId].FirstOrDefault() is { } inside)
            return Problem.Conflict($"\"{latest.DisplayText}\" is a list with items in it, such as \"{inside.DisplayText}\"; remove them or put them elsewhere first.");

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
