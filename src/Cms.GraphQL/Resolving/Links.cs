using Cms.Content;
using Cms.Linking;
using Cms.Liquid;
using GraphQL.DataLoader;

namespace Cms.GraphQL.Resolving;

/// <summary>Finds where links by id in texts lead, for all texts of a level of the answer at once instead of one by one.</summary>
internal sealed class Links(ContentStore store)
{
    private static readonly Dictionary<string, string> NoPaths = [];

    private readonly Lock _guard = new();
    private Round? _round;

    /// <summary>The HTML of a text; a result that GraphQL.NET completes after the other resolvers of the level when the text has links by id.</summary>
    /// <param name="source">The text.</param>
    /// <param name="pathBase">What stands before the site's paths.</param>
    /// <param name="toHtml">Makes the HTML.</param>
    public object Show(string source, string pathBase, Func<string, SiteLinks, string> toHtml)
    {
        var ids = ContentLink.CandidatesIn(source);
        if (ids.Count == 0)
            return toHtml(source, new SiteLinks(pathBase, NoPaths));

        lock (_guard)
        {
            if (_round is null or { HasBegun: true })
                _round = new Round(store, _guard);
            _round.Ids.UnionWith(ids);
            return new Pending(_round, paths => toHtml(source, new SiteLinks(pathBase, paths)));
        }
    }

    private sealed class Round(ContentStore store, Lock guard)
    {
        private Task<IReadOnlyDictionary<string, string>>? _reading;

        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public bool HasBegun => _reading is not null;

        public Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancel)
        {
            lock (guard)
                return _reading ??= PublicPaths.OfAsync(store, Ids, cancel);
        }
    }

    private sealed class Pending(Round round, Func<IReadOnlyDictionary<string, string>, string> finish) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => finish(await round.ReadAsync(cancellationToken));
    }
}
