using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Settings;

namespace Cms.Admin.Pages.Site;

/// <summary>What is typed of the site's settings. What it does not show stays as it is stored.</summary>
internal sealed class SettingsForm
{
    private const string Policies = "Policies", IsDefault = "IsDefaultPolicy";

    private readonly JsonObject _stored;

    public SettingsForm(SiteSettings site)
    {
        _stored = site.Json;
        (SiteName, BaseUrl, TimeZone, Culture) = (site.SiteName, site.BaseUrl, site.TimeZoneId, site.Culture);
        Cultures = Join(site.SupportedCultures);
        PageSize = Text(_stored[nameof(SiteSettings.PageSize)]);
        Home = site.Home?.ContentItemId is { } home ? [home] : [];
        DaysInTrash = Text(Of("TrashSettings")["DaysKept"]);
        var rules = SignInRules.Of(site);
        (AllNeedSecondFactor, RolesWithSecondFactor) = (rules.RequiresSecondFactor, rules.RolesWithSecondFactor);
        SessionDays = Text(Of(SignInRules.OfSessions)["MostDays"]);
        RefusedWords = Join(PasswordWords.In(_stored).Refused);
        Requests = Text(Of(ReadLimit.Member)[nameof(ReadLimit.RequestsPerMinute)]);
        Previews = [.. ((_stored[PreviewAddress.Member] as JsonObject)?["Addresses"] as JsonArray ?? []).OfType<JsonObject>().Select(one => new PreviewRow { ContentType = Text(one[nameof(PreviewRow.ContentType)]), Name = Text(one[nameof(PreviewRow.Name)]), Url = Text(one[nameof(PreviewRow.Url)]) })];
        var cors = CorsRules.In(_stored);
        (Origins, Methods, Headers, ExposedHeaders) = (Join(cors.Origins), Join(cors.Methods), Join(cors.Headers), Join(cors.ExposedHeaders));
        (AnyOrigin, AnyMethod, AnyHeader, Credentials) = (cors.AnyOrigin, cors.AnyMethod, cors.AnyHeader, cors.Credentials);
        var graphQL = GraphQLRules.In(_stored);
        (Audience, MaxAge) = (graphQL.Audience, graphQL.MaxAgeSeconds == 0 ? "" : graphQL.MaxAgeSeconds.ToString(CultureInfo.InvariantCulture));
        var audit = AuditSettings.Of(site);
        (RetentionDays, KeepsForEver, KeepsAddresses) = (Text(Of(AuditSettings.Trimming)[nameof(AuditSettings.RetentionDays)]), audit.RetentionDays is null, audit.KeepsAddresses);
    }

    /// <summary>The settings that the form began with.</summary>
    public SiteSettings Seen => new(_stored);

    public string? SiteName { get; set; }

    public string? BaseUrl { get; set; }

    public string? TimeZone { get; set; }

    public string? Culture { get; set; }

    public string? Cultures { get; set; }

    public string? PageSize { get; set; }

    public IReadOnlyList<string> Home { get; set; }

    public string? DaysInTrash { get; set; }

    public bool AllNeedSecondFactor { get; set; }

    public IReadOnlyCollection<string> RolesWithSecondFactor { get; set; }

    public string? SessionDays { get; set; }

    public string? RefusedWords { get; set; }

    public string? Requests { get; set; }

    public string? Origins { get; set; }

    public string? Methods { get; set; }

    public string? Headers { get; set; }

    public string? ExposedHeaders { get; set; }

    public bool AnyOrigin { get; set; }

    public bool AnyMethod { get; set; }

    public bool AnyHeader { get; set; }

    public bool Credentials { get; set; }

    public string? Audience { get; set; }

    public string? MaxAge { get; set; }

    public List<PreviewRow> Previews { get; }

    public string? RetentionDays { get; set; }

    public bool KeepsForEver { get; set; }

    public bool KeepsAddresses { get; set; }

    /// <summary>The members that differ from what was there when the form was opened; what somebody else changed meanwhile is left alone.</summary>
    public JsonObject Changes()
    {
        var before = new SettingsForm(Seen).Members();
        return new JsonObject(Members().Where(member => !JsonNode.DeepEquals(member.Value, before[member.Key])).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    private JsonObject Members() => new()
    {
        [nameof(SiteSettings.SiteName)] = SiteName?.Trim(),
        [nameof(SiteSettings.BaseUrl)] = Something(BaseUrl),
        [nameof(SiteSettings.TimeZoneId)] = Something(TimeZone),
        ["LocalizationSettings"] = Of("LocalizationSettings", ("DefaultCulture", Something(Culture)), (nameof(SiteSettings.SupportedCultures), List(Cultures))),
        [nameof(SiteSettings.PageSize)] = Number(PageSize),
        [nameof(HomeRoute)] = HomeOf(),
        ["TrashSettings"] = Of("TrashSettings", ("DaysKept", Number(DaysInTrash))),
        [SignInRules.OfAll] = Of(SignInRules.OfAll, ("RequireTwoFactorAuthentication", AllNeedSecondFactor)),
        [SignInRules.OfRoles] = Of(SignInRules.OfRoles, ("RequireTwoFactorAuthenticationForSpecificRoles", RolesWithSecondFactor.Count > 0), ("Roles", JsonText.Array(RolesWithSecondFactor.Order(StringComparer.Ordinal)))),
        [SignInRules.OfSessions] = Number(SessionDays) is { } days ? new JsonObject { ["MostDays"] = days } : null,
        [PasswordWords.Member] = new JsonObject { [nameof(RefusedWords)] = List(RefusedWords) },
        [ReadLimit.Member] = new JsonObject { [nameof(ReadLimit.RequestsPerMinute)] = Number(Requests) },
        [CorsRules.Member] = Cors(),
        [GraphQLRules.Member] = new JsonObject { ["Introspection"] = Audience, [nameof(GraphQLRules.MaxAgeSeconds)] = Number(MaxAge) },
        [PreviewAddress.Member] = new JsonObject
        {
            ["Addresses"] = new JsonArray([.. Previews.Select(row => new JsonObject { [nameof(row.ContentType)] = row.ContentType, [nameof(row.Name)] = row.Name?.Trim(), [nameof(row.Url)] = row.Url?.Trim() })]),
        },
        [AuditSettings.Trimming] = Of(AuditSettings.Trimming, (nameof(AuditSettings.RetentionDays), Number(RetentionDays)), ("Disabled", KeepsForEver)),
        [AuditSettings.Writing] = Of(AuditSettings.Writing, ("ClientIpAddressAllowed", KeepsAddresses)),
    };

    // A route to something else than an item is kept as long as no item is chosen in its place.
    private JsonNode? HomeOf()
    {
        var stored = _stored[nameof(HomeRoute)] as JsonObject;
        var before = stored is null ? null : HomeRoute.Find(stored);
        return Home.Count == 0 ? before is null ? stored?.DeepClone() : null : Home[0] == before?.ContentItemId ? stored!.DeepClone() : HomeRoute.Write(Home[0]);
    }

    // The policy that counts, with the others as they are.
    private JsonObject Cors()
    {
        var cors = Of(CorsRules.Member);
        var policies = cors[Policies] as JsonArray ?? [];
        cors[Policies] = policies;
        var policy = policies.OfType<JsonObject>().FirstOrDefault(one => one[IsDefault]?.GetValueKind() == System.Text.Json.JsonValueKind.True) ?? (policies is [JsonObject only] ? only : null);
        if (policy is null)
        {
            if (!AnyOrigin && List(Origins).Count == 0)
                return cors;

            policies.Add(policy = new JsonObject { ["Name"] = "Default", [IsDefault] = true });
        }

        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("AllowedOrigins", List(Origins)), ("AllowedMethods", List(Methods)), ("AllowedHeaders", List(Headers)), (nameof(ExposedHeaders), List(ExposedHeaders)),
            ("AllowAnyOrigin", AnyOrigin), ("AllowAnyMethod", AnyMethod), ("AllowAnyHeader", AnyHeader), ("AllowCredentials", Credentials),
        })
            policy[name] = value;
        return cors;
    }

    private JsonObject Of(string member, params (string Name, JsonNode? Value)[] members)
    {
        var json = (_stored[member] as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in members)
            json[name] = value;
        return json;
    }

    // What is no number goes on as it was typed, and is refused where it belongs.
    private static JsonNode? Number(string? text) => string.IsNullOrWhiteSpace(text) ? null : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static JsonArray List(string? text) => JsonText.Array((text ?? "").Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string Join(IEnumerable<string> texts) => string.Join('\n', texts);

    private static string? Something(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Text(JsonNode? value) => value?.ToString() ?? "";
}
