using Cms.Host.Configuration;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Host.Accounts;

/// <summary>The public address of a site's home page, for links that leave the program.</summary>
internal static class SiteAddress
{
    /// <summary>
    /// The site's <c>BaseUrl</c>; where none is set, the request's own address, if the tenant names its host or it is this machine. Else null: whoever
    /// asks may write any host into a request, and a link there would hand its token to a stranger.
    /// </summary>
    public static async Task<string?> FindAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var site = await SiteSettings.LoadAsync(services.GetRequiredService<SettingsStore>(), http.RequestAborted);
        if (site.BaseUrl is { Length: > 0 } address)
            return address;

        var named = services.GetRequiredService<CurrentTenant>().Tenant.Hosts.Count > 0;
        return named || ThisMachine.Is(http.Request.Host.Host.Trim('[', ']')) ? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}" : null;
    }
}
