using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Refuses scopes that the tenant does not have. In place of OpenIddict's own check, which asks a table that Cms does not have.</summary>
internal sealed class ScopesAreKnown<TContext> : IOpenIddictServerHandler<TContext> where TContext : BaseValidatingContext
{
    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.Request!.GetScopes().Any(scope => !context.Options.Scopes.Contains(scope)))
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidScope, OpenIddictResources.FormatID2052(OpenIddictConstants.Parameters.Scope), OpenIddictResources.FormatID8000(nameof(OpenIddictResources.ID2052)));
        }

        return ValueTask.CompletedTask;
    }
}
