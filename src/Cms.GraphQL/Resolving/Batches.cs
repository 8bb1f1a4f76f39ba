using GraphQL.DataLoader;

namespace Cms.GraphQL.Resolving;

/// <summary>Reads what belongs to some keys, such as the items of these ids, for all of a level of the answer at once.</summary>
internal sealed class Batches
{
    private readonly Lock _guard = new();
    private readonly Dictionary<object, object> _rounds = [];

    /// <summary>A result that GraphQL.NET completes after every other resolver of the level has run.</summary>
    /// <param name="question">What is asked; equal questions are read together.</param>
    /// <param name="keys">For what it is asked.</param>
    /// <param name="read">Reads the answer for all keys.</param>
    /// <param name="finish">Makes the field's value of the answer.</param>
    public IDataLoaderResult Load<TFound>(
        object question, IEnumerable<string> keys, Func<IReadOnlyCollection<string>, CancellationToken, Task<TFound>> read, Func<TFound, object?> finish)
    {
        lock (_guard)
        {
            if (_rounds.GetValueOrDefault(question) is not Round<TFound> { HasBegun: false } round)
                _rounds[question] = round = new Round<TFound>(_guard, read);
            round.Keys.UnionWith(keys);
            return new Pending<TFound>(round, finish);
        }
    }

    private sealed class Round<TFound>(Lock guard, Func<IReadOnlyCollection<string>, CancellationToken, Task<TFound>> read)
    {
        private Task<TFound>? _reading;

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public bool HasBegun => _reading is not null;

        public Task<TFound> ReadAsync(CancellationToken cancel)
        {
            lock (guard)
                return _reading ??= read(Keys, cancel);
        }
    }

    private sealed class Pending<TFound>(Round<TFound> round, Func<TFound, object?> finish) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => finish(await round.ReadAsync(cancellationToken));
    }
}
