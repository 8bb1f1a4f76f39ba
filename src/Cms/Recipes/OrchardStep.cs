namespace Cms.Recipes;

/// <summary>What becomes of a step of Orchard Core that Cms does not run.</summary>
public enum StepFate
{
    /// <summary>Its part of the product is not built yet: the step is kept, and run once it is.</summary>
    Waiting,

    /// <summary>It says something to Orchard Core only: the step is kept and exported again, never run.</summary>
    Kept,

    /// <summary>There is nothing for it to do: it is reported and forgotten.</summary>
    Skipped,

    /// <summary>It must not run: the whole recipe is refused.</summary>
    Refused,
}

/// <summary>A step of Orchard Core that Cms does not run. The table in <c>docs/orchard.md</c> is held to this list by a test.</summary>
/// <param name="Name">Its name in recipes; compared without case.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Reason">Why; completes a sentence that begins with the step.</param>
public sealed record OrchardStep(string Name, StepFate Fate, string Reason)
{
    private const string OtherSites = "sign-in with accounts of other sites is not built yet";
    private const string Search = "it makes an index of a search engine, which Cms does not use";
    private const string Templates = "pages are made from the theme's files";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OrchardStep> All { get; } =
    [
        new("custom-user-settings", StepFate.Waiting, "settings of single users are not built yet"),
        new("OpenIdClientSettings", StepFate.Waiting, OtherSites),
        new("FacebookCoreSettings", StepFate.Waiting, OtherSites),
        new("FacebookLoginSettings", StepFate.Waiting, OtherSites),
        new("MicrosoftAccountSettings", StepFate.Waiting, OtherSites),
        new("AzureADSettings", StepFate.Waiting, OtherSites),
        new("FeatureProfiles", StepFate.Waiting, "every tenant may switch on every feature"),
        new("MediaProfiles", StepFate.Waiting, "pictures are not resized yet"),
        new("Sitemaps", StepFate.Waiting, "sitemaps are not built yet"),
        new("UrlRewriting", StepFate.Waiting, "rules for addresses are not built yet"),
        new("Translations", StepFate.Waiting, "translated texts are not built yet"),
        new("DynamicDataTranslations", StepFate.Waiting, "translated texts are not built yet"),
        new("WorkflowType", StepFate.Waiting, "workflows are not built yet"),
        new("CreateOrUpdateRateLimitPolicies", StepFate.Kept, "how often callers may read is the setting RateLimitSettings"),
        new("Layers", StepFate.Kept, "widgets in layers are not shown; " + Templates),
        new("AdminMenu", StepFate.Kept, "the admin area has its own menu"),
        new("Templates", StepFate.Kept, Templates),
        new("AdminTemplates", StepFate.Kept, "the admin area has its own pages"),
        new("ShortcodeTemplates", StepFate.Kept, Templates),
        new("Placements", StepFate.Kept, Templates),
        new("deployment", StepFate.Kept, "deployment plans are Orchard Core's; Cms exports with cms recipes export"),
        new("move-attached-media-fields", StepFate.Kept, "it moves files of Orchard Core's editor for attached media"),
        new("lucene-index", StepFate.Kept, Search),
        new("lucene-index-reset", StepFate.Kept, Search),
        new("lucene-index-rebuild", StepFate.Kept, Search),
        new("ElasticIndexSettings", StepFate.Kept, Search),
        new("elastic-index-reset", StepFate.Kept, Search),
        new("elastic-index-rebuild", StepFate.Kept, Search),
        new("azureai-index-create", StepFate.Kept, Search),
        new("azureai-index-reset", StepFate.Kept, Search),
        new("azureai-index-rebuild", StepFate.Kept, Search),
        new("CreateOrUpdateIndexProfile", StepFate.Kept, Search),
        new("ResetIndex", StepFate.Kept, Search),
        new("RebuildIndex", StepFate.Kept, Search),
        new("ReloadTenant", StepFate.Skipped, "a tenant of Cms sees every change at once"),
        new("Command", StepFate.Refused, "it would run commands of the server; use cms's own commands instead"),
    ];

    /// <summary>The step of this name, letter case aside, or null.</summary>
    public static OrchardStep? Find(string name) => All.FirstOrDefault(step => step.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
