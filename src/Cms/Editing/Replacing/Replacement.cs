using Cms.Content;

namespace Cms.Editing.Replacing;

/// <summary>What is replaced.</summary>
public enum ReplacedKind
{
    /// <summary>A content item: in pickers, and links to it in texts.</summary>
    Item,

    /// <summary>A term of a taxonomy: in fields for its terms, and links to it in texts.</summary>
    Term,

    /// <summary>A user: in user pickers.</summary>
    User,

    /// <summary>A file of the media folder, by its path.</summary>
    Media,
}

/// <summary>What takes the place of something that items refer to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">The id of what is replaced, or the path of the file.</param>
/// <param name="To">
/// The same of what takes its place. Null takes the references out: pickers lose it, links become plain text. The same as <paramref name="From"/> only writes the name of a term or user anew where it stands beside the id.
/// </param>
public sealed record Replacement(ReplacedKind Kind, string From, string? To)
{
    /// <summary>The taxonomy of the terms; null for other kinds.</summary>
    public string? TaxonomyContentItemId { get; init; }

    /// <summary>What a term or user is called that takes the place; filled in by the verb.</summary>
    internal string ToName { get; init; } = "";

    /// <summary>Only a name is written anew.</summary>
    internal bool IsName => From == To;

    /// <summary>The kinds of references that it is about.</summary>
    internal IReadOnlyList<ReferenceKind> ReferenceKinds => Kind switch
    {
        ReplacedKind.Item => [ReferenceKind.Item, ReferenceKind.Link],
        ReplacedKind.Term when IsName => [ReferenceKind.Term],
        ReplacedKind.Term => [ReferenceKind.Term, ReferenceKind.Link],
        ReplacedKind.User => [ReferenceKind.User],
        _ => [ReferenceKind.Media],
    };
}
