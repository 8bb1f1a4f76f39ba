using Cms.Apps;
using Cms.Audit;
using Cms.Events;
using Cms.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cms.Storage.Apps;

/// <summary>Apps in the tables that OpenIddict reads; it hashes their secrets.</summary>
internal sealed class SqlAppStore(TenantSession session, TokenSession tokens, OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication> applications) : AppStore
{
    public override async Task<IReadOnlyList<App>> ListAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return [.. (await lease.Db.Apps.AsNoTracking().OrderBy(row => row.ClientId).ToListAsync(cancel)).Select(AppRows.Read)];
    }

    public override async Task<App?> FindAsync(string clientId, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Apps.AsNoTracking().FirstOrDefaultAsync(row => row.ClientId == clientId, cancel) is { } row ? AppRows.Read(row) : null;
    }

    public override async Task<bool> HasSecretAsync(App app, string secret, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Apps.AsNoTracking().FirstOrDefaultAsync(row => row.Id == app.Id, cancel) is { ClientSecret: not null } row && await applications.ValidateClientSecretAsync(row, secret, cancel);
    }

    public override async Task SaveAsync(App app, string? secret, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        // Followed, as OpenIddict looks for others of the client id in the same context before it saves.
        var existing = await session.Db.Apps.FirstOrDefaultAsync(row => row.Id == app.Id, cancel);
        var row = existing ?? new OpenIddictEntityFrameworkCoreApplication { Id = app.Id };
        var before = existing is null ? null : AppRows.Read(existing);
        AppRows.Write(app, row);
        if (existing is null)
            await applications.CreateAsync(row, secret, cancel);
        else if (secret is null)
            await applications.UpdateAsync(row, cancel);
        else
            await applications.UpdateAsync(row, secret, cancel);
        session.Tell(new AppsChanged());
        if (WhatChanged.InApp(before, app, secret is not null) is { } entry)
            session.Note(entry);
        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task RemoveAsync(App app, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.AppTokens.Where(token => token.Application!.Id == app.Id).ExecuteDeleteAsync(cancel);
        await session.Db.AppAuthorizations.Where(authorization => authorization.Application!.Id == app.Id).ExecuteDeleteAsync(cancel);
        if (await session.Db.Apps.Where(row => row.Id == app.Id).ExecuteDeleteAsync(cancel) > 0)
        {
            session.Tell(new AppsChanged());
            session.Note(new AuditEntry(AuditCategory.Apps, "Removed", app.Id, app.ClientId));
        }

        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task RevokeTokensAsync(App app, CancellationToken cancel) => await tokens.TellAsync(
        new TokensRevoked(),
        async () =>
        {
            var db = (TenantDb)await tokens.GetDbContextAsync(cancel);
            return await db.AppTokens.Where(token => token.Application!.Id == app.Id && token.Status != Statuses.Revoked)
                .ExecuteUpdateAsync(row => row.SetProperty(token => token.Status, Statuses.Revoked), cancel);
        },
        cancel);

    public override async Task<IReadOnlyList<AgreedApp>> ListAgreedAsync(string userId, DateTime nowUtc, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var tokens = await lease.Db.AppTokens.AsNoTracking()
            .Where(token => token.Subject == userId && (token.Type == TokenTypeIdentifiers.AccessToken || token.Type == TokenTypeIdentifiers.RefreshToken))
            .Select(token => new { AppId = token.Application!.Id, AuthorizationId = token.Authorization!.Id, At = token.CreationDate!.Value, IsGood = token.Status == Statuses.Valid && token.ExpirationDate > nowUtc })
            .ToListAsync(cancel);
        var consents = await lease.Db.AppAuthorizations.AsNoTracking()
            .Where(authorization => authorization.Subject == userId && authorization.Status == Statuses.Valid)
            .Select(authorization => new { authorization.Id, AppId = authorization.Application!.Id, At = authorization.CreationDate!.Value, authorization.Scopes, IsForGood = authorization.Type == AuthorizationTypes.Permanent })
            .ToListAsync(cancel);
        var apps = (await lease.Db.Apps.AsNoTracking().ToListAsync(cancel)).ToDictionary(row => row.Id!, AppRows.Read);

        var good = tokens.Where(token => token.IsGood).ToList();
        var going = consents.Where(consent => consent.IsForGood || good.Any(token => token.AuthorizationId == consent.Id)).ToList();
        return [.. going.Select(consent => consent.AppId).Concat(good.Select(token => token.AppId)).OfType<string>().Distinct().Select(Describe).OrderBy(agreed => agreed.App.DisplayName, StringComparer.OrdinalIgnoreCase)];

        AgreedApp Describe(string appId) => new(
            apps[appId],
            [.. going.Where(consent => consent.AppId == appId).SelectMany(consent => AppRows.List(consent.Scopes)).Distinct()],
            going.Where(consent => consent.AppId == appId).Select(consent => consent.At).Concat(good.Where(token => token.AppId == appId).Select(token => token.At)).Min(),
            tokens.Where(token => token.AppId == appId).Select(token => (DateTime?)token.At).Max());
    }

    public override async Task RevokeConsentAsync(App app, string userId, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        var ended = await session.Db.AppAuthorizations.Where(authorization => authorization.Application!.Id == app.Id && authorization.Subject == userId && authorization.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(row => row.SetProperty(authorization => authorization.Status, Statuses.Revoked), cancel);
        ended += await session.Db.AppTokens.Where(token => token.Application!.Id == app.Id && token.Subject == userId && token.Status != Statuses.Revoked)
            .ExecuteUpdateAsync(row => row.SetProperty(token => token.Status, Statuses.Revoked), cancel);
        if (ended > 0)
        {
            session.Tell(new TokensRevoked());
            session.Note(new AuditEntry(AuditCategory.SignIn, "ConsentWithdrawn", app.Id, app.ClientId));
        }

        await session.WriteAsync(cancel);
        await work.CommitAsync(cancel);
    }

    public override async Task<IReadOnlyList<string>> ListRevokedTokensAsync(DateTime nowUtc, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.AppTokens
            .Where(token => token.Status == Statuses.Revoked && token.ExpirationDate > nowUtc && token.Type == TokenTypeIdentifiers.AccessToken)
            .Select(token => token.Id!)
            .ToListAsync(cancel);
    }

    public override async Task PruneTokensAsync(DateTime beforeUtc, CancellationToken cancel)
    {
        await using var work = await session.BeginAsync(cancel);
        await session.Db.AppTokens
            .Where(token => token.ExpirationDate < beforeUtc)
            .ExecuteDeleteAsync(cancel);
        await session.Db.AppAuthorizations
            .Where(authorization => authorization.CreationDate < beforeUtc && !authorization.Tokens.Any() && (authorization.Type == AuthorizationTypes.AdHoc || authorization.Status != Statuses.Valid))
            .ExecuteDeleteAsync(cancel);
        await work.CommitAsync(cancel);
    }
}
