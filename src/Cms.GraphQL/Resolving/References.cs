using Cms.Content;
using Cms.GraphQL.Keeping;
using GraphQL.DataLoader;

namespace Cms.GraphQL.Resolving;

/// <summary>Reads the items that others name, all of a level of the answer at once instead of one by one.</summary>
internal sealed class References(ContentReads reads, Batches batches)
{
    /// <summary>A result that GraphQL.NET completes after every other resolver of the level has run.</summary>
    /// <param name="ids">The items, in order; missing ones are left out.</param>
    /// <param name="status">Which of their versions.</param>
    /// <param name="finish">Makes the field's value of the versions found.</param>
    public IDataLoaderResult Load(IReadOnlyList<string> ids, ContentStatus status, Func<IReadOnlyList<ContentItem>, object?> finish) =>
        batches.Load(status, ids, (all, cancel) => ReadAsync(all, status, cancel), found => finish([.. ids.SelectMany(id => found[id])]));

    private async Task<ILookup<string, ContentItem>> ReadAsync(IReadOnlyCollection<string> ids, ContentStatus status, CancellationToken cancel)
    {
        if (status == ContentStatus.Published)
            return (await reads.ListPublishedAsync(ids, cancel)).ToLookup(item => item.ContentItemId, StringComparer.Ordinal);

        // Only those who may edit get here, and the store has no list of drafts across types.
        var found = new List<ContentItem>();
        foreach (var id in ids)
        {
            var latest = await reads.FindLatestAsync(id, cancel);
            if (latest is not null && (status != ContentStatus.Draft || !latest.Published))
                found.Add(latest);
            if (status == ContentStatus.All && latest is { Published: false } && await reads.FindPublishedAsync(id, cancel) is { } published)
                found.Add(published);
        }

        return found.ToLookup(item => item.ContentItemId, StringComparer.Ordinal);
    }
}
