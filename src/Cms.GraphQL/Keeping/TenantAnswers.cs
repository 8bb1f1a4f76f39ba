using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Cms.Events;
using Microsoft.Extensions.Caching.Memory;

namespace Cms.GraphQL.Keeping;

/// <summary>The kept answers of one tenant, and when what they were made of changed last. Changes are numbered; an answer is right when none of its tags has a later number than the one at which it began.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The cache holds memory only, and requests that are under way use it after the tenant is gone.")]
internal sealed class TenantAnswers
{
    // A tenant that changes this many items forgets when, and with it all answers of before.
    private const int MaxChanges = 50_000;

    // As many requests are remembered as were made once lately.
    private const int MaxSeen = 8_192;

    private readonly MemoryCache _answers;
    private readonly int _largest;
    private readonly int _enough;
    private readonly int[] _seen = new int[MaxSeen];
    private long _keptBytes;
    private readonly Lock _guard = new();
    private readonly ConcurrentDictionary<string, long> _changed = new(StringComparer.Ordinal);
    private long _allChanged;
    private long _last;

    public TenantAnswers(GraphQLLimits limits)
    {
        _largest = Math.Min(limits.MaxKeptBytes / 8, limits.MaxKeptAnswerBytes);
        _enough = limits.MaxKeptBytes / 2;
        _answers = new MemoryCache(new MemoryCacheOptions { SizeLimit = limits.MaxKeptBytes, CompactionPercentage = 0.1 });
    }

    /// <summary>The number of the last change. Asked before anything is read for an answer.</summary>
    public long Now => Volatile.Read(ref _last);

    /// <summary>The answer of an equal request, or null.</summary>
    public KeptAnswer? Find(in AnswerKey key)
    {
        if (!_answers.TryGetValue(key, out var found))
            return null;

        var answer = (KeptAnswer)found!;
        var now = Now;
        if (answer.KnownGoodAt == now)
            return answer;

        if (answer.Since < Volatile.Read(ref _allChanged) || answer.Tags.Any(tag => _changed.TryGetValue(tag, out var changed) && changed > answer.Since))
            return null;

        answer.KnownGoodAt = now;
        return answer;
    }

    /// <summary>
    /// Keeps an answer, unless it is too big. Where there was no lack of others, only one that is asked for again: requests of which each is another would drive out those that come all the time.
    /// </summary>
    public void Keep(AnswerKey key, KeptAnswer answer)
    {
        var size = answer.Size + key.Request.Length;
        if (size > _largest || (Volatile.Read(ref _keptBytes) > _enough && IsNew(key.GetHashCode())))
            return;

        Interlocked.Add(ref _keptBytes, size);

        // The request's bytes belong to the server, which uses them for the next one.
        _answers.Set(key with { Request = key.Request.ToArray() }, answer, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    // Another request in the same place makes one forgotten, which costs no more than an answer.
    private bool IsNew(int hash)
    {
        ref var place = ref _seen[hash & (MaxSeen - 1)];
        if (Volatile.Read(ref place) == hash)
            return false;

        Volatile.Write(ref place, hash);
        return true;
    }

    /// <summary>Notes what changed. The number goes up at the end: who asks in between looks closely.</summary>
    public void Change(TenantEvent happened)
    {
        if (happened is not (ContentEvent or DefinitionsChanged or SettingsChanged))
            return;

        lock (_guard)
        {
            var number = _last + 1;
            if (happened is ContentEvent content && _changed.Count < MaxChanges)
            {
                foreach (var tag in AnswerTags.ChangedBy(content))
                    _changed[tag] = number;
            }
            else
            {
                Volatile.Write(ref _allChanged, number);
                _changed.Clear();
            }

            Volatile.Write(ref _last, number);
        }
    }
}
