using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>A name by which other systems ask for the item: <c>{"Alias":"about-us"}</c>. No two items have the same, whatever the case of its letters.</summary>
/// <remarks>
/// As in Orchard Core an empty alias is made from the Liquid <c>Pattern</c> and then stays; with <c>Options</c> <c>GeneratedDisabled</c>
/// it always follows the pattern. An alias of an item inside another one is kept as it is and not searched for.
/// </remarks>
public sealed class AliasPart : PartType
{
    /// <summary>The longest alias, in characters.</summary>
    public const int MaxLength = 735;

    private const string Member = "Alias";
    private const string Section = "AliasPartSettings";
    private const string DefaultPattern = "{{ ContentItem.DisplayText | slugify }}";

    public override string Name => "AliasPart";

    public override Shape Shape => new GroupShape("AliasPart", [new(Member, ScalarKind.Text) { Column = PartColumn.Alias }]);

    public override int Order => 10;

    public override async Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        if (part.Item.Container is not null)
            return;

        var settings = part.Attached.Settings;
        var follows = settings.Option(Section, "Options", "Editable", "GeneratedDisabled") == "GeneratedDisabled";
        if (!follows && !IsEmpty(part.Json))
            return;

        // An empty pattern is a choice: then an item has an alias only when somebody writes one.
        var pattern = settings.Text(Section, "Pattern") ?? DefaultPattern;
        var made = pattern.Length == 0 ? "" : part.Completing.Render(pattern, part.Item).ReplaceLineEndings("");
        if (made.Length > 0)
            part.Json[Member] = await part.Completing.MakeUniqueAliasAsync(made.Length > MaxLength - 12 ? made[..(MaxLength - 12)] : made, part.Item, cancel);
    }

    public override void LeaveUnique(JsonObject part) => part.Remove(Member);

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        foreach (var complaint in base.Check(part, attached))
            yield return complaint;

        if (JsonText.Find(part, Member) is { Length: > MaxLength } alias)
            yield return new Complaint(Member, $"must have at most {MaxLength} characters, not {alias.Length}");
    }

    // An alias that is no text stays for the check to refuse.
    private static bool IsEmpty(JsonObject part) => part[Member] is not { } alias || (alias.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(alias.GetValue<string>()));
}
