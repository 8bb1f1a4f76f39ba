using Cms.Content;
using Cms.Definitions;
using Cms.Events;

namespace Cms.Editing;

/// <summary>Takes an item from every list, for visitors and editors; its versions stay in the store.</summary>
public sealed class Remove(TenantWork work, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>Success also for an item whose removal somebody else finished first.</summary>
    public async Task<Outcome<Done>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
        {
            return (await store.ListVersionsAsync(contentItemId, cancel)).Count > 0
                ? new Done()
                : Problem.NotFound($"There is no content item {contentItemId}.");
        }

        var type = (await definitions.GetAsync(cancel)).FindType(latest.ContentType);
        await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = latest.ContentItemVersionId,
                Latest = null,
                Published = null,
                KeepHistory = type?.Versionable ?? true,
                Event = new ContentRemoved(contentItemId, latest.ContentType),
            },
            cancel);
        await transaction.CommitAsync(cancel);
        return new Done();
    }
}
