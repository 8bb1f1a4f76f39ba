using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Makes a published item the home page when its AutoroutePart asks for it (<c>SetHomepage</c>).</summary>
/// <remarks>A caller without the permission <see cref="Permission.SetHomepage"/> wishes in vain. As in Orchard Core the wish is fulfilled once and then dismissed: an item that lost the home page to another one does not take it back when it is edited.</remarks>
public sealed class SetHomePage(CurrentCaller current, SettingsStore settings)
{
    /// <summary>
    /// The version without its wish, the same when it has none or has no page; an item that wishes so is the home page then. Runs inside the
    /// transaction that publishes the version.
    /// </summary>
    internal async Task<ContentItem> RunAsync(ContentItem version, ContentDefinitions definitions, CancellationToken cancel)
    {
        var attached = definitions.FindType(version.ContentType)?.Parts.FirstOrDefault(part => PartTypes.Find(part.PartName)?.Shape is PathShape && Wishes(version, part));
        if (attached is null)
            return version;

        if (current.Caller.May(Permission.SetHomepage))
        {
            var site = await SiteSettings.LoadAsync(settings, cancel);
            await site.WithHome(version.ContentItemId).SaveAsync(settings, cancel);
        }

        var parts = JsonNode.Parse(version.PartsJson)!.AsObject();
        parts[attached.Name]![AutoroutePart.SetHomepage] = false;
        return version with { PartsJson = parts.ToJsonString(ContentItemJson.Options) };
    }

    private static bool Wishes(ContentItem version, TypePart attached) =>
        JsonText.Member(version.Part(attached.Name), AutoroutePart.SetHomepage).ValueKind == JsonValueKind.True && JsonText.Find(version.Part(attached.Name), "Path") is not null;
}
