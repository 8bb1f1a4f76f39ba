using Cms.Content;
using Cms.Editing.Reviewing;
using Cms.Events;
using Cms.Users;

namespace Cms.Editing.Trash;

/// <summary>Throws an item in the trash away for good, with all its versions, reviews and comments. Its address goes on saying that the page is gone.</summary>
/// <remarks>For those with the permission <see cref="Permission.PurgeContent"/>.</remarks>
public sealed class Purge(CurrentCaller current, TenantWork work, ContentStore store, ReviewStore reviews)
{
    /// <summary>What was thrown away. <see cref="ProblemKind.Conflict"/> for an item that is not in the trash: it must be removed first.</summary>
    public async Task<Outcome<TrashedItem>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.PurgeContent, "throw items away for good") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindTrashedAsync(contentItemId, cancel) is not { } trashed)
        {
            return await store.FindLatestAsync(contentItemId, cancel) is { } latest
                ? Problem.Conflict($"\"{latest.DisplayText}\" ({contentItemId}) is not in the trash; remove it first.")
                : Problem.NotFound($"There is no content item {contentItemId} in the trash.");
        }

        await reviews.PurgeAsync(contentItemId, cancel);
        await store.PurgeAsync(new ContentPurged(contentItemId, trashed.ContentType), cancel);
        await transaction.CommitAsync(cancel);
        return trashed;
    }
}
