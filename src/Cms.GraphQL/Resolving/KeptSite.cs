using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.GraphQL.Resolving;

/// <summary>A tenant's settings as the field <c>site</c> shows them; kept because every page asks for them.</summary>
public sealed class KeptSite
{
    private static readonly string CustomSettingsPrefix = CustomSettings.SectionOf("");

    private readonly Dictionary<string, ContentItem> _customSettings;

    private KeptSite(SiteSettings settings, Dictionary<string, ContentItem> customSettings) => (Settings, _customSettings) = (settings, customSettings);

    internal SiteSettings Settings { get; }

    /// <summary>How the kept ones are made; they are made anew when any of these settings or the definitions change.</summary>
    public static PerTenant<KeptSite> Keep(TenantScopes scopes, TenantChanges changes) => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            var store = scope.ServiceProvider.GetRequiredService<SettingsStore>();
            var definitions = await scope.ServiceProvider.GetRequiredService<TenantDefinitions>().GetAsync(CancellationToken.None);
            var customSettings = new Dictionary<string, ContentItem>(StringComparer.Ordinal);
            foreach (var type in definitions.Types.Where(type => type.IsCustomSettings))
            {
                if (await CustomSettings.FindAsync(store, type.Name, CancellationToken.None) is { } item)
                    customSettings[type.Name] = item;
            }

            return new KeptSite(await SiteSettings.LoadAsync(store, CancellationToken.None), customSettings);
        },
        changes,
        (_, happened) => happened is DefinitionsChanged or SettingsChanged { Section: SiteSettings.Section }
            || (happened is SettingsChanged changed && changed.Section.StartsWith(CustomSettingsPrefix, StringComparison.Ordinal)));

    /// <summary>The item of settings of this type, or null when it was never saved.</summary>
    internal ContentItem? FindCustomSettings(string contentType) => _customSettings.GetValueOrDefault(contentType);
}

/// <summary>A culture of the site.</summary>
internal sealed record SiteCulture(string Culture, bool IsDefault);
