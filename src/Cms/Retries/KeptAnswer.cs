namespace Cms.Retries;

/// <summary>
/// A request that its sender named with a key, so that it may be sent again without being done again (draft-ietf-httpapi-idempotency-key-header), and what it was
/// answered once it was done.
/// </summary>
/// <param name="Caller">Whose key it is; others may use the same.</param>
/// <param name="Key">The key.</param>
/// <param name="Request">A hash of all that was asked: the same key with another one is a mistake of the sender.</param>
public sealed record KeptAnswer(string Caller, string Key, string Request)
{
    /// <summary>How long it is known that a request was done.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Another one for each time that somebody began to do it.</summary>
    public required string Claim { get; init; }

    /// <summary>When that was, UTC.</summary>
    public required DateTime ClaimedUtc { get; init; }

    /// <summary>The answer's status; 0 while it is not done.</summary>
    public int Status { get; init; }

    /// <summary>The media type of <see cref="Body"/>; empty for none.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>The answer's entity tag, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>Where what was made is found, or null.</summary>
    public string? Location { get; init; }

    /// <summary>The answer's body, as the one who keeps it packs it.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>True once it was done and answered.</summary>
    public bool IsDone => Status != 0;
}
