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

    private const int MostDaysInTrash = 36_500;

    /// <summary>What the site is called; never empty.</summary>
    public string SiteName => JsonText.Find(Json, nameof(SiteName)) ?? "Cms";

    /// <summary>The culture in which dates and numbers are shown: a name such as <c>en-US</c>, which is also the default.</summary>
    public string Culture =>
        Json["LocalizationSettings"] is JsonObject localization && JsonText.Find(localization, "DefaultCulture") is { } culture
            ? culture
            : "en-US";

    /// <summary>How many days a removed item stays in the trash: <c>{"TrashSettings":{"DaysKept":30}}</c>; 30 unless set.</summary>
    public int DaysInTrash => Trash is JsonObject trash && Whole(trash["DaysKept"]) is { } days ? days : 30;

    private JsonNode? Trash => Json["TrashSettings"];

    /// <summary>Null when the settings can be saved, else what is wrong with them.</summary>
    public string? Complaint()
    {
        if (Json.TryGetPropertyValue(nameof(SiteName), out var name) && name?.GetValueKind() is not (null or JsonValueKind.String))
            return "SiteName must be a text.";

        if (Trash is not (null or JsonObject) || (Trash is JsonObject trash && trash["DaysKept"] is { } kept && Whole(kept) is not (>= 1 and <= MostDaysInTrash)))
            return $"TrashSettings must be {{\"DaysKept\": N}} with a whole number N from 1 to {MostDaysInTrash}, not {Trash.ToJsonString()}.";

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

    private static int? Whole(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) ? number : null;
}
