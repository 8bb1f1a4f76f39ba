using System.Globalization;
using Cms.Recipes.Steps;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Themes;

/// <summary>Which themes a tenant has chosen, and what its settings say about pages. Kept between requests.</summary>
/// <param name="Site">The theme of the site; empty when none was chosen.</param>
/// <param name="Admin">The theme of the admin area; empty for the standard one.</param>
/// <param name="Culture">In which dates and numbers are written.</param>
/// <param name="TimeZone">In which moments are shown.</param>
/// <param name="BaseUrl">The public address of the home page without a slash at its end; null when not set.</param>
/// <param name="PageSize">How many items a page of a list shows; null leaves it to the theme.</param>
/// <param name="Home">The item that the home page shows; null for the theme's own home page.</param>
public sealed record SiteThemes(string Site, string Admin, CultureInfo Culture, TimeZoneInfo TimeZone, string? BaseUrl, int? PageSize, HomeRoute? Home)
{
    /// <summary>What the tenant chose.</summary>
    public static async Task<SiteThemes> LoadAsync(SettingsStore store, CancellationToken cancel)
    {
        var names = await store.FindAsync(ThemesStep.Section, cancel) ?? [];
        var site = await SiteSettings.LoadAsync(store, cancel);
        return new SiteThemes(JsonText.Find(names, "site") ?? "", JsonText.Find(names, "admin") ?? "", CultureOf(site), site.TimeZone, site.BaseUrl, site.PageSize, site.Home);
    }

    /// <summary>How the kept ones are made.</summary>
    public static PerTenant<SiteThemes> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, settings => LoadAsync(settings, CancellationToken.None), ThemesStep.Section, SiteSettings.Section);

    // Settings written by another version may name a culture that this machine does not know.
    private static CultureInfo CultureOf(SiteSettings site)
    {
        try
        {
            return CultureInfo.GetCultureInfo(site.Culture, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }
}
