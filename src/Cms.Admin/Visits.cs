using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Admin;

/// <summary>Finds out who opens a page of the admin.</summary>
internal static class Visits
{
    /// <summary>The visit that the request begins. The pipeline has let nobody come here who is not signed in.</summary>
    public static Visit Of(HttpContext http)
    {
        var services = http.RequestServices;
        return new Visit(
            services.GetRequiredService<CurrentTenant>().Tenant.Name,
            SignedInUser.SettledIdOf(http.User) ?? throw new InvalidOperationException("A page of the admin was about to be shown to nobody."),
            SignedInUser.SessionOf(http.User)!,
            SignedInUser.StampOf(http.User)!,
            http.Request.PathBase.Value ?? "",
            services.GetRequiredService<CurrentCaller>().Address);
    }
}
