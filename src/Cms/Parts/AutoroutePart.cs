using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// The path under which the item is reached: <c>{"Path":"guides/sleep"}</c>. An empty path is made from the Liquid <c>Pattern</c> and
/// then stays, so that links keep working when the title changes.
/// </summary>
public sealed class AutoroutePart : PartType
{
    private const string DefaultPattern = "{{ ContentItem.DisplayText | slugify }}";

    public override string Name => "AutoroutePart";

    public override Shape Shape => new PathShape("Path");

    public override int Order => 10;

    public override async Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        if (ContentItemJson.Text(part.Json, "Path") is { } given)
        {
            part.Completing.Take(given);
            return;
        }

        var pattern = part.Attached.Settings.Text("AutoroutePartSettings", "Pattern") is { Length: > 0 } own ? own : DefaultPattern;
        var path = string.Join('/', part.Completing.Render(pattern, part.Item).Split('/', StringSplitOptions.TrimEntries));

        // A title of which no letter can be written in a path would leave an empty segment.
        path = path.EndsWith('/') || path.Length == 0 ? path + part.Item.ContentItemId : path.Trim('/');
        part.Json["Path"] = await part.Completing.MakeUniqueAsync(Shorten(path.TrimStart('/')), part.Item, cancel);
    }

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("Path", out var path))
            yield break;

        if (path.ValueKind != JsonValueKind.String)
            yield return new Complaint("Path", "must be a text");
        else if (RoutePath.Complaint(path.GetString()!) is { } complaint)
            yield return new Complaint("Path", complaint);
    }

    // Room for the number that makes it unique.
    private static string Shorten(string path) => path.Length <= RoutePath.MaxLength - 24 ? path : path[..(RoutePath.MaxLength - 24)].TrimEnd('-', '/');
}
