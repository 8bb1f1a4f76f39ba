using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;

namespace Cms.Content;

/// <summary>Settings that a tenant defines itself: one item for each content type with the stereotype <c>CustomSettings</c>.</summary>
public static class CustomSettings
{
    /// <summary>The section of settings for this type: the item in Orchard Core's JSON.</summary>
    public static string SectionOf(string contentType) => $"custom-settings/{contentType}";

    /// <summary>The parts of the settings item, or null when it was never saved.</summary>
    public static async Task<ContentItem?> FindAsync(SettingsStore store, string contentType, CancellationToken cancel)
    {
        if (await store.FindAsync(SectionOf(contentType), cancel) is not { } json)
            return null;

        var id = JsonText.Find(json, "ContentItemId") ?? "";
        return new ContentItem
        {
            ContentItemId = id,
            ContentItemVersionId = id,
            ContentType = contentType,
            DisplayText = JsonText.Find(json, "DisplayText") ?? "",
            Latest = true,
            Published = true,
            PartsJson = ContentItemJson.PartsOf(json).ToJsonString(ContentItemJson.Options),
        };
    }

    /// <summary>Saves the item; its values must have been checked.</summary>
    public static Task SaveAsync(SettingsStore store, string contentType, JsonObject item, CancellationToken cancel) =>
        store.SaveAsync(SectionOf(contentType), item, new SettingsChanged(SectionOf(contentType)), cancel);
}
