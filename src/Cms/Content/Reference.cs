namespace Cms.Content;

/// <summary>What a reference leads to, and how it is written.</summary>
public enum ReferenceKind
{
    /// <summary>A content item that a field names by id.</summary>
    Item,

    /// <summary>A content item, or a term, that a link in a text names: <c>content:ID</c>.</summary>
    Link,

    /// <summary>A term of a taxonomy.</summary>
    Term,

    /// <summary>The taxonomy whose terms a field holds.</summary>
    Taxonomy,

    /// <summary>A file of the media folder.</summary>
    Media,

    /// <summary>A user.</summary>
    User,
}

/// <summary>One thing that a version refers to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">The id of the item, term, taxonomy or user, or the path of the file.</param>
/// <param name="Path">The field or part that refers to it, from the item down: <c>Sections[2].Bullets[0].Text</c>.</param>
public sealed record Reference(ReferenceKind Kind, string Target, string Path)
{
    /// <summary>The longest target that is stored; nothing that exists has a longer one.</summary>
    public const int LongestTarget = 500;
}

/// <summary>A question for what refers to something.</summary>
public sealed record ReferenceQuery
{
    /// <summary>Only references of these kinds; empty takes all.</summary>
    public IReadOnlyCollection<ReferenceKind> Kinds { get; init; } = [];

    /// <summary>Only references to one of these.</summary>
    public required IReadOnlyCollection<string> Targets { get; init; }

    /// <summary>None of this item's own references; null takes all.</summary>
    public string? ExceptContentItemId { get; init; }

    /// <summary>How many at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>How many to leave out before, 0 or more.</summary>
    public int Skip { get; init; }
}

/// <summary>A reference with the version that has it. An item whose latest version is not the published one may come twice.</summary>
/// <param name="ContentItemId">The item that refers.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="DisplayText">Its title for people.</param>
/// <param name="Latest">Its newest version refers.</param>
/// <param name="Published">The version that visitors see refers.</param>
/// <param name="Reference">What to, and where.</param>
public sealed record ReferenceUse(string ContentItemId, string ContentType, string DisplayText, bool Latest, bool Published, Reference Reference);
