using System.Collections.Concurrent;

namespace Cms.Liquid;

/// <summary>Parsed patterns, kept by their text: the same few patterns are rendered at every save.</summary>
public sealed class LiquidTemplates
{
    // Patterns come from definitions, so there are few; the limit only guards against a program that makes them up.
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, LiquidTemplate> _parsed = new(StringComparer.Ordinal);

    /// <summary>The parsed pattern. Throws <see cref="LiquidException"/> when it cannot be read.</summary>
    public LiquidTemplate Get(string pattern)
    {
        if (_parsed.Count > MostKept)
            _parsed.Clear();
        return _parsed.GetOrAdd(pattern, text => LiquidTemplate.Parse(text, "pattern"));
    }
}
