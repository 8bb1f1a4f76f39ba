using Cms.Content;

namespace Cms.Editing.Previewing;

/// <summary>A link by which somebody without an account sees an item before it is published, for a while. Of its token only a hash is kept.</summary>
public sealed class PreviewLink
{
    /// <summary>Names the link for good.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the token, in hexadecimal digits.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The item.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>The version that is shown; null when the link follows the latest one.</summary>
    public string? ContentItemVersionId { get; init; }

    /// <summary>The item's title when the link was made.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the user who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>From when on it leads nowhere.</summary>
    public required DateTime ExpiresUtc { get; init; }

    /// <summary>When it was taken back; null as long as it was not.</summary>
    public DateTime? RevokedUtc { get; init; }
}

/// <summary>
/// Where the current tenant's links to previews live. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by PreviewLinkStoreContract. Takes part in the scope's transaction; making
/// one and taking it back stands in the trail.
/// </summary>
public abstract class PreviewLinkStore
{
    /// <summary>For how long a link that is over is remembered, to say so to whoever comes by it.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Adds a link; those that were over for longer than <see cref="Remembered"/> when it was made are removed.</summary>
    public abstract Task AddAsync(PreviewLink link, CancellationToken cancel);

    /// <summary>The link with this hash, whether it still leads somewhere or not; null when there is none.</summary>
    public abstract Task<PreviewLink?> FindAsync(string tokenHash, CancellationToken cancel);

    /// <summary>The item's links, newest first, those that are over too.</summary>
    public abstract Task<IReadOnlyList<PreviewLink>> ListAsync(string contentItemId, CancellationToken cancel);

    /// <summary>Notes that somebody was shown this very version by something that is no link, such as a token, and may come back to it until then.</summary>
    public abstract Task HoldAsync(string contentItemId, string contentItemVersionId, DateTime nowUtc, DateTime untilUtc, CancellationToken cancel);

    /// <summary>Whether this very version may be asked for by a link that leads somewhere, or is held: writing may not go on in its place then.</summary>
    public abstract Task<bool> IsHeldAsync(string contentItemId, string contentItemVersionId, DateTime nowUtc, CancellationToken cancel);

    /// <summary>Takes the link back from this moment on. False, and nothing changes, when it was taken back already or is not there.</summary>
    public abstract Task<bool> RevokeAsync(PreviewLink link, DateTime atUtc, CancellationToken cancel);
}
