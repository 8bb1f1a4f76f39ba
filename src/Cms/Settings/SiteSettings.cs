using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Events;

namespace Cms.Settings;

/// <summary>The settings of a tenant's site. The JSON keeps every member of Orchard Core's <c>settings</c> step, also those that Cms does not read.</summary>
public sealed record SiteSettings(JsonObject Json)
{
    /// <summary>The section under which they are stored.</summary>
    public const string Section = "site";

    /// <summary>What the site is called; never empty.</summary>
    public string SiteName => JsonText.Find(Json, nameof(SiteName)) ?? "Cms";

    /// <summary>The culture in which dates and numbers are shown: a name such as <c>en-US</c>, which is also the default.</summary>
    public string Culture =>
        Json["LocalizationSettings"] is JsonObject localization && JsonText.Find(localization, "DefaultCulture") is { } culture
            ? culture
            : "en-US";

    /// <summary>Null when the settings can be saved, else what is wrong with them.</summary>
    public string? Complaint()
    {
        if (Json.TryGetPropertyValue(nameof(SiteName), out var name) && name?.GetValueKind() is not (null or JsonValueKind.String))
            return "SiteName must be a text.";

        try
        {
            _ = CultureInfo.GetCultureInfo(Culture, predefinedOnly: true);
            return null;
        }
        catch (CultureNotFoundException)
        {
            return $"LocalizationSettings.DefaultCulture must be the name of a culture such as en-US, not \"{Culture}\".";
        }
    }

    /// <summary>Reads them; a tenant that never saved any has the defaults.</summary>
    public static async Task<SiteSettings> LoadAsync(SettingsStore store, CancellationToken cancel) =>
        new(await store.FindAsync(Section, cancel) ?? []);

    /// <summary>Saves them.</summary>
    public Task SaveAsync(SettingsStore store, CancellationToken cancel) =>
        store.SaveAsync(Section, Json, new SettingsChanged(Section), cancel);
}
