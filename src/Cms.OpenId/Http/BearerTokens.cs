using Cms.Apps;
using Cms.Features;
using Cms.OpenId.Options;
using Cms.OpenId.Tokens;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Validation.AspNetCore;

namespace Cms.OpenId.Http;

/// <summary>Finds out who sends a bearer token that the tenant gave (RFC 6750).</summary>
public sealed class BearerTokens
{
    private const string NotTaken = "The token is not valid.";

    private readonly CurrentTenant _current;
    private readonly PerTenant<TenantFeatures> _features;
    private readonly FindTenantOptions _options;
    private readonly IAuthenticationHandlerProvider _handlers;
    private readonly ProgramCaller _callers;

    internal BearerTokens(CurrentTenant current, PerTenant<TenantFeatures> features, FindTenantOptions options, IAuthenticationHandlerProvider handlers, ProgramCaller callers) =>
        (_current, _features, _options, _handlers, _callers) = (current, features, options, handlers, callers);

    /// <summary>The caller. <see cref="ProblemKind.Forbidden"/> for a token that is not the tenant's, has expired or is not to be taken any more, and where the tenant takes none.</summary>
    public async Task<Outcome<Caller>> CheckAsync(HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (!(await _features.GetAsync(_current.Tenant, cancel)).Has(Feature.TokenValidation))
            return Problem.Forbidden("This site takes no tokens.");

        context.Features.Set(await _options.RunAsync(_current.Tenant, cancel));
        var handler = (IAuthenticationRequestHandler?)await _handlers.GetHandlerAsync(context, OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        await handler!.HandleRequestAsync();
        var result = await handler.AuthenticateAsync();
        return result.Succeeded
            ? await _callers.OfTokenAsync(TokenClaims.Read(result.Principal), cancel)
            : Problem.Forbidden(result.Properties?.GetString(OpenIddictValidationAspNetCoreConstants.Properties.ErrorDescription) ?? NotTaken);
    }
}
