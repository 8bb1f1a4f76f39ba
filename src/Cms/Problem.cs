namespace Cms;

/// <summary>Why a verb was refused; each front maps it to its own form (HTTP status, exit code, GraphQL error code).</summary>
public enum ProblemKind
{
    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>The caller lacks a permission.</summary>
    Forbidden,

    /// <summary>Somebody else changed or took it first.</summary>
    Conflict,

    /// <summary>The input breaks a rule.</summary>
    Invalid,
}

/// <summary>An expected failure, told to the caller as a value. Bugs and broken databases are exceptions instead.</summary>
/// <param name="Kind">What sort of failure it is.</param>
/// <param name="Message">A sentence that says which, where and what would be right.</param>
/// <param name="Complaints">What is wrong with single fields; empty where none is to blame.</param>
public sealed record Problem(ProblemKind Kind, string Message, IReadOnlyList<Complaint> Complaints)
{
    public static Problem NotFound(string message) => new(ProblemKind.NotFound, message, []);

    public static Problem Conflict(string message) => new(ProblemKind.Conflict, message, []);

    public static Problem Forbidden(string message) => new(ProblemKind.Forbidden, message, []);

    public static Problem Invalid(string message) => new(ProblemKind.Invalid, message, []);

    /// <summary>What is wrong with what was asked for, in a sentence that the first complaint says; there is one at least.</summary>
    public static Problem Invalid(IReadOnlyList<Complaint> complaints) => new(ProblemKind.Invalid, complaints[0].Message, complaints);

    public static Problem Invalid(string subject, IReadOnlyList<Complaint> complaints) =>
        new(ProblemKind.Invalid, $"{subject} was not saved: {string.Join(' ', complaints)}", complaints);

    public override string ToString() => Message;
}

/// <summary>What is wrong with one field of an item.</summary>
/// <param name="Path">Where, from the item down: <c>Sections[2].Bullets[0].Label</c>.</param>
/// <param name="Message">Completes a sentence that begins with the path: <c>is required</c>.</param>
public sealed record Complaint(string Path, string Message)
{
    /// <summary>True when a draft may have it: it must be right before visitors see the item.</summary>
    public bool MayWait { get; init; }

    public override string ToString() => $"{Path} {Message}.";
}
