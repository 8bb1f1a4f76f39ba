using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>Items kept inside the item, in order: <c>{"ContentItems":[...]}</c>. A type may have several, each under its own name.</summary>
public sealed class BagPart : PartType
{
    /// <summary>The member under which the items stand.</summary>
    public const string Items = "ContentItems";

    public override string Name => "BagPart";

    public override Shape Shape => new ContainedItemsShape("BagPart", Items);

    /// <summary>The types that this bag takes; empty takes any.</summary>
    public static IReadOnlyList<string> AllowedTypes(TypePart attached) => attached.Settings.Texts("BagPartSettings", "ContainedContentTypes");

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        foreach (var complaint in ContainedItems.Complaints(part, Items, "content item"))
            yield return complaint;

        var allowed = AllowedTypes(attached);
        if (allowed.Count == 0 || JsonText.Member(part, Items) is not { ValueKind: JsonValueKind.Array } items)
            yield break;

        foreach (var (index, item) in items.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("ContentType", out var type) && !allowed.Contains(type.ToString()))
                yield return new Complaint($"[{index}]", $"must be of type {string.Join(" or ", allowed)}, not {type}");
        }
    }
}
