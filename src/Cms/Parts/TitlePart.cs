using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The title, which is also the item's display text: <c>{"Title":"..."}</c>.</summary>
/// <remarks>Options as in Orchard Core: <c>Editable</c>, <c>EditableRequired</c>, <c>GeneratedDisabled</c>, <c>GeneratedHidden</c>; the generated ones, and an editable one that nobody wrote, come from <c>Pattern</c>.</remarks>
public sealed class TitlePart : PartType
{
    private const string Section = "TitlePartSettings";

    public override string Name => "TitlePart";

    // The title is the item's display text, which every front shows already.
    public override Shape Shape => new NoShape();

    public override IReadOnlyList<Member> Stored => [new("Title", ScalarKind.Text)];

    public override int Order => -10;

    /// <summary>Whether pages of the type show its title; false only when its settings say <c>"RenderTitle": false</c>.</summary>
    public static bool IsShown(ContentType type) =>
        !type.Parts.Any(part => part.PartName == "TitlePart" && part.Settings.Find(Section, "RenderTitle")?.GetValueKind() == JsonValueKind.False);

    public override Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        var option = OptionOf(part.Attached);
        var pattern = part.Attached.Settings.Text(Section, "Pattern") ?? "";
        if (pattern.Length > 0 && option is "GeneratedDisabled" or "GeneratedHidden")
            part.Json["Title"] = part.Completing.Render(pattern, part.Item);
        else if (part.Json["Title"] is null && part.Item.DisplayText.Length > 0)
            part.Json["Title"] = part.Item.DisplayText;
        else if (IsEmpty(part.Json) && pattern.Length > 0 && option == "Editable")
            part.Json["Title"] = part.Completing.Render(pattern, part.Item);

        part.Item.DisplayText = JsonText.Find(part.Json, "Title") ?? "";
        return Task.CompletedTask;
    }

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        var title = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("Title", out var found) ? found : default;
        if (title.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String))
            yield return new Complaint("Title", "must be a text");
        else if (OptionOf(attached) == "EditableRequired" && (title.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(title.GetString())))
            yield return new Complaint("Title", "is required") { MayWait = true };
    }

    // A title that is no text stays for the check to refuse.
    private static bool IsEmpty(JsonObject part) => part["Title"] is null || (part["Title"] is JsonValue value && value.TryGetValue(out string? title) && title.Length == 0);

    private static string OptionOf(TypePart attached) => attached.Settings.Option(Section, "Options", "Editable", "GeneratedDisabled", "GeneratedHidden", "EditableRequired");
}
