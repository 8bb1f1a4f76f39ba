namespace Cms.Content;

/// <summary>Which versions a list reads.</summary>
public enum ContentStatus
{
    /// <summary>What visitors see.</summary>
    Published,

    /// <summary>Latest versions that are not published.</summary>
    Draft,

    /// <summary>The latest version of every item, published or not.</summary>
    Latest,

    /// <summary>Latest and published versions, both where they differ.</summary>
    All,
}

/// <summary>A question for a list of content items.</summary>
public sealed record ContentQuery
{
    /// <summary>Only items of this type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Which versions.</summary>
    public ContentStatus Status { get; init; } = ContentStatus.Published;

    /// <summary>Which items; null takes all.</summary>
    public ContentFilter? Where { get; init; }

    /// <summary>The order; the item's id follows as the last key, so that pages never overlap. Empty: newest created first.</summary>
    public IReadOnlyList<ContentOrder> OrderBy { get; init; } = [];

    /// <summary>How many at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>How many to leave out before, 0 or more.</summary>
    public int Skip { get; init; }
}

/// <summary>What every content item can be filtered and ordered by.</summary>
public enum ContentColumn
{
    /// <summary>See <see cref="ContentItem.ContentItemId"/>.</summary>
    ContentItemId,

    /// <summary>See <see cref="ContentItem.ContentItemVersionId"/>.</summary>
    ContentItemVersionId,

    /// <summary>See <see cref="ContentItem.ContentType"/>.</summary>
    ContentType,

    /// <summary>See <see cref="ContentItem.DisplayText"/>.</summary>
    DisplayText,

    /// <summary>See <see cref="ContentItem.Published"/>.</summary>
    Published,

    /// <summary>See <see cref="ContentItem.Latest"/>.</summary>
    Latest,

    /// <summary>See <see cref="ContentItem.CreatedUtc"/>.</summary>
    CreatedUtc,

    /// <summary>See <see cref="ContentItem.ModifiedUtc"/>.</summary>
    ModifiedUtc,

    /// <summary>See <see cref="ContentItem.PublishedUtc"/>.</summary>
    PublishedUtc,

    /// <summary>See <see cref="ContentItem.Owner"/>.</summary>
    Owner,

    /// <summary>See <see cref="ContentItem.Author"/>.</summary>
    Author,
}

/// <summary>One key of an order. Items without a value come first, or last when descending.</summary>
public sealed record ContentOrder(ContentColumn Column, bool Descending)
{
    /// <summary>Orders by this value instead of a column; null for a column.</summary>
    public FieldPath? Field { get; init; }

    /// <summary>Orders by the value of a field.</summary>
    public static ContentOrder By(FieldPath field, bool descending) => new(ContentColumn.ContentItemId, descending) { Field = field };
}

/// <summary>A condition on content items.</summary>
public abstract record ContentFilter;

/// <summary>All of the conditions; true when there are none.</summary>
public sealed record AllOf(IReadOnlyList<ContentFilter> Filters) : ContentFilter;

/// <summary>At least one of the conditions; false when there are none.</summary>
public sealed record AnyOf(IReadOnlyList<ContentFilter> Filters) : ContentFilter;

/// <summary>Not the condition.</summary>
public sealed record Not(ContentFilter Filter) : ContentFilter;

/// <summary>How a value is compared.</summary>
public enum Comparison
{
    /// <summary>The same; for null: is missing. Text is compared exactly.</summary>
    Equal,

    /// <summary>One of a list; false for an empty list.</summary>
    In,

    /// <summary>Text within the text; letter case does not count for ASCII letters.</summary>
    Contains,

    /// <summary>Text at the beginning; letter case does not count for ASCII letters.</summary>
    StartsWith,

    /// <summary>Text at the end; letter case does not count for ASCII letters.</summary>
    EndsWith,

    /// <summary>Greater, later.</summary>
    Greater,

    /// <summary>Greater or the same.</summary>
    GreaterOrEqual,

    /// <summary>Less, earlier.</summary>
    Less,

    /// <summary>Less or the same.</summary>
    LessOrEqual,
}

/// <summary>A condition on a column. The value is a string, a bool, a UTC DateTime or null; for <see cref="Comparison.In"/> a list of them.</summary>
public sealed record ColumnIs(ContentColumn Column, Comparison Comparison, object? Value) : ContentFilter;

/// <summary>A condition on the item's own path (not those of items inside it), written without a leading slash.</summary>
public sealed record PathIs(Comparison Comparison, object? Value) : ContentFilter;

/// <summary>What parts say about an item that it is found by. Only the item's own parts count, not those of items inside it.</summary>
public enum PartColumn
{
    /// <summary>The alias of AliasPart, in lower case.</summary>
    Alias,

    /// <summary>The culture of LocalizationPart.</summary>
    Culture,

    /// <summary>What joins the items that are translations of each other, of LocalizationPart.</summary>
    LocalizationSet,

    /// <summary>The list in which ContainedPart puts the item.</summary>
    ListContentItemId,

    /// <summary>The item's place in that list: a whole number, which is ordered by and not compared.</summary>
    Order,
}

/// <summary>A condition on what a part says; the value is a text or null, for <see cref="Comparison.In"/> a list of them.</summary>
public sealed record PartValueIs(PartColumn Column, Comparison Comparison, object? Value) : ContentFilter;

/// <summary>The item has a term of this taxonomy with exactly this id.</summary>
public sealed record HasTerm(string TaxonomyContentItemId, IReadOnlyList<string> TermContentItemIds) : ContentFilter;

/// <summary>Visitors see a version of the item, this one or another.</summary>
public sealed record HasPublished : ContentFilter;

/// <summary>Something is to happen to the item by itself.</summary>
public sealed record HasSchedule : ContentFilter;

/// <summary>
/// A condition on the value of a field. The value is a string, decimal, bool or UTC DateTime as the field's kind says, or null; for
/// <see cref="Comparison.In"/> a list of them. A missing value is neither greater nor less.
/// </summary>
public sealed record FieldIs(FieldPath Field, Comparison Comparison, object? Value) : ContentFilter;

/// <summary>A bag of an item, or of an item in such a bag, as far as it holds items of one type.</summary>
/// <param name="ContainerType">The type of the item that has it.</param>
/// <param name="Part">The part's name on that type.</param>
/// <param name="Member">The member of the part under which the items stand.</param>
/// <param name="ContentType">The type of the items in it.</param>
public sealed record BagPath(string ContainerType, string Part, string Member, string ContentType);

/// <summary>At least one item in the bag fulfils the condition, which is made of <see cref="FieldIs"/>, junctions and <see cref="HasInside"/> again.</summary>
public sealed record HasInside(BagPath Bag, ContentFilter Filter) : ContentFilter;

/// <summary>At least one published item of this type that belongs to the item fulfils the condition.</summary>
/// <param name="Place">The field that names the others, as <see cref="Reference.Path"/> has it; null for those that are in this list.</param>
/// <param name="ContentType">The type of the others.</param>
/// <param name="Filter">What one of them fulfils.</param>
public sealed record HasOther(string? Place, string ContentType, ContentFilter Filter) : ContentFilter;

/// <summary>A question for the items of lists.</summary>
/// <param name="ListContentItemIds">The lists; they need not exist.</param>
public sealed record ContainedQuery(IReadOnlyCollection<string> ListContentItemIds)
{
    /// <summary>Which versions of the items.</summary>
    public ContentStatus Status { get; init; } = ContentStatus.Published;

    /// <summary>How many of each list at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>How many of each list to leave out before, 0 or more.</summary>
    public int Skip { get; init; }

    /// <summary>The order is turned round.</summary>
    public bool LastFirst { get; init; }

    /// <summary>Only items that come after this place in the order, which is never turned round for it; null for all.</summary>
    public ContainedPlace? After { get; init; }

    /// <summary>Only items that come before this place; null for all.</summary>
    public ContainedPlace? Before { get; init; }

    /// <summary>Only items that the caller may see; null for all.</summary>
    public VisibleItems? Visible { get; init; }
}

/// <summary>A place in a list of items that stand on their own: what the item there is ordered by.</summary>
public sealed record ContainedPlace(int Order, DateTime CreatedUtc, string ContentItemId);

/// <summary>Which items somebody may see: those of some types, and of others only their own.</summary>
/// <param name="ContentTypes">All items of these types.</param>
/// <param name="OwnContentTypes">Of these types only the items of the owner.</param>
/// <param name="Owner">Id of the user whose own items these are.</param>
public sealed record VisibleItems(IReadOnlyCollection<string> ContentTypes, IReadOnlyCollection<string> OwnContentTypes, string Owner)
{
    /// <summary>True when the item is one of them.</summary>
    public bool Has(ContentItem item) => ContentTypes.Contains(item.ContentType) || (OwnContentTypes.Contains(item.ContentType) && item.Owner == Owner);
}
