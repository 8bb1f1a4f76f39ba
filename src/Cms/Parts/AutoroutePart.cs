using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// The path under which the item is reached: <c>{"Path":"guides/sleep"}</c>. An empty path is made from the Liquid <c>Pattern</c> and
/// then stays, so that links keep working when the title changes. <c>"Disabled": true</c> gives the item no page.
/// </summary>
public sealed class AutoroutePart : PartType
{
    /// <summary>The member that makes the item the home page when it is published: true or false.</summary>
    public const string SetHomepage = "SetHomepage";

    private const string Disabled = "Disabled";

    private const string DefaultPattern = "{{ ContentItem.DisplayText | slugify }}";

    public override string Name => "AutoroutePart";

    public override Shape Shape => new PathShape("Path");

    public override int Order => 10;

    public override async Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        // An item that is switched off has no path, and gets one again when it is switched on.
        if (part.Json[Disabled]?.GetValueKind() == JsonValueKind.True)
        {
            part.Json["Path"] = null;
            return;
        }

        if (JsonText.Find(part.Json, "Path") is { } given)
        {
            part.Completing.Take(given);
            return;
        }

        // A path that is no text stays for the check to refuse.
        if (part.Json["Path"] is { } other && other.GetValueKind() != JsonValueKind.String)
            return;

        part.Json["Path"] = await part.Completing.MakeUniqueAsync(PatternPath(part.Attached, part.Item, part.Completing), part.Item, cancel);
    }

    public override void LeaveUnique(JsonObject part)
    {
        part.Remove("Path");
        part.Remove("SetHomepage");
    }

    /// <summary>The path that the pattern gives this item, whether or not it is free. Throws <see cref="Liquid.LiquidException"/> for a wrong pattern.</summary>
    public static string PatternPath(TypePart attached, ItemBeingSaved item, Completion completing)
    {
        var pattern = attached.Settings.Text("AutoroutePartSettings", "Pattern") is { Length: > 0 } own ? own : DefaultPattern;
        var path = string.Join('/', completing.Render(pattern, item).Split('/', StringSplitOptions.TrimEntries));

        // A title of which no letter can be written in a path would leave an empty segment.
        return Shorten((path.EndsWith('/') || path.Length == 0 ? path + item.ContentItemId : path).Trim('/'));
    }

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        if (part.ValueKind != JsonValueKind.Object)
            yield break;

        foreach (var flag in new[] { SetHomepage, Disabled }.Where(flag => part.TryGetProperty(flag, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)))
            yield return new Complaint(flag, $"must be true or false, not {part.GetProperty(flag).GetRawText()}");

        if (!part.TryGetProperty("Path", out var path) || (path.ValueKind == JsonValueKind.Null && part.TryGetProperty(Disabled, out var disabled) && disabled.ValueKind == JsonValueKind.True))
            yield break;

        if (path.ValueKind != JsonValueKind.String)
            yield return new Complaint("Path", "must be a text");
        else if (RoutePath.Complaint(path.GetString()!) is { } complaint)
            yield return new Complaint("Path", complaint);
    }

    // Room for the number that makes it unique.
    private static string Shorten(string path) => path.Length <= RoutePath.MaxLength - 24 ? path : path[..(RoutePath.MaxLength - 24)].TrimEnd('-', '/');
}
