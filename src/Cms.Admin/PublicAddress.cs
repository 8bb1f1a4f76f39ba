using Microsoft.AspNetCore.Components;

namespace Cms.Admin;

/// <summary>Where the site is found by people who get a link to it.</summary>
internal static class PublicAddress
{
    /// <summary>
    /// What the settings say, or the tenant's own host; on this machine the address of the page. Else null: a link must lead where the site is, and whoever asks may write any host into a request.
    /// </summary>
    public static string? Find(Desk desk, NavigationManager navigation)
    {
        var here = new Uri(navigation.BaseUri);
        return desk.Site.FindAddress(desk.Tenant) ?? (here.IsLoopback ? navigation.BaseUri.TrimEnd('/') : null);
    }
}
