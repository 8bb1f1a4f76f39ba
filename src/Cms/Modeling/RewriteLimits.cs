namespace Cms.Modeling;

/// <summary>How much of stored content is changed at a time.</summary>
/// <param name="Batch">How many versions are read and written in one transaction; other writers wait as long as one takes.</param>
public sealed record RewriteLimits(int Batch = 200)
{
    /// <summary>How long a change waits before its first batch, so that requests and nodes that still have the definitions of before find what they look for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
