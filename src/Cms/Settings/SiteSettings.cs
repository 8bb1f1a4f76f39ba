using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Tenants;

namespace Cms.Settings;

/// <summary>
/// The settings of a tenant's site. The JSON keeps every member of Orchard Core's <c>settings</c> step, also those that Cms does not
/// read. A stored value that cannot be used counts as not set; <see cref="Complaints"/> keeps such values from being saved.
/// </summary>
public sealed record SiteSettings(JsonObject Json)
{
    /// <summary>The section under which they are stored.</summary>
    public const string Section = "site";

    /// <summary>The largest <see cref="PageSize"/>.</summary>
    public const int LargestPageSize = 100;

    /// <summary>The largest <see cref="DaysInTrash"/>.</summary>
    public const int MostDaysInTrash = 36_500;

    private const int StandardDaysInTrash = 30;
    private const string Trash = "TrashSettings";
    private const string DaysKept = "DaysKept";
    private const string Localization = "LocalizationSettings";
    private const string DefaultCulture = "DefaultCulture";
    private const string StandardCulture = "en-US";
    private const string StandardTimeZone = "UTC";

    private static readonly string[] KnownNames =
    [
        nameof(SiteName), nameof(TimeZoneId), nameof(BaseUrl), nameof(HomeRoute), nameof(PageSize), Localization, Trash, CorsRules.Member, ReadLimit.Member, GraphQLRules.Member, PreviewAddress.Member, PasswordWords.Member,
        AuditSettings.Trimming, AuditSettings.Writing, SignInRules.OfRoles, SignInRules.OfAll, SignInRules.OfSessions,
    ];

    private static readonly string[] KnownLocalizationNames = [DefaultCulture, nameof(SupportedCultures)];

    /// <summary>What the site is called; never empty.</summary>
    public string SiteName => JsonText.Find(Json, nameof(SiteName)) ?? "Cms";

    /// <summary>The culture in which dates and numbers are shown: a name such as <c>en-US</c>, which is also the default.</summary>
    public string Culture => JsonText.Find(LocalizationOf(Json), DefaultCulture) ?? StandardCulture;

    /// <summary>The cultures in which content is written; the default culture is one of them, and the only one unless more are set.</summary>
    public IReadOnlyList<string> SupportedCultures =>
        LocalizationOf(Json)[nameof(SupportedCultures)] is JsonArray { Count: > 0 } list
            ? [.. list.Where(one => one?.GetValueKind() == JsonValueKind.String).Select(one => one!.GetValue<string>())]
            : [Culture];

    /// <summary>The IANA name of the time zone in which moments are shown, such as <c>Europe/Berlin</c>; <c>UTC</c> unless set.</summary>
    public string TimeZoneId => JsonText.Find(Json, nameof(TimeZoneId)) ?? StandardTimeZone;

    /// <summary>The time zone of <see cref="TimeZoneId"/>; UTC when this machine does not know it.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZoneId, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The public address of the site's home page, without a slash at its end; null when not set.</summary>
    public string? BaseUrl => JsonText.Find(Json, nameof(BaseUrl))?.TrimEnd('/');

    /// <summary>The item that is shown as home page, or null for the theme's own home page.</summary>
    public HomeRoute? Home => Json[nameof(HomeRoute)] is JsonObject route ? HomeRoute.Find(route) : null;

    /// <summary>How many items a list has that does not say how many; null when not set.</summary>
    public int? PageSize => JsonText.Whole(Json[nameof(PageSize)], LargestPageSize);

    /// <summary>How many days a removed item stays in the trash: <c>{"TrashSettings":{"DaysKept":30}}</c>; 30 unless set.</summary>
    public int DaysInTrash => JsonText.Whole((Json[Trash] as JsonObject)?[DaysKept], MostDaysInTrash) ?? StandardDaysInTrash;

    /// <summary>
    /// These settings with the members of <paramref name="changes"/> in place of their own; what it does not name stays. Names are
    /// matched without letter case, as in Orchard Core, and kept in their own spelling.
    /// </summary>
    public SiteSettings With(JsonObject changes)
    {
        var changed = Json.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            var own = Spelled(name, KnownNames, changed);
            changed[own] = own == Localization && value is JsonObject localization ? InOwnSpelling(localization) : value?.DeepClone();
        }

        return new SiteSettings(changed);
    }

    /// <summary>These settings with this item as home page.</summary>
    public SiteSettings WithHome(string contentItemId)
    {
        var changed = Json.DeepClone().AsObject();
        changed[nameof(HomeRoute)] = HomeRoute.Write(contentItemId);
        return new SiteSettings(changed);
    }

    /// <summary>What is wrong with the settings, a sentence each; empty when they can be saved.</summary>
    public IEnumerable<string> Complaints()
    {
        foreach (var name in new[] { nameof(SiteName), nameof(TimeZoneId), nameof(BaseUrl) })
        {
            if (Json[name]?.GetValueKind() is not (null or JsonValueKind.String))
                yield return $"{name} must be a text, not {Json[name]!.ToJsonString()}.";
        }

        foreach (var complaint in CultureComplaints())
            yield return complaint;

        if (TimeZoneComplaint() is { } timeZone)
            yield return timeZone;

        if (BaseUrl is { Length: > 0 } url && !IsSiteAddress(url))
            yield return $"BaseUrl must be the public address of the site's home page such as https://guides.example.org, without user, ? and #, not \"{url}\".";

        if (Json[nameof(PageSize)] is { } size && JsonText.Whole(size, LargestPageSize) is null)
            yield return $"PageSize must be a whole number from 1 to {LargestPageSize}, not {size.ToJsonString()}.";

        if (Json[Trash] is { } trash && !(trash is JsonObject settings && (settings[DaysKept] is not { } days || JsonText.Whole(days, MostDaysInTrash) is not null)))
            yield return $"TrashSettings must be {{\"DaysKept\": N}} with a whole number N from 1 to {MostDaysInTrash}, not {trash.ToJsonString()}.";

        foreach (var complaint in Json[CorsRules.Member] is { } cors ? CorsRules.Complaints(cors) : [])
            yield return complaint;

        foreach (var complaint in AuditSettings.Complaints(Json).Concat(SignInRules.Complaints(Json)).Concat(Json[ReadLimit.Member] is { } limit ? ReadLimit.Complaints(limit) : []))
            yield return complaint;

        foreach (var complaint in Json[PasswordWords.Member] is { } words ? PasswordWords.Complaints(words) : [])
            yield return complaint;

        foreach (var complaint in Json[GraphQLRules.Member] is { } audience ? GraphQLRules.Complaints(audience) : [])
            yield return complaint;

        foreach (var complaint in Json[PreviewAddress.Member] is { } preview ? PreviewAddress.Complaints(preview) : [])
            yield return complaint;

        if (Json[nameof(HomeRoute)] is { } home && HomeRoute.Complaint(home) is { } route)
            yield return route;
    }

    /// <summary>Reads them; a tenant that never saved any has the defaults.</summary>
    public static async Task<SiteSettings> LoadAsync(SettingsStore store, CancellationToken cancel) =>
        new(await store.FindAsync(Section, cancel) ?? []);

    /// <summary>Saves them; they must have no <see cref="Complaints"/>.</summary>
    public Task SaveAsync(SettingsStore store, CancellationToken cancel) =>
        store.SaveAsync(Section, Json, new SettingsChanged(Section), cancel);

    /// <summary>The site's <see cref="BaseUrl"/>, or the address that the tenant's first named host gives; null without either.</summary>
    public string? FindAddress(Tenant tenant) =>
        BaseUrl is { Length: > 0 } address ? address : tenant.OwnHost is { } host ? $"https://{host}{(tenant.Prefix.Length > 0 ? "/" + tenant.Prefix : "")}" : null;

    /// <summary>True for what can be the public address of a site's home page: HTTP or HTTPS, without user, ? and #.</summary>
    public static bool IsSiteAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0 && url.IndexOfAny(['?', '#', '\\', ' ']) < 0;

    private IEnumerable<string> CultureComplaints()
    {
        if (Json[Localization] is { } localization and not JsonObject)
        {
            yield return $"LocalizationSettings must be an object such as {{\"DefaultCulture\":\"en-US\"}}, not {localization.ToJsonString()}.";
            yield break;
        }

        if (LocalizationOf(Json)[DefaultCulture]?.GetValueKind() is not (null or JsonValueKind.String) || !IsCulture(Culture))
        {
            yield return $"LocalizationSettings.DefaultCulture must be the name of a culture such as en-US, not {LocalizationOf(Json)[DefaultCulture]!.ToJsonString()}.";
            yield break;
        }

        switch (LocalizationOf(Json)[nameof(SupportedCultures)])
        {
            case null:
                break;
            case JsonArray list:
                foreach (var one in list.Where(one => one?.GetValueKind() != JsonValueKind.String || !IsCulture(one.GetValue<string>())))
                    yield return $"LocalizationSettings.SupportedCultures must have names of cultures such as en-US, not {one?.ToJsonString() ?? "null"}.";
                if (!SupportedCultures.Contains(Culture, StringComparer.OrdinalIgnoreCase))
                    yield return $"LocalizationSettings.SupportedCultures must have the default culture {Culture} among them.";
                break;
            case var other:
                yield return $"LocalizationSettings.SupportedCultures must be a list of names such as [\"en-US\"], not {other.ToJsonString()}.";
                break;
        }
    }

    private string? TimeZoneComplaint()
    {
        var id = TimeZoneId;
        if (id == StandardTimeZone)
            return null;

        // A name that only Windows knows would be missing where the same data is opened elsewhere.
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out var iana))
            return $"TimeZoneId must be an IANA name such as Europe/Berlin; \"{id}\" is Windows' name for {iana}.";

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out _) ? null : $"TimeZoneId must be the IANA name of a time zone such as Europe/Berlin, not \"{id}\".";
    }

    private static bool IsCulture(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }


    private static JsonObject LocalizationOf(JsonObject json) => json[Localization] as JsonObject ?? [];

    private static JsonObject InOwnSpelling(JsonObject localization)
    {
        var own = new JsonObject();
        foreach (var (name, value) in localization)
            own[Spelled(name, KnownLocalizationNames, own)] = value?.DeepClone();
        return own;
    }

    private static string Spelled(string name, string[] known, JsonObject existing) =>
        known.Concat(existing.Select(member => member.Key)).FirstOrDefault(own => own.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
}
