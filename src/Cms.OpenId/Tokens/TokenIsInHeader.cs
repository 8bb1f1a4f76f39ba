using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Refuses a token that comes in an address or a form: logs and histories keep these (RFC 6750, section 5.3). Asked before the header is read.</summary>
internal sealed class TokenIsInHeader : IOpenIddictServerHandler<ExtractUserInfoRequestContext>
{
    public ValueTask HandleAsync(ExtractUserInfoRequestContext context)
    {
        if (context.Request?.AccessToken is not null)
            context.Reject(OpenIddictConstants.Errors.InvalidRequest, "Send the token in the header Authorization, not in the address or a form.");
        return ValueTask.CompletedTask;
    }
}
