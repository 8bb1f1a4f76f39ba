using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// The path under which the item is reached: <c>{"Path":"guides/sleep"}</c>. An empty path is made from the Liquid <c>Pattern</c> and
/// then stays, so that links keep working when the title changes. <c>"Disabled": true</c> gives the item no page;
/// <c>"RouteContainedItems": true</c> gives pages to items inside it, as <see cref="ItemRoutes"/> says.
/// </summary>
/// <remarks>Its other settings (<c>AllowCustomPath</c> and the like) say what an editing screen offers, as in Orchard Core, not what may be stored.</remarks>
public sealed class AutoroutePart : PartType
{
    /// <summary>The member that makes the item the home page when it is published: true or false.</summary>
    public const string SetHomepage = "SetHomepage";

    /// <summary>The member that gives items inside this one pages of their own: true or false.</summary>
    public const string RouteContainedItems = "RouteContainedItems";

    /// <summary>The member that says of an item inside another one that its path does not follow the container's: true or false.</summary>
    public const string Absolute = "Absolute";

    /// <summary>The member with the path.</summary>
    public const string Path = "Path";

    private const string Disabled = "Disabled";

    private static readonly string[] Flags = [SetHomepage, Disabled, RouteContainedItems, Absolute];

    private const string DefaultPattern = "{{ ContentItem.DisplayText | slugify }}";

    public override string Name => "AutoroutePart";

    public override Shape Shape => new PathShape(Path);

    public override IReadOnlyList<Member> Stored => [.. Flags.Select(name => new Member(name, ScalarKind.Boolean))];

    public override int Order => 10;

    public override async Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        // An item that is switched off has no path, and gets one again when it is switched on.
        if (part.Json[Disabled]?.GetValueKind() == JsonValueKind.True)
        {
            part.Json[Path] = null;
            return;
        }

        // Items of one container need different ends of their paths; whether the whole is free, the rules say.
        var scope = ItemRoutes.IsRelative(part) ? part.Item.Container!.ContentItemId : null;
        if (JsonText.Find(part.Json, Path) is { } given)
        {
            part.Completing.Take(given, scope);
            return;
        }

        // A path that is no text stays for the check to refuse.
        if (part.Json[Path] is { } other && other.GetValueKind() != JsonValueKind.String)
            return;

        var made = PatternPath(part.Attached, part.Item, part.Completing);
        part.Json[Path] = scope is null ? await part.Completing.MakeUniqueAsync(made, part.Item, cancel) : part.Completing.MakeUniqueIn(scope, made);
    }

    public override void LeaveUnique(JsonObject part)
    {
        part.Remove(Path);
        part.Remove(SetHomepage);
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

        foreach (var flag in Flags.Where(flag => part.TryGetProperty(flag, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)))
            yield return new Complaint(flag, $"must be true or false, not {part.GetProperty(flag).GetRawText()}");

        if (!part.TryGetProperty(Path, out var path) || (path.ValueKind == JsonValueKind.Null && part.TryGetProperty(Disabled, out var disabled) && disabled.ValueKind == JsonValueKind.True))
            yield break;

        if (path.ValueKind != JsonValueKind.String)
            yield return new Complaint(Path, "must be a text");
        else if (RoutePath.Complaint(path.GetString()!) is { } complaint)
            yield return new Complaint(Path, complaint);
    }

    // Room for the number that makes it unique.
    private static string Shorten(string path) => path.Length <= RoutePath.MaxLength - 24 ? path : path[..(RoutePath.MaxLength - 24)].TrimEnd('-', '/');
}
