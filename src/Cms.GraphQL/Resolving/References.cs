using Cms.Content;
using GraphQL.DataLoader;

namespace Cms.GraphQL.Resolving;

/// <summary>Reads the items that others name, all of a level of the answer at once instead of one by one.</summary>
internal sealed class References(ContentStore store)
{
    private readonly Lock _guard = new();
    private readonly Dictionary<ContentStatus, Round> _rounds = [];

    /// <summary>A result that GraphQL.NET completes after every other resolver of the level has run.</summary>
    /// <param name="ids">The items, in order; missing ones are left out.</param>
    /// <param name="status">Which of their versions.</param>
    /// <param name="finish">Makes the field's value of the versions found.</param>
    public IDataLoaderResult Load(IReadOnlyList<string> ids, ContentStatus status, Func<IReadOnlyList<ContentItem>, object?> finish)
    {
        lock (_guard)
        {
            if (!_rounds.TryGetValue(status, out var round) || round.HasBegun)
                _rounds[status] = round = new Round(this, status);
            round.Ids.UnionWith(ids);
            return new Pending(round, ids, finish);
        }
    }

    private async Task<ILookup<string, ContentItem>> ReadAsync(HashSet<string> ids, ContentStatus status, CancellationToken cancel)
    {
        if (status == ContentStatus.Published)
            return (await store.ListPublishedAsync(ids, cancel)).ToLookup(item => item.ContentItemId, StringComparer.Ordinal);

        // Only those who may edit get here, and the store has no list of drafts across types.
        var found = new List<ContentItem>();
        foreach (var id in ids)
        {
            var latest = await store.FindLatestAsync(id, cancel);
            if (latest is not null && (status != ContentStatus.Draft || !latest.Published))
                found.Add(latest);
            if (status == ContentStatus.All && latest is { Published: false } && await store.FindPublishedAsync(id, cancel) is { } published)
                found.Add(published);
        }

        return found.ToLookup(item => item.ContentItemId, StringComparer.Ordinal);
    }

    private sealed class Round(References owner, ContentStatus status)
    {
        private Task<ILookup<string, ContentItem>>? _reading;

        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public bool HasBegun => _reading is not null;

        public Task<ILookup<string, ContentItem>> ReadAsync(CancellationToken cancel)
        {
            lock (owner._guard)
                return _reading ??= owner.ReadAsync(Ids, status, cancel);
        }
    }

    private sealed class Pending(Round round, IReadOnlyList<string> ids, Func<IReadOnlyList<ContentItem>, object?> finish) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default)
        {
            var found = await round.ReadAsync(cancellationToken);
            return finish([.. ids.SelectMany(id => found[id])]);
        }
    }
}
