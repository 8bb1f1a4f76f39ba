using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Features;

/// <summary>Something that a tenant can switch on, under Orchard Core's name for it.</summary>
/// <param name="Name">Its name in recipes.</param>
/// <param name="Description">What the tenant gets.</param>
public sealed record Feature(string Name, string Description)
{
    /// <summary>Answers GraphQL queries at <c>/api/graphql</c>.</summary>
    public const string GraphQL = "OrchardCore.Apis.GraphQL";

    /// <summary>Answers the REST content API at <c>/api/content</c>.</summary>
    public const string Contents = "OrchardCore.Contents";

    /// <summary>Serves media files at <c>/media</c>.</summary>
    public const string Media = "OrchardCore.Media";

    /// <summary>Lists are filtered by every field with a single value; without it by those that definitions mark as indexed.</summary>
    public const string FieldFilters = "OrchardCore.ContentFields.Indexing.SQL";

    /// <summary>Shows content as pages of the site theme.</summary>
    public const string Themes = "OrchardCore.Themes";

    /// <summary>Gives tokens to apps at <c>/connect</c>.</summary>
    public const string TokenServer = "OrchardCore.OpenId.Server";

    /// <summary>Takes the tokens that the tenant itself gave.</summary>
    public const string TokenValidation = "OrchardCore.OpenId.Validation";

    // Those that the program asks for before it answers, and those that bring content types.
    private static readonly string[] Asked = [GraphQL, Contents, Media, FieldFilters, Themes, TokenServer, TokenValidation, "OrchardCore.Menu", "OrchardCore.Taxonomies"];

    /// <summary>True when something changes by switching it; the others are always on.</summary>
    public bool IsSwitched => Asked.Contains(Name);

    /// <summary>What Cms has. Those that no code asks for are always on; their names are taken so that recipes run unchanged.</summary>
    public static IReadOnlyList<Feature> Known { get; } =
    [
        new(GraphQL, "Content over GraphQL."),
        new(Contents, "Content items, and their REST API."),
        new(Media, "Media files."),
        new(Themes, "Pages of the site theme."),
        new(TokenServer, "Tokens for apps (OAuth 2, OpenID Connect)."),
        new(TokenValidation, "Requests with these tokens."),
        new("OrchardCore.Alias", "Names by which other systems ask for items."),
        new("OrchardCore.ArchiveLater", "Taking content away at a moment to come."),
        new("OrchardCore.Autoroute", "Paths for content items."),
        new("OrchardCore.ContentFields", "Fields."),
        new(FieldFilters, "Filters by fields that are not marked as indexed."),
        new("OrchardCore.ContentLocalization", "Items in several cultures."),
        new("OrchardCore.ContentTypes", "Content types."),
        new("OrchardCore.Cors", "Other sites may ask the API."),
        new("OrchardCore.CustomSettings", "Settings that a recipe defines."),
        new("OrchardCore.Flows", "Items inside items."),
        new("OrchardCore.HomeRoute", "An item as home page."),
        new("OrchardCore.Html", "Bodies in HTML."),
        new("OrchardCore.Liquid", "Patterns for titles and paths."),
        new("OrchardCore.Lists", "Lists of items that stand on their own."),
        new("OrchardCore.Localization", "The cultures of the site."),
        new("OrchardCore.Markdown", "Bodies in Markdown."),
        new("OrchardCore.Menu", "Menus."),
        new("OrchardCore.OpenId", "Apps, scopes and tokens."),
        new("OrchardCore.OpenId.Management", "Registering apps and scopes."),
        new("OrchardCore.PublishLater", "Publishing content at a moment to come."),
        new("OrchardCore.Queries", "GraphQL documents that are asked for by name."),
        new("OrchardCore.Recipes", "Recipes."),
        new("OrchardCore.Roles", "Roles."),
        new("OrchardCore.Scripting", "Scripts in recipes."),
        new("OrchardCore.Seo", "What search engines are told of items."),
        new("OrchardCore.Settings", "Site settings."),
        new("OrchardCore.Taxonomies", "Taxonomies."),
        new("OrchardCore.Tenants", "Tenants over REST, at the tenant Default."),
        new("OrchardCore.Title", "Titles."),
    ];
}

/// <summary>What a tenant has switched on.</summary>
public sealed class TenantFeatures
{
    /// <summary>The section of settings under which they are stored: <c>{"Enabled":["..."]}</c>.</summary>
    public const string Section = "features";

    private readonly HashSet<string> _enabled;

    private TenantFeatures(JsonObject? stored) => _enabled = NamesIn(stored).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when the feature is switched on.</summary>
    public bool Has(string name) => _enabled.Contains(name);

    /// <summary>The names in a stored section.</summary>
    public static IEnumerable<string> NamesIn(JsonObject? stored) =>
        stored?["Enabled"] is JsonArray names
            ? names.Where(name => name?.GetValueKind() == JsonValueKind.String).Select(name => name!.GetValue<string>())
            : [];

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<TenantFeatures> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => new TenantFeatures(await settings.FindAsync(Section, CancellationToken.None)), Section);
}
