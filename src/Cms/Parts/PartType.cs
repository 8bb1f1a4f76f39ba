using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// A ready-made part. One class says everything about it: what it computes before saving, what is valid, and its shape; it knows no
/// front. To add one: derive, register in <see cref="PartTypes"/>, copy a test from <c>tests/Cms.Tests/Parts</c>.
/// </summary>
public abstract class PartType
{
    /// <summary>Orchard Core's name for it: <c>TitlePart</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What its JSON looks like to the fronts.</summary>
    public abstract Shape Shape { get; }

    /// <summary>What its JSON has beside what its shape shows, for fronts that show and take JSON as it is stored.</summary>
    public virtual IReadOnlyList<Member> Stored => [];

    /// <summary>Parts are completed in this order; those that read the item's title come after the one that makes it.</summary>
    public virtual int Order => 0;

    /// <summary>Fills in what the part computes from the item. May run again on its own result and then changes nothing.</summary>
    public virtual Task CompleteAsync(PartBeingSaved part, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Takes out of a copy of the part what two items cannot both have; completing the part then makes it anew.</summary>
    public virtual void LeaveUnique(JsonObject part)
    {
    }

    /// <summary>
    /// What is wrong with the part; unless overridden, what of its values is not of the kinds that its shape says. A complaint's path is a member's name; it is empty for the part itself and begins with an index
    /// (<c>[2]</c>) for an item inside it.
    /// </summary>
    /// <param name="part">The part's JSON object; undefined when the item has none.</param>
    /// <param name="attached">How it is attached to the type.</param>
    public virtual IEnumerable<Complaint> Check(JsonElement part, TypePart attached) => part.ValueKind == JsonValueKind.Object && Shape is MembersShape or FormattedTextShape
        ? ShapeCheck.Complaints(Shape, part).Select(message => new Complaint("", message))
        : [];
}

/// <summary>A part on its way into the store.</summary>
/// <param name="Item">The item it belongs to.</param>
/// <param name="Attached">How it is attached to the item's type.</param>
/// <param name="Json">Its JSON, which may be changed.</param>
/// <param name="Completing">What a part may ask for.</param>
public sealed record PartBeingSaved(ItemBeingSaved Item, TypePart Attached, JsonObject Json, Completion Completing);

/// <summary>An item on its way into the store: what an editor handed in, filled in part by part.</summary>
public sealed class ItemBeingSaved(string contentItemId, ContentType type, JsonObject json, ItemBeingSaved? container)
{
    /// <summary>Its id, given or new.</summary>
    public string ContentItemId { get; } = contentItemId;

    /// <summary>Its type.</summary>
    public ContentType Type { get; } = type;

    /// <summary>Its parts; for an item inside another one, its metadata too.</summary>
    public JsonObject Json { get; } = json;

    /// <summary>The item it lives in, or null for one that stands on its own.</summary>
    public ItemBeingSaved? Container { get; } = container;

    /// <summary>The item that stands on its own and holds this one, at whatever depth; itself when it is that one.</summary>
    public ItemBeingSaved Outermost => Container?.Outermost ?? this;

    /// <summary>Its title for people; TitlePart sets it.</summary>
    public string DisplayText { get; set; } = "";
}
