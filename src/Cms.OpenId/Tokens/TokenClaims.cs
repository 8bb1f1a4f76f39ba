using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Cms.Apps;
using Cms.Tenants;
using Cms.Users;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Scopes = Cms.Apps.Scopes;

namespace Cms.OpenId.Tokens;

/// <summary>What tokens of Cms say, written and read in one place.</summary>
internal static class TokenClaims
{
    private const string TenantId = "tenant";
    private const string Stamp = "stamp";

    // As Microsoft Entra calls it: whether the subject is a user or an app.
    private const string SubjectType = "idtyp";
    private const string OfAUser = "user";
    private const string OfAnApp = "app";

    // In codes and refresh tokens only, which nobody else reads.
    private const string SignedIn = "signed_in";

    /// <summary>The token of an app that asks for itself.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="app">The app.</param>
    /// <param name="asked">The scopes that it asks for; none means all that it may ask for.</param>
    /// <param name="scopes">The tenant's scopes.</param>
    public static ClaimsPrincipal OfApp(Tenant tenant, App app, IReadOnlyCollection<string> asked, Scopes scopes)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, app.ClientId).SetClaim(Claims.Name, app.DisplayName).SetClaim(TenantId, tenant.Id).SetClaim(SubjectType, OfAnApp);
        return Finish(identity, tenant, asked.Count > 0 ? asked : [.. app.ScopeNames.Where(scope => !Scope.IsOfIdentity(scope))], scopes);
    }

    /// <summary>The token of an app that acts for a user.</summary>
    public static ClaimsPrincipal OfUser(Tenant tenant, User user, IReadOnlyCollection<string> asked, Scopes scopes) =>
        Finish(Write(new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role), tenant, user), tenant, asked, scopes);

    /// <summary>A token like this one, of a code or a refresh token, with what is true of the user now.</summary>
    /// <param name="earlier">What the code or refresh token says.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user as they are now.</param>
    /// <param name="narrowed">The scopes that the app asks for this time; none means all that it has.</param>
    /// <param name="scopes">The tenant's scopes.</param>
    public static ClaimsPrincipal Renewed(ClaimsPrincipal earlier, Tenant tenant, User user, IReadOnlyCollection<string> narrowed, Scopes scopes)
    {
        var renewed = Finish(Write(new ClaimsIdentity(earlier.Claims, TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role), tenant, user), tenant, earlier.GetScopes(), scopes);

        // The refresh token keeps its scopes; it is the access token that has fewer, and is for fewer.
        return narrowed.Count > 0 ? renewed.SetResources(scopes.AudiencesOf(tenant, narrowed)) : renewed;
    }

    /// <summary>When the user was there and sent to the app; null in refresh tokens from before it was written down.</summary>
    public static DateTimeOffset? FindSignedIn(ClaimsPrincipal principal) =>
        long.TryParse(principal.GetClaim(SignedIn), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Lets every refresh token that comes of this sign-in end where the settings say, however often it was renewed.</summary>
    public static ClaimsPrincipal EndAfter(ClaimsPrincipal principal, DateTimeOffset signedIn, TokenSettings settings, DateTimeOffset now)
    {
        var left = signedIn + settings.RefreshTokenTotalLifetime - now;
        return principal.SetClaim(SignedIn, signedIn.ToUnixTimeSeconds()).SetRefreshTokenLifetime(left < settings.RefreshTokenLifetime ? left : settings.RefreshTokenLifetime);
    }

    /// <summary>What a token says whose signature and times are good.</summary>
    public static GivenToken Read(ClaimsPrincipal principal) =>
        new(principal.GetClaim(TenantId) ?? "", principal.GetClaim(Claims.ClientId) ?? principal.GetPresenters().FirstOrDefault() ?? "", principal.GetScopes())
        {
            TokenId = principal.GetTokenId(),
            UserId = principal.GetClaim(SubjectType) == OfAnApp ? null : principal.GetClaim(Claims.Subject) ?? "",
            Stamp = principal.GetClaim(Stamp),
        };

    /// <summary>What OpenID Connect says of a user to an app with these scopes.</summary>
    public static IEnumerable<(string Name, OpenIddictParameter Value)> Describe(User user, ClaimsPrincipal token)
    {
        if (token.HasScope(Scope.Profile))
        {
            yield return (Claims.Name, user.UserName);
            yield return (Claims.PreferredUsername, user.UserName);
        }

        if (token.HasScope(Scope.Email) && user.Email is not null)
        {
            yield return (Claims.Email, user.Email);
            yield return (Claims.EmailVerified, user.EmailConfirmed);
        }

        if (token.HasScope(Scope.Roles) && user.RoleNames.Count > 0)
            yield return (Claims.Role, new OpenIddictParameter(ImmutableArray.Create<string?>([.. user.RoleNames])));
    }

    private static ClaimsIdentity Write(ClaimsIdentity identity, Tenant tenant, User user) => identity
        .SetClaim(Claims.Subject, user.Id)
        .SetClaim(Claims.Name, user.UserName)
        .SetClaim(Claims.PreferredUsername, user.UserName)
        .SetClaim(Claims.Email, user.Email)
        .SetClaim(Claims.EmailVerified, user.Email is null ? (bool?)null : user.EmailConfirmed)
        .SetClaims(Claims.Role, [.. user.RoleNames])
        .SetClaim(TenantId, tenant.Id)
        .SetClaim(SubjectType, OfAUser)
        .SetClaim(Stamp, GivenToken.StampOf(tenant, user));

    private static ClaimsPrincipal Finish(ClaimsIdentity identity, Tenant tenant, IReadOnlyCollection<string> asked, Scopes scopes)
    {
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(asked).SetResources(scopes.AudiencesOf(tenant, asked));
        identity.SetDestinations(claim => DestinationsOf(claim, principal));
        return principal;
    }

    // Nothing of a person goes into a token that need not be there: who they are, an app learns by its scopes.
    private static string[] DestinationsOf(Claim claim, ClaimsPrincipal principal) => claim.Type switch
    {
        TenantId or SubjectType or Stamp => [Destinations.AccessToken],
        Claims.Name or Claims.PreferredUsername when principal.HasScope(Scope.Profile) => [Destinations.IdentityToken],
        Claims.Name when principal.GetClaim(SubjectType) == OfAnApp => [Destinations.AccessToken],
        Claims.Email or Claims.EmailVerified when principal.HasScope(Scope.Email) => [Destinations.IdentityToken],
        Claims.Role when principal.HasScope(Scope.Roles) => [Destinations.IdentityToken],
        _ => [],
    };
}
