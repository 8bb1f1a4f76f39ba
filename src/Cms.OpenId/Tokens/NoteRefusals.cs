using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Audit;
using Cms.Tenants;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Writes into the trail that a token was refused. What was sent as the name of no app is not in it: it may be a secret.</summary>
internal sealed class NoteRefusals(PerTenant<TenantApps> apps, CurrentTenant current, AuditTrail trail) : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public async ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Error is not { } error)
            return;

        var app = context.Request?.ClientId is { } clientId ? (await apps.GetAsync(current.Tenant, context.CancellationToken)).Find(clientId) : null;
        await trail.AddAsync(
            new AuditEntry(AuditCategory.SignIn, "TokenRefused", app?.Id ?? "", app?.ClientId ?? "nobody") { Details = new JsonObject { ["with"] = app is null ? null : context.Request?.GrantType, ["error"] = error } },
            context.CancellationToken);
    }
}
