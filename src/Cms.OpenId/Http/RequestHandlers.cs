using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;

namespace Cms.OpenId.Http;

/// <summary>Keeps ASP.NET Core from asking OpenIddict at every request: OpenIdMiddleware and <see cref="BearerTokens"/> do where it has something to say.</summary>
internal sealed class RequestHandlers(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options)
{
    public override async Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() =>
        (await base.GetRequestHandlerSchemesAsync()).Where(scheme => scheme.HandlerType != typeof(OpenIddictServerAspNetCoreHandler) && scheme.HandlerType != typeof(OpenIddictValidationAspNetCoreHandler));
}
