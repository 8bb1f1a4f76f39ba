using System.Text.Json;
using Cms.Content;

namespace Cms.Editing.Versions;

/// <summary>What became of something between two versions.</summary>
public enum DifferenceKind
{
    /// <summary>A field or a member of a part has another value.</summary>
    Changed,

    /// <summary>An item inside is new.</summary>
    Added,

    /// <summary>An item inside is gone.</summary>
    Removed,

    /// <summary>An item inside stands elsewhere; what changed in it is told beside.</summary>
    Moved,
}

/// <summary>One difference between two versions of an item.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">Where it stands in the later version, from the item down: <c>Sections[2].Bullets[0].Label</c>; for a removed item where it stood.</param>
/// <param name="ContentItemId">The item inside that it belongs to; empty for the item itself.</param>
/// <param name="Before">The field's JSON, the removed item, or for a moved item the place where it stood; null where there was nothing.</param>
/// <param name="After">The field's JSON or the added item; null where there is nothing, and for a moved item.</param>
public sealed record Difference(DifferenceKind Kind, string Path, string ContentItemId, JsonElement? Before, JsonElement? After);

/// <summary>Two versions of an item and what differs between them.</summary>
/// <param name="Before">The version that was compared with.</param>
/// <param name="After">The version that is told of.</param>
/// <param name="Differences">The item's own first, then those of the items inside in their order, removed ones last; empty when nothing differs.</param>
public sealed record VersionComparison(ContentItem Before, ContentItem After, IReadOnlyList<Difference> Differences);
