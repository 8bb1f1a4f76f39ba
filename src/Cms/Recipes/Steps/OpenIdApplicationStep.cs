using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Content;

namespace Cms.Recipes.Steps;

/// <summary>
/// Registers an app, or changes the one of the same client id: <c>{"name":"OpenIdApplication","ClientId":"reader","Type":"confidential","ClientSecret":"...",
/// "AllowClientCredentialsFlow":true,"RoleEntries":[{"Name":"ApiReader"}],"ScopeEntries":[{"Name":"content.read"}]}</c>. <c>RequestsAMinute</c> and
/// <c>IsEnabled</c> are Cms's own.
/// </summary>
public sealed class OpenIdApplicationStep(RegisterApp register) : RecipeStep
{
    /// <summary>The step's name.</summary>
    public const string StepName = "OpenIdApplication";

    private const string EntryName = "Name";

    private static readonly (string Member, AppRights Right)[] RightMembers =
        [("AllowIntrospectionEndpoint", AppRights.Introspection), ("AllowRevocationEndpoint", AppRights.Revocation), ("AllowLogoutEndpoint", AppRights.Logout)];

    private static readonly string[] Known =
    [
        "ClientId", "ClientSecret", "DisplayName", "Type", "ConsentType", "RedirectUris", "PostLogoutRedirectUris", "RoleEntries", "ScopeEntries", "RequireProofKeyForCodeExchange", "RequestsAMinute", "IsEnabled",
        .. TokenSettings.FlowMembers.Select(flow => flow.Member), .. RightMembers.Select(right => right.Member),
    ];

    public override string Name => StepName;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var app = Read(step);
        var registered = Require(await register.RunAsync(
            new NewApp(app) { Secret = app.IsPublic ? null : Recipe.FindText(step, "ClientSecret"), MayReplace = true, NamesMayCome = true }, cancel));
        if (registered.IsChanged)
            run.ChangeApp($"{app.ClientId} ({app.DisplayName})");
        if (registered.MadeSecret is not null)
            run.Remark($"{StepName} {app.ClientId}: it has no secret that anybody knows, as the step brings none; give it one with cms apps reset-secret {app.ClientId}, or run the recipe again.");
        var others = Members(step)
            .Where(member => !Known.Contains(member.Key, StringComparer.OrdinalIgnoreCase) && member.Value?.ToJsonString() is not (null or "false" or "\"\"" or "[]"))
            .Select(member => member.Key)
            .ToList();
        if (others.Count > 0)
            run.Remark($"{StepName} {app.ClientId}: {string.Join(", ", others)} left out, as Cms has no such thing.");
    }

    /// <summary>The step that registers the app, without its secret.</summary>
    internal static JsonObject Write(App app)
    {
        var step = new JsonObject
        {
            ["name"] = StepName,
            ["ClientId"] = app.ClientId,
            ["DisplayName"] = app.DisplayName,
            ["Type"] = app.IsPublic ? "public" : "confidential",
            ["ConsentType"] = ConsentOf(app.Consent),
            ["RedirectUris"] = string.Join(' ', app.RedirectUris),
            ["PostLogoutRedirectUris"] = string.Join(' ', app.PostLogoutRedirectUris),
            ["RoleEntries"] = Entries(app.RoleNames),
            ["ScopeEntries"] = Entries(app.ScopeNames),
            ["RequireProofKeyForCodeExchange"] = app.RequiresProofKey,
            ["IsEnabled"] = app.IsEnabled,
        };
        if (app.RequestsAMinute is { } requests)
            step["RequestsAMinute"] = requests;
        foreach (var (member, flow) in TokenSettings.FlowMembers)
            step[member] = app.Flows.HasFlag(flow);
        foreach (var (member, right) in RightMembers)
            step[member] = app.Rights.HasFlag(right);
        return step;
    }

    private static App Read(JsonObject step)
    {
        var clientId = Recipe.FindText(step, "ClientId") ?? throw new RecipeException("it needs \"ClientId\", the name under which the app asks for tokens.");
        return new App
        {
            Id = ContentId.New(),
            ClientId = clientId,
            DisplayName = Recipe.FindText(step, "DisplayName") ?? clientId,
            IsPublic = OneOf(step, "Type", "confidential", "confidential", "public") == "public",
            Consent = Enum.GetValues<AppConsent>().First(consent => ConsentOf(consent) == OneOf(step, "ConsentType", "explicit", [.. Enum.GetValues<AppConsent>().Select(ConsentOf)])),
            Flows = TokenSettings.FlowMembers.Where(flow => Is(step, flow.Member)).Aggregate(AppFlows.None, (flows, flow) => flows | flow.Flow),
            Rights = RightMembers.Where(right => Is(step, right.Member)).Aggregate(AppRights.None, (rights, right) => rights | right.Right),
            RedirectUris = Words(step, "RedirectUris", "addresses"),
            PostLogoutRedirectUris = Words(step, "PostLogoutRedirectUris", "addresses"),
            RoleNames = Names(step, "RoleEntries"),
            ScopeNames = Names(step, "ScopeEntries"),
            RequiresProofKey = Is(step, "RequireProofKeyForCodeExchange"),
            IsEnabled = JsonText.FindMember(step, "IsEnabled") is null || Is(step, "IsEnabled"),
            RequestsAMinute = JsonText.FindMember(step, "RequestsAMinute") is not { } requests ? null
                : requests is JsonValue value && value.TryGetValue(out int number) ? number
                : throw new RecipeException($"RequestsAMinute of {clientId} must be a whole number, not {requests.ToJsonString()}."),
        };
    }

    private static string ConsentOf(AppConsent consent) => consent.ToString().ToLowerInvariant();

    private static JsonArray Entries(IEnumerable<string> names) => new([.. names.Select(name => new JsonObject { [EntryName] = name })]);

    private static List<string> Names(JsonObject step, string member) => JsonText.FindMember(step, member) is null
        ? []
        : [.. Objects(step, member).Select(entry => Recipe.FindText(entry, EntryName) ?? throw new RecipeException($"an entry of \"{member}\" has no Name.")).Distinct()];

    private static string OneOf(JsonObject step, string member, string standard, params string[] words)
    {
        var given = Recipe.FindText(step, member) ?? standard;
        return words.FirstOrDefault(word => word.Equals(given, StringComparison.OrdinalIgnoreCase)) ?? throw new RecipeException($"{member} must be {string.Join(" or ", words)}, not \"{given}\".");
    }

    private static bool Is(JsonObject step, string member) => JsonText.FindMember(step, member)?.GetValueKind() switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new RecipeException($"{member} must be true or false."),
    };
}
