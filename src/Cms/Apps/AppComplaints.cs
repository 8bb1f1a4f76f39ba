namespace Cms.Apps;

/// <summary>What is wrong with an app, as sentences.</summary>
internal static class AppComplaints
{
    private const int LongestName = 100;

    private static readonly string[] Dangerous = ["javascript", "data", "vbscript", "file", "about", "blob"];

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static string? Of(App app)
    {
        if (app.ClientId.Length is 0 or > LongestName || !app.ClientId.All(character => character is > ' ' and <= '~'))
            return $"A client id has 1 to {LongestName} letters, digits and signs without spaces; \"{app.ClientId}\" does not.";

        if (app.IsPublic && app.Flows.HasFlag(AppFlows.ClientCredentials))
            return $"{app.ClientId} is public and keeps no secret, so it cannot ask for tokens for itself; make it confidential or let users sign in.";

        if (app.Flows.HasFlag(AppFlows.RefreshToken) && (app.Flows & (AppFlows.AuthorizationCode | AppFlows.Password)) == 0)
            return $"{app.ClientId} cannot refresh tokens, as it gets none of users.";

        if (app.Flows.HasFlag(AppFlows.AuthorizationCode) && app.RedirectUris.Count == 0)
            return $"{app.ClientId} lets users sign in and needs an address to which they are sent back.";

        if (app.RequestsAMinute is < 1)
            return $"{app.ClientId} may send 1 request a minute at least, not {app.RequestsAMinute}.";

        return app.RedirectUris.Concat(app.PostLogoutRedirectUris).FirstOrDefault(address => !IsRedirect(address)) is { } wrong
            ? $"{app.ClientId}: \"{wrong}\" must be a whole address such as https://app.example.org/callback, without # and without the parameter iss."
            : null;
    }

    // Compared to the letter later on, so what stands here is all that is ever redirected to.
    private static bool IsRedirect(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && address.Contains(':', StringComparison.Ordinal) && url.Fragment.Length == 0 && !address.EndsWith('#')
        && !Dangerous.Contains(url.Scheme, StringComparer.OrdinalIgnoreCase) && !address.Any(char.IsControl)
        && !url.Query.TrimStart('?').Split('&').Any(parameter => parameter.Split('=')[0] == "iss");
}
