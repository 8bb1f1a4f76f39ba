using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Apps;

/// <summary>The scopes of a tenant: those of Cms, and those that the tenant made or made otherwise.</summary>
public sealed class Scopes
{
    /// <summary>The section of settings under which a tenant's own are stored: <c>{"orders":{"DisplayName":"...","Description":"...","Resources":["..."],"Permissions":["..."]}}</c>.</summary>
    public const string Section = "openid-scopes";

    private static readonly Scope[] BuiltIn =
    [
        new(Scope.OpenId) { DisplayName = "Know who you are" },
        new(Scope.Profile) { DisplayName = "See your user name" },
        new(Scope.Email) { DisplayName = "See your e-mail address" },
        new(Scope.Roles) { DisplayName = "See your roles and do everything that they allow" },
        new(Scope.OfflineAccess) { DisplayName = "Act for you while you are away" },
        new("content.read") { DisplayName = "Read published content", Permissions = [Permission.ExecuteGraphQL, Permission.AccessContentApi, Permission.ViewContent] },
        new("content.preview")
        {
            DisplayName = "Read published content and drafts",
            Permissions = [Permission.ExecuteGraphQL, Permission.AccessContentApi, Permission.ViewContent, "PreviewContent"],
        },
        new("content.write")
        {
            DisplayName = "Read, write, publish and remove content",
            Permissions = [Permission.ExecuteGraphQLMutations, Permission.AccessContentApi, Permission.PublishContent, Permission.DeleteContent, Permission.EditContentOwner],
        },
        new("media.write") { DisplayName = "Upload and remove media files", Permissions = [Permission.ManageMediaContent] },
    ];

    private readonly Dictionary<string, Scope> _byName;

    private Scopes(JsonObject? stored) =>
        _byName = BuiltIn.Concat(OwnIn(stored)).GroupBy(scope => scope.Name, StringComparer.Ordinal).ToDictionary(scopes => scopes.Key, scopes => scopes.Last(), StringComparer.Ordinal);

    /// <summary>All of them, in order of their names.</summary>
    public IEnumerable<Scope> All => _byName.Values.OrderBy(scope => scope.Name, StringComparer.Ordinal);

    /// <summary>The scope of this name, letter case included, or null.</summary>
    public Scope? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// What scopes limit their bearer to: the permissions of those that do not only tell who somebody is, none for a scope that is not there any more. Null
    /// when there are no such scopes, so that nothing limits.
    /// </summary>
    public IReadOnlyList<string>? LimitOf(IEnumerable<string> names)
    {
        var limiting = names.Where(name => !Scope.IsOfIdentity(name)).ToList();
        return limiting.Count == 0 ? null : [.. limiting.SelectMany(name => Find(name)?.Permissions ?? []).Distinct()];
    }

    /// <summary>True when one of them limits its bearer; see <see cref="LimitOf"/>.</summary>
    public static bool AnyLimits(IEnumerable<string> names) => names.Any(name => !Scope.IsOfIdentity(name));

    /// <summary>
    /// Whom a token with these scopes is for: the servers that they name, and the tenant itself unless all that they allow is elsewhere. Scopes that tell who somebody is name nobody
    /// beside those that allow something.
    /// </summary>
    public IReadOnlyList<string> AudiencesOf(Tenant tenant, IReadOnlyCollection<string> names)
    {
        var known = names.Select(Find).OfType<Scope>().ToList();
        var allowing = known.Where(scope => !Scope.IsOfIdentity(scope.Name)).ToList();
        var isForOthers = allowing.Count > 0 && allowing.All(scope => scope.Resources.Count > 0 && scope.Permissions.Count == 0);
        IEnumerable<string> own = isForOthers ? [] : [GivenToken.AudienceOf(tenant)];
        return [.. own.Concat(known.SelectMany(scope => scope.Resources)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Null when all these scopes are there; else which one is not and which there are.</summary>
    public Problem? RefuseUnknown(IEnumerable<string> names) => names.FirstOrDefault(name => Find(name) is null) is { } unknown
        ? Problem.Invalid($"There is no scope \"{unknown}\". Scopes: {string.Join(", ", All.Select(scope => scope.Name))}.")
        : null;

    /// <summary>The tenant's own in a stored section.</summary>
    public static IEnumerable<Scope> OwnIn(JsonObject? stored) => (stored ?? []).Where(scope => scope.Value is JsonObject).Select(scope =>
    {
        var json = scope.Value!.AsObject();
        return new Scope(scope.Key)
        {
            DisplayName = JsonText.Find(json, nameof(Scope.DisplayName)) ?? scope.Key,
            Description = JsonText.Find(json, nameof(Scope.Description)) ?? "",
            Resources = [.. JsonText.In(json[nameof(Scope.Resources)])],
            Permissions = [.. JsonText.In(json[nameof(Scope.Permissions)])],
        };
    });

    /// <summary>The tenant's scopes as stored at this moment, in the scope's transaction.</summary>
    public static async Task<Scopes> LoadAsync(SettingsStore settings, CancellationToken cancel) => new(await settings.FindAsync(Section, cancel));

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<Scopes> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, settings => LoadAsync(settings, CancellationToken.None), Section);
}
