namespace Cms.Admin;

/// <summary>
/// Who opened a page of the admin, and of which tenant. The page hands it to what goes on after it in the browser; ASP.NET Core seals it, so nobody makes one up, and it is checked against the
/// sign-in that the connection comes with.
/// </summary>
/// <param name="TenantName">The tenant.</param>
/// <param name="UserId">The user.</param>
/// <param name="SessionId">The user's session.</param>
/// <param name="Stamp">The user's stamp when the page was opened.</param>
/// <param name="PathBase">The prefix of the tenant's addresses; empty for none.</param>
/// <param name="Address">The network address for the trail; null where the tenant keeps none.</param>
public sealed record Visit(string TenantName, string UserId, string SessionId, string Stamp, string PathBase, string? Address);
