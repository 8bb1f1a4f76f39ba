namespace Cms.Host.Limits;

/// <summary>How often something may be asked for.</summary>
/// <param name="Name">What answers call it.</param>
/// <param name="Quota">How many requests.</param>
/// <param name="Window">In which time.</param>
internal sealed record Limit(string Name, int Quota, TimeSpan Window);

/// <summary>One request that counts for a limit.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Who">Whose request it is.</param>
internal sealed record Counted(Limit Limit, string Who)
{
    // Whoever makes up users or addresses fills this many counters at most. The hash has a seed of its own in each process, so nobody can aim at somebody else's.
    private const int MostCounters = 1 << 17;

    /// <summary>Only requests that are refused count.</summary>
    public bool OnlyFailures { get; init; }

    /// <summary>The counter.</summary>
    public (Limit Limit, int Counter) Key => (Limit, Who.GetHashCode(StringComparison.Ordinal) & (MostCounters - 1));
}
