namespace Cms.Editing.Reviewing;

/// <summary>An editor that somebody has open in a browser.</summary>
public sealed class OpenEditor
{
    /// <summary>Names the open editor; made by the browser.</summary>
    public required string Id { get; init; }

    /// <summary>The item.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>Id of the user.</summary>
    public required string UserId { get; init; }

    /// <summary>Name of the user.</summary>
    public required string UserName { get; init; }

    /// <summary>The field that they are in: <c>Sections[2].Heading</c>; null for none.</summary>
    public string? Place { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public required DateTime SinceUtc { get; init; }

    /// <summary>When it was heard of last, UTC.</summary>
    public required DateTime SeenUtc { get; init; }
}

/// <summary>
/// Who has which item open, whatever node answers them. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by PresenceStoreContract. No part of a transaction: it is true for
/// half a minute, and nobody waits for it.
/// </summary>
public abstract class PresenceStore
{
    /// <summary>For how long an editor counts as open that nothing was heard of.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Writes where the editor is and when it was heard of; a new one takes the place of those that were not heard of for long. Nothing happens when somebody else's editor has the id, nor
    /// where somebody has been writing to the tenant for too long: the next time does.
    /// </summary>
    public abstract Task SeeAsync(OpenEditor editor, CancellationToken cancel);

    /// <summary>The editors of the item that were heard of after this moment, the one that was opened first in front.</summary>
    public abstract Task<IReadOnlyList<OpenEditor>> ListAsync(string contentItemId, DateTime afterUtc, CancellationToken cancel);

    /// <summary>Forgets the editor of this user; nothing happens when it is gone.</summary>
    public abstract Task LeaveAsync(string id, string userId, CancellationToken cancel);
}
