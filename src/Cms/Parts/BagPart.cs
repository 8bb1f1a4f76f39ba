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
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty(Items, out var items))
            yield break;

        if (items.ValueKind != JsonValueKind.Array)
        {
            yield return new Complaint("", "must have a list of content items as ContentItems");
            yield break;
        }

        var allowed = AllowedTypes(attached);
        var index = -1;
        foreach (var item in items.EnumerateArray())
        {
            index++;
            if (item.ValueKind != JsonValueKind.Object)
                yield return new Complaint($"[{index}]", "must be a content item");
            else if (allowed.Count > 0 && item.TryGetProperty("ContentType", out var type) && !allowed.Contains(type.ToString()))
                yield return new Complaint($"[{index}]", $"must be of type {string.Join(" or ", allowed)}, not {type}");
        }
    }
}
