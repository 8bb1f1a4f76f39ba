namespace Cms.Modeling;

/// <summary>How much of stored content is changed at a time.</summary>
/// <param name="InOneTransaction">Up to so many versions are rewritten together with the definitions.</param>
/// <param name="Batch">How many versions are read and written in one step of a larger change; other writers wait as long as a step takes.</param>
public sealed record RewriteLimits(int InOneTransaction = 2000, int Batch = 200)
{
    /// <summary>How long a larger change waits before its first batch, so that requests and nodes that still have the definitions of before find what they look for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
