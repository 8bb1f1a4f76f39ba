using Cms.Content;
using GraphQL.DataLoader;

namespace Cms.GraphQL.Resolving;

/// <summary>Reads the items that belong to something, such as a set of translations, for all of a level of the answer at once.</summary>
internal sealed class Batches
{
    private readonly Lock _guard = new();
    private readonly Dictionary<object, Round> _rounds = [];

    /// <summary>A result that GraphQL.NET completes after every other resolver of the level has run.</summary>
    /// <param name="question">What is asked; equal questions are read together.</param>
    /// <param name="key">For what it is asked.</param>
    /// <param name="read">Reads the items of all keys, in order.</param>
    /// <param name="finish">Makes the field's value of the key's items.</param>
    public IDataLoaderResult Load(
        object question,
        string key,
        Func<IReadOnlyCollection<string>, CancellationToken, Task<ILookup<string, ContentItem>>> read,
        Func<IReadOnlyList<ContentItem>, object?> finish)
    {
        lock (_guard)
        {
            if (!_rounds.TryGetValue(question, out var round) || round.HasBegun)
                _rounds[question] = round = new Round(_guard, read);
            round.Keys.Add(key);
            return new Pending(round, key, finish);
        }
    }

    private sealed class Round(Lock guard, Func<IReadOnlyCollection<string>, CancellationToken, Task<ILookup<string, ContentItem>>> read)
    {
        private Task<ILookup<string, ContentItem>>? _reading;

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public bool HasBegun => _reading is not null;

        public Task<ILookup<string, ContentItem>> ReadAsync(CancellationToken cancel)
        {
            lock (guard)
                return _reading ??= read(Keys, cancel);
        }
    }

    private sealed class Pending(Round round, string key, Func<IReadOnlyList<ContentItem>, object?> finish) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) =>
            finish([.. (await round.ReadAsync(cancellationToken))[key]]);
    }
}
