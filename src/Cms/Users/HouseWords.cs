using Cms.Settings;
using Cms.Tenants;

namespace Cms.Users;

/// <summary>
/// The words of the house that whoever knows it tries in passwords: the site's name, its host names, the tenant's name, and those that the tenant's settings name. Each also
/// without the signs in it, and its pieces.
/// </summary>
internal static class HouseWords
{
    /// <summary>Those of this tenant.</summary>
    public static IEnumerable<string> Of(Tenant tenant, SiteSettings site)
    {
        string[] names = [tenant.Name, site.SiteName, .. tenant.Hosts, .. PasswordWords.In(site.Json).Refused];
        if (Uri.TryCreate(site.BaseUrl, UriKind.Absolute, out var address))
            names = [.. names, address.Host];
        return names.SelectMany(Forms).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Forms(string name)
    {
        var pieces = string.Concat(name.Select(character => char.IsLetterOrDigit(character) ? character : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [name, string.Concat(pieces), .. pieces];
    }
}
