using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>Where an item of a menu leads; what it is called is the item's title: <c>{"Url":"/about","Target":"_blank"}</c>.</summary>
public sealed class LinkMenuItemPart : PartType
{
    public override string Name => "LinkMenuItemPart";

    public override Shape Shape => new GroupShape("LinkMenuItemPart", [new("Url", ScalarKind.Text), new("Target", ScalarKind.Text)]);

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached) => base.Check(part, attached).Concat(Addresses(part));

    /// <summary>What is wrong with the address to which an item of a menu leads.</summary>
    internal static IEnumerable<Complaint> Addresses(JsonElement part) =>
        JsonText.Find(part, "Url") is { Length: > 0 } url && !LinkField.IsSafe(url) ? [new Complaint("Url", $"must be {LinkField.SafeForm}, not \"{url}\"")] : [];
}
