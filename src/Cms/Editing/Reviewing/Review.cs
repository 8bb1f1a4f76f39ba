namespace Cms.Editing.Reviewing;

/// <summary>How far a review is.</summary>
public enum ReviewState
{
    /// <summary>The reviewer has not answered yet.</summary>
    Waiting,

    /// <summary>The version is as it should be.</summary>
    Approved,

    /// <summary>Something is to be changed first.</summary>
    ChangesWanted,

    /// <summary>It was taken back, or handed to somebody else.</summary>
    Withdrawn,
}

/// <summary>A version of an item that somebody is asked to look at, and what they said. An item waits for one reviewer at a time.</summary>
public sealed class Review
{
    /// <summary>The longest note.</summary>
    public const int LongestNote = 2000;

    /// <summary>Names the review for good.</summary>
    public required string Id { get; init; }

    /// <summary>The item.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>The item's title when it was handed over.</summary>
    public required string Title { get; init; }

    /// <summary>The version that was handed over.</summary>
    public required string ContentItemVersionId { get; init; }

    /// <summary>What the reviewer is to know; may be empty.</summary>
    public required string Note { get; init; }

    /// <summary>Id of the user who asked.</summary>
    public required string AskedById { get; init; }

    /// <summary>Name of the user who asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When it was handed over, UTC.</summary>
    public required DateTime AskedUtc { get; init; }

    /// <summary>Id of the user who is to look.</summary>
    public required string ReviewerId { get; init; }

    /// <summary>Name of the user who is to look.</summary>
    public required string Reviewer { get; init; }

    /// <summary>How far it is.</summary>
    public ReviewState State { get; init; }

    /// <summary>What the reviewer said; may be empty.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The version that the answer is about; null as long as there is none.</summary>
    public string? AnsweredVersionId { get; init; }

    /// <summary>When it was answered or taken back, UTC; null as long as it waits.</summary>
    public DateTime? EndedUtc { get; init; }

    /// <summary>This review, which waits, with an answer.</summary>
    public Review Ended(ReviewState state, string answer, string? versionId, DateTime atUtc) => new()
    {
        Id = Id,
        ContentItemId = ContentItemId,
        Title = Title,
        ContentItemVersionId = ContentItemVersionId,
        Note = Note,
        AskedById = AskedById,
        AskedBy = AskedBy,
        AskedUtc = AskedUtc,
        ReviewerId = ReviewerId,
        Reviewer = Reviewer,
        State = state,
        Answer = answer,
        AnsweredVersionId = versionId,
        EndedUtc = atUtc,
    };
}
