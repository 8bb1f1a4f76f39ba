using Cms.Tenants;

namespace Cms.Host.Accounts;

/// <summary>Where somebody goes on after the sign-in: an address of the same tenant and nothing else, whoever wrote the link.</summary>
internal static class ReturnUrl
{
    /// <summary>Its name in addresses and forms.</summary>
    public const string Name = "returnUrl";

    private static readonly Uri Here = new("http://here");

    /// <summary>The path with its query as browsers ask for it, or null when it leads anywhere else.</summary>
    /// <param name="given">What the request says: the whole path, beginning with a slash.</param>
    /// <param name="request">The request.</param>
    public static string? Find(string? given, HttpRequest request)
    {
        // Browsers read a backslash as a slash and leave out tabs and line breaks.
        if (given is null || !given.StartsWith('/') || given.Any(character => character == '\\' || char.IsControl(character)))
            return null;

        if (!Uri.TryCreate(Here, given, out var url) || url.Scheme != Here.Scheme || url.Authority != Here.Authority || url.AbsolutePath.StartsWith("//", StringComparison.Ordinal))
            return null;

        var services = request.HttpContext.RequestServices;
        var owner = services.GetRequiredService<TenantRegistry>().Resolve(request.Host.Host, url.AbsolutePath);
        return owner?.Id == services.GetRequiredService<CurrentTenant>().Tenant.Id ? url.PathAndQuery : null;
    }

    /// <summary>The address of a page, which hears with it where to go on; null for nowhere in particular.</summary>
    public static string Add(string address, string? returnUrl) => returnUrl is null ? address : $"{address}?{Name}={Uri.EscapeDataString(returnUrl)}";

    /// <summary>What a form sends along for it.</summary>
    public static Dictionary<string, string> Hidden(string? returnUrl) => returnUrl is null ? [] : new() { [Name] = returnUrl };
}
