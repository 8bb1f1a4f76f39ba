using Cms.Events;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cms.Storage.Apps;

/// <summary>OpenIddict's store of tokens, which tells all nodes of tokens that were ended before their time: requests do not look them up.</summary>
internal sealed class TokenRows(TokenSession session, IMemoryCache cache, IOptionsMonitor<OpenIddictEntityFrameworkCoreOptions> options) : OpenIddictEntityFrameworkCoreTokenStore(cache, session, options)
{
    public override async ValueTask UpdateAsync(OpenIddictEntityFrameworkCoreToken token, CancellationToken cancellationToken)
    {
        if (token.Status != OpenIddictConstants.Statuses.Revoked)
        {
            await base.UpdateAsync(token, cancellationToken);
            return;
        }

        await session.TellAsync(
            new TokensRevoked(),
            async () =>
            {
                await base.UpdateAsync(token, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public override async ValueTask<long> RevokeAsync(string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) =>
        await TellAsync(() => base.RevokeAsync(subject, client, status, type, cancellationToken), cancellationToken);

    public override async ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        await TellAsync(() => base.RevokeByApplicationIdAsync(identifier, cancellationToken), cancellationToken);

    public override async ValueTask<long> RevokeByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken) =>
        await TellAsync(() => base.RevokeByAuthorizationIdAsync(identifier, cancellationToken), cancellationToken);

    public override async ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancellationToken = default) =>
        await TellAsync(() => base.RevokeBySubjectAsync(subject, cancellationToken), cancellationToken);

    private Task<long> TellAsync(Func<ValueTask<long>> revoke, CancellationToken cancel) => session.TellAsync(new TokensRevoked(), () => revoke().AsTask(), cancel);
}
