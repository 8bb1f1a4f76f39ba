using System.Collections.Immutable;
using Cms.Apps;
using Cms.Content;
using Cms.Events;

namespace Cms.Tests.Memory;

/// <summary>Apps and their tokens in memory. Secrets are kept as they are: nobody but tests sees them.</summary>
public sealed class MemoryAppStore(MemoryTenant tenant) : AppStore
{
    public override Task<IReadOnlyList<App>> ListAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<App>>([.. tenant.State.Apps.Values.OrderBy(app => app.ClientId, StringComparer.Ordinal)]);

    public override Task<App?> FindAsync(string clientId, CancellationToken cancel) => Task.FromResult(tenant.State.Apps.Values.FirstOrDefault(app => app.ClientId == clientId));

    public override Task<bool> HasSecretAsync(App app, string secret, CancellationToken cancel) => Task.FromResult(tenant.State.AppSecrets.TryGetValue(app.Id, out var stored) && stored == secret);

    public override Task SaveAsync(App app, string? secret, CancellationToken cancel)
    {
        if (tenant.State.Apps.Values.Any(other => other.Id != app.Id && other.ClientId == app.ClientId))
            throw new InvalidOperationException($"The client id {app.ClientId} is taken.");

        var secrets = app.IsPublic ? tenant.State.AppSecrets.Remove(app.Id) : secret is null ? tenant.State.AppSecrets : tenant.State.AppSecrets.SetItem(app.Id, secret);
        tenant.State = tenant.State with { Apps = tenant.State.Apps.SetItem(app.Id, app), AppSecrets = secrets, Events = tenant.State.Events.Add(new AppsChanged()) };
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(App app, CancellationToken cancel)
    {
        if (tenant.State.Apps.ContainsKey(app.Id))
        {
            tenant.State = tenant.State with
            {
                Apps = tenant.State.Apps.Remove(app.Id),
                AppSecrets = tenant.State.AppSecrets.Remove(app.Id),
                AppTokens = tenant.State.AppTokens.RemoveAll(token => token.AppId == app.Id),
                AppConsents = tenant.State.AppConsents.RemoveAll(consent => consent.AppId == app.Id),
                Events = tenant.State.Events.Add(new AppsChanged()),
            };
        }

        return Task.CompletedTask;
    }

    public override Task RevokeTokensAsync(App app, CancellationToken cancel)
    {
        tenant.State = tenant.State with
        {
            AppTokens = [.. tenant.State.AppTokens.Select(token => token.AppId == app.Id ? token with { IsRevoked = true } : token)],
            Events = tenant.State.Events.Add(new TokensRevoked()),
        };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<AgreedApp>> ListAgreedAsync(string userId, DateTime nowUtc, CancellationToken cancel)
    {
        var consents = tenant.State.AppConsents.Where(consent => consent.UserId == userId).ToList();
        var tokens = tenant.State.AppTokens.Where(token => token.UserId == userId).ToList();
        var good = tokens.Where(token => !token.IsRevoked && token.ExpiresUtc > nowUtc).ToList();
        return Task.FromResult<IReadOnlyList<AgreedApp>>(
        [
            .. tenant.State.Apps.Values.Where(app => consents.Any(consent => consent.AppId == app.Id) || good.Any(token => token.AppId == app.Id)).Select(app => new AgreedApp(
                app,
                [.. consents.Where(consent => consent.AppId == app.Id).SelectMany(consent => consent.Scopes).Distinct()],
                consents.Where(consent => consent.AppId == app.Id).Select(consent => consent.AtUtc).Concat(good.Where(token => token.AppId == app.Id).Select(token => token.MadeUtc)).Min(),
                tokens.Where(token => token.AppId == app.Id).Select(token => (DateTime?)token.MadeUtc).Max())).OrderBy(agreed => agreed.App.DisplayName, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    public override Task RevokeConsentAsync(App app, string userId, CancellationToken cancel)
    {
        tenant.State = tenant.State with
        {
            AppConsents = tenant.State.AppConsents.RemoveAll(consent => consent.AppId == app.Id && consent.UserId == userId),
            AppTokens = [.. tenant.State.AppTokens.Select(token => token.AppId == app.Id && token.UserId == userId ? token with { IsRevoked = true } : token)],
            Events = tenant.State.Events.Add(new TokensRevoked()),
        };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<string>> ListRevokedTokensAsync(DateTime nowUtc, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. tenant.State.AppTokens.Where(token => token.IsRevoked && token.ExpiresUtc > nowUtc).Select(token => token.Id)]);

    public override Task PruneTokensAsync(DateTime beforeUtc, CancellationToken cancel)
    {
        tenant.State = tenant.State with { AppTokens = tenant.State.AppTokens.RemoveAll(token => token.ExpiresUtc < beforeUtc) };
        return Task.CompletedTask;
    }

    /// <summary>Gives an app a token; its id.</summary>
    public string Give(App app, DateTime expiresUtc, string? userId = null, DateTime madeUtc = default)
    {
        var token = new MemoryToken(ContentId.New(), app.Id, expiresUtc, IsRevoked: false) { UserId = userId, MadeUtc = madeUtc };
        tenant.State = tenant.State with { AppTokens = tenant.State.AppTokens.Add(token) };
        return token.Id;
    }

    /// <summary>Lets a user agree for good.</summary>
    public void Agree(App app, string userId, IReadOnlyList<string> scopes, DateTime atUtc) =>
        tenant.State = tenant.State with { AppConsents = tenant.State.AppConsents.Add(new MemoryConsent(app.Id, userId, scopes, atUtc)) };
}

internal sealed record MemoryToken(string Id, string AppId, DateTime ExpiresUtc, bool IsRevoked)
{
    public string? UserId { get; init; }

    public DateTime MadeUtc { get; init; }
}

internal sealed record MemoryConsent(string AppId, string UserId, IReadOnlyList<string> Scopes, DateTime AtUtc);

/// <summary>API keys in memory.</summary>
public sealed class MemoryApiKeyStore(MemoryTenant tenant) : ApiKeyStore
{
    public override Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<ApiKey>>([.. tenant.State.ApiKeys.OrderBy(key => key.Name, StringComparer.Ordinal)]);

    public override Task AddAsync(ApiKey key, CancellationToken cancel)
    {
        if (tenant.State.ApiKeys.Any(other => other.Id == key.Id || other.Hash == key.Hash))
            throw new InvalidOperationException($"There is such a key as {key.Name} already.");

        tenant.State = tenant.State with { ApiKeys = tenant.State.ApiKeys.Add(key), Events = tenant.State.Events.Add(new AppsChanged()) };
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(ApiKey key, CancellationToken cancel)
    {
        if (tenant.State.ApiKeys.Any(stored => stored.Id == key.Id))
            tenant.State = tenant.State with { ApiKeys = tenant.State.ApiKeys.RemoveAll(stored => stored.Id == key.Id), Events = tenant.State.Events.Add(new AppsChanged()) };
        return Task.CompletedTask;
    }

    public override Task NoteUseAsync(string keyId, DateTime atUtc, CancellationToken cancel)
    {
        tenant.State = tenant.State with { ApiKeys = [.. tenant.State.ApiKeys.Select(key => key.Id == keyId && !(key.LastUsedUtc >= atUtc) ? Used(key, atUtc) : key)] };
        return Task.CompletedTask;
    }

    private static ApiKey Used(ApiKey key, DateTime atUtc) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Prefix = key.Prefix,
        Hash = key.Hash,
        RoleNames = key.RoleNames,
        ScopeNames = key.ScopeNames,
        Addresses = key.Addresses,
        CreatedUtc = key.CreatedUtc,
        ExpiresUtc = key.ExpiresUtc,
        LastUsedUtc = atUtc,
        RequestsAMinute = key.RequestsAMinute,
    };
}
