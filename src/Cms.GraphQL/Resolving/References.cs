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

    private async Task<ILookup<string, ContentItem>> ReadAsync(IReadOnlyCollection<string> ids, ContentStatus status, CancellationToken cancel) =>
        (await reads.ListByIdsAsync(ids, status, cancel)).ToLookup(item => item.ContentItemId, StringComparer.Ordinal);
}
