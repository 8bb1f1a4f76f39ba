namespace Cms.Importing;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine: SplitMix64 (Steele, Lea and Flood, 2014).
/// <see cref="Random"/> is not used because its sequence may change between versions of .NET.
/// </summary>
internal sealed class SampleNumbers(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, but not including, the bound.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>So many different choices, in mixed order.</summary>
    public T[] Some<T>(int count, IReadOnlyList<T> choices)
    {
        var mixed = choices.ToArray();
        for (var i = 0; i < count; i++)
        {
            var other = i + Below(mixed.Length - i);
            (mixed[i], mixed[other]) = (mixed[other], mixed[i]);
        }

        return mixed[..count];
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
