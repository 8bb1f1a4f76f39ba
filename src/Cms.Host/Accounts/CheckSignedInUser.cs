using Cms.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>
/// Looks at every request whether the user of the cookie is still there, enabled and signed in since the last change of the password, and takes
/// the roles of this moment. One read by id; nothing is kept, so all nodes see a change at once.
/// </summary>
internal sealed class CheckSignedInUser(UserStore store) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (SignedInUser.IdOf(context.Principal) is { } id
            && await store.FindByIdAsync(id, context.HttpContext.RequestAborted) is { } user && SignedInUser.IsStillSignedIn(context.Principal, user))
        {
            context.ReplacePrincipal(SignedInUser.ForRequest(user));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}
