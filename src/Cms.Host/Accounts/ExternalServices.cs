using System.Security.Claims;
using Cms.Host.Configuration;
using Cms.Tenants;
using Cms.Users.External;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Cms.Host.Accounts;

/// <summary>How people are sent to providers of OpenID Connect, and what is taken from those who come back: the authorization code flow with PKCE, state and nonce.</summary>
internal static class ExternalServices
{
    /// <summary>The scheme of the cookie between the provider's answer and the sign-in here.</summary>
    public const string Answer = "external";

    /// <summary>How long somebody may take at the provider.</summary>
    public static readonly TimeSpan AnswerTakes = TimeSpan.FromMinutes(15);

    private const string Pages = "/account/external", Callback = "/callback";
    private const string Issuer = "iss", Subject = "sub", Email = "email", EmailVerified = "email_verified", Name = "name", UserName = "preferred_username";

    // A secret signs no tokens here: only what the provider's published keys have signed is taken.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ProviderTakes = TimeSpan.FromSeconds(15);

    /// <summary>True for an address at which providers answer: by it browsers bring with GET what one says of somebody.</summary>
    public static bool IsAnswer(PathString path) => path.StartsWithSegments(Pages, out var rest) && rest.Value!.EndsWith(Callback, StringComparison.OrdinalIgnoreCase);

    /// <summary>The scheme of a provider.</summary>
    public static string SchemeOf(string provider) => $"external-{provider}";

    /// <summary>Registers the providers. Their options are those of all tenants; what a browser keeps of a flow is bound to the tenant that began it.</summary>
    public static AuthenticationBuilder AddProviders(this AuthenticationBuilder authentication, CmsSettings settings, IWebHostEnvironment environment)
    {
        foreach (var (name, provider) in settings.ExternalSignIn)
        {
            authentication.Services.AddOptions<OpenIdConnectOptions>(SchemeOf(name)).Configure<IDataProtectionProvider, IHttpContextAccessor>((options, keys, requests) =>
            {
                options.StateDataFormat = new TenantSeal<AuthenticationProperties>(requests, tenant => new PropertiesDataFormat(keys.CreateProtector("Cms.External.State", name, tenant)));
                options.StringDataFormat = new TenantSeal<string>(requests, tenant => new SecureDataFormat<string>(new TextSerializer(), keys.CreateProtector("Cms.External.Nonce", name, tenant)));
            });
            authentication.AddOpenIdConnect(SchemeOf(name), options => Configure(options, name, provider, environment));
        }

        return authentication;
    }

    /// <summary>Who the provider says that it was.</summary>
    public static ExternalIdentity IdentityOf(string provider, ClaimsPrincipal principal) => new(provider, principal.FindFirstValue(Issuer) ?? "", principal.FindFirstValue(Subject) ?? "")
    {
        Email = principal.FindFirstValue(Email) is { Length: > 0 } email ? email : null,
        EmailIsVerified = bool.TryParse(principal.FindFirstValue(EmailVerified), out var verified) && verified,
        Name = principal.FindFirstValue(UserName) ?? principal.FindFirstValue(Name),
    };

    private static void Configure(OpenIdConnectOptions options, string name, ExternalSignInSettings provider, IWebHostEnvironment environment)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (provider.Authority, provider.ClientId, provider.ClientSecret);
        options.RequireHttpsMetadata = provider.Authority.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.OrdinalIgnoreCase);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        options.Scope.Clear();
        foreach (var scope in provider.ScopeList)
            options.Scope.Add(scope);

        // Nothing of the provider's is kept: neither tokens nor claims beyond who it is.
        (options.SaveTokens, options.MapInboundClaims, options.GetClaimsFromUserInfoEndpoint) = (false, false, true);
        options.ClaimActions.Clear();
        foreach (var claim in new[] { Email, EmailVerified, Name, UserName })
            options.ClaimActions.MapUniqueJsonKey(claim, claim);

        options.TokenValidationParameters = new TokenValidationParameters
        {
            NameClaimType = Name,
            ValidAlgorithms = Algorithms,
        };
        (options.BackchannelTimeout, options.RemoteAuthenticationTimeout) = (ProviderTakes, AnswerTakes);
        (options.CallbackPath, options.SignInScheme) = ($"{Pages}/{name}{Callback}", Answer);

        // Signing out here signs out here alone, and nobody else is told or tells.
        (options.SignedOutCallbackPath, options.RemoteSignOutPath) = (default, default);
        // Outside development they are for encrypted connections only, whatever the program knows of a request; their path is that of the provider's answer.
        var cookies = $"{(environment.IsDevelopment() ? "" : CookieNames.Secure)}cms-external-{name}";
        (options.CorrelationCookie.Name, options.NonceCookie.Name) = ($"{cookies}-state.", $"{cookies}-nonce.");
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            (cookie.SameSite, cookie.HttpOnly) = (SameSiteMode.Lax, true);
            cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }

        options.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = validated =>
            {
                // From the token endpoint ASP.NET Core takes unsigned ones too, as OpenID Connect allows (Core, section 3.1.3.7).
                if (!Algorithms.Contains(validated.SecurityToken.Header.Alg) || validated.SecurityToken.RawSignature.Length == 0)
                    throw new SecurityTokenInvalidSignatureException("The provider's token is not signed with one of its keys.");

                // What describes the provider may not name somebody else as the issuer (Discovery, section 4.3).
                if (validated.SecurityToken.Issuer.TrimEnd('/') != provider.Authority.TrimEnd('/'))
                    throw new SecurityTokenInvalidIssuerException($"The provider's token names the issuer {validated.SecurityToken.Issuer}, which is not the Authority of the settings.");
                return Task.CompletedTask;
            },
            OnTicketReceived = received =>
            {
                var kept = new[] { Issuer, Subject, Email, EmailVerified, Name, UserName };
                received.Principal = new ClaimsPrincipal(new ClaimsIdentity(received.Principal!.Claims.Where(claim => kept.Contains(claim.Type)), Answer));
                return Task.CompletedTask;
            },
            OnRemoteFailure = failed => ExternalPages.ShowFailureAsync(failed, name),
        };
    }
}

/// <summary>A text as bytes.</summary>
internal sealed class TextSerializer : IDataSerializer<string>
{
    public byte[] Serialize(string model) => System.Text.Encoding.UTF8.GetBytes(model);

    public string Deserialize(byte[] data) => System.Text.Encoding.UTF8.GetString(data);
}
