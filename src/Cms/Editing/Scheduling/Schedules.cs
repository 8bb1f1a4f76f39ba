using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Editing.Scheduling;

/// <summary>Reads and writes the moments that versions name. Versions are never edited: what changes here makes another one.</summary>
internal static class Schedules
{
    /// <summary>The name under which the type has the part of this kind, or null.</summary>
    public static string? PartNameOf(ContentType type, ScheduledKind kind) => Attached(type).FirstOrDefault(attached => attached.Part.Kind == kind).Name;

    /// <summary>The version with this moment; it needs an id of its own.</summary>
    public static ContentItem With(ContentItem item, ContentType type, ScheduledKind kind, ScheduledMoment moment) => Changed(item, type, (part, json) =>
    {
        if (part.Kind != kind)
            return false;

        part.Set(json, moment);
        return true;
    })!;

    /// <summary>The version as it is published: without a moment at which it was to be. Null when it has none.</summary>
    public static ContentItem? Published(ContentItem item, ContentDefinitions definitions) => Without(item, definitions, due => due.Kind == ScheduledKind.Publish);

    /// <summary>The version without the moments that are dismissed, which needs an id of its own; null when it has none of them.</summary>
    public static ContentItem? Without(ContentItem item, ContentDefinitions definitions, Func<Due, bool> isDismissed) => definitions.FindType(item.ContentType) is { } type
        ? Changed(item, type, (part, json) => part.FindDue(JsonSerializer.SerializeToElement(json)) is { } due && isDismissed(due) && part.Clear(json))
        : null;

    /// <summary>Puts the moments of one version in the place of those in the parts of another.</summary>
    public static void Copy(ContentItem from, JsonObject into, ContentType type)
    {
        var source = JsonNode.Parse(from.PartsJson)!.AsObject();
        foreach (var (name, _) in Attached(type))
        {
            if (source[name] is { } part)
                into[name] = part.DeepClone();
            else
                into.Remove(name);
        }
    }

    private static ContentItem? Changed(ContentItem item, ContentType type, Func<ScheduledPart, JsonObject, bool> change)
    {
        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        var changed = false;
        foreach (var (name, part) in Attached(type))
            changed |= change(part, JsonText.ObjectIn(parts, name));

        return changed ? item with { PartsJson = parts.ToJsonString(ContentItemJson.Options) } : null;
    }

    private static IEnumerable<(string Name, ScheduledPart Part)> Attached(ContentType type) =>
        type.Parts.Select(attached => (attached.Name, Part: PartTypes.Find(attached.PartName) as ScheduledPart)).Where(pair => pair.Part is not null)!;
}
