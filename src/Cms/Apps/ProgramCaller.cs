using System.Net;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Apps;

/// <summary>Who a request with a token or an API key comes from, and what that may do: the roles of this moment, as far as scopes go.</summary>
public sealed class ProgramCaller(
    CurrentTenant current, PerTenant<TenantApps> apps, PerTenant<Scopes> scopes, PerTenant<RolePermissions> roles, UserStore users, KeyUses uses, TimeProvider clock)
{
    private const string BadKey = "The API key is unknown, has expired, or may not be used from this address.";

    /// <summary>
    /// Who sends this API key. <see cref="ProblemKind.Forbidden"/> when it is not to be taken, without a word which of the reasons it is: whoever found a key
    /// learns nothing.
    /// </summary>
    public async Task<Outcome<Caller>> OfKeyAsync(string key, IPAddress? from, CancellationToken cancel)
    {
        var (tenant, now) = (current.Tenant, clock.GetUtcNow().UtcDateTime);
        if ((await apps.GetAsync(tenant, cancel)).FindKey(key) is not { } known || known.ExpiresUtc <= now || !AllowedAddresses.Have(known.Addresses, from))
            return Problem.Forbidden(BadKey);

        uses.Note(tenant, known.Id, now);
        var caller = Of(await roles.GetAsync(tenant, cancel), known.Id, known.Name, known.RoleNames, (await scopes.GetAsync(tenant, cancel)).LimitOf(known.ScopeNames));
        return caller.Through(new CallingApp(known.Id, known.Name, known.RequestsAMinute));
    }

    /// <summary>Who sends a token whose signature and times are good. <see cref="ProblemKind.Forbidden"/> when it is not to be taken any more.</summary>
    public async Task<Outcome<Caller>> OfTokenAsync(GivenToken token, CancellationToken cancel)
    {
        var tenant = current.Tenant;
        if (token.TenantId != tenant.Id)
            return Problem.Forbidden("The token is of another site.");

        var known = await apps.GetAsync(tenant, cancel);
        if (token.TokenId is { } id && known.IsRevoked(id))
            return Problem.Forbidden("The token was revoked.");

        if (known.Find(token.ClientId) is not { IsEnabled: true } app)
            return Problem.Forbidden("The app of the token is not there any more, or is disabled.");

        var (rights, ofTenant) = (await roles.GetAsync(tenant, cancel), await scopes.GetAsync(tenant, cancel));
        var calling = new CallingApp(app.Id, app.DisplayName, app.RequestsAMinute);
        if (token.UserId is null)
            return Of(rights, app.Id, app.DisplayName, app.RoleNames, LimitOfApp(ofTenant, app, token.ScopeNames)).Through(calling);

        if (await FindUserAsync(token, cancel) is not { } user)
            return Problem.Forbidden("The user of the token is not there any more, is disabled, or has ended all sign-ins.");

        var caller = rights.SignedIn(user.Id, user.UserName, user.RoleNames);
        return (LimitOfUser(ofTenant, app, token.ScopeNames) is { } limit ? caller.LimitedTo(limit.Concat(rights.Of([RolePermissions.Anonymous]))) : caller).Through(calling);
    }

    /// <summary>The user for whom a token was given, or null when the token is not to be taken for them any more. One read by id.</summary>
    public async Task<User?> FindUserAsync(GivenToken token, CancellationToken cancel) =>
        token.UserId is { } id && await users.FindByIdAsync(id, cancel) is { IsEnabled: true } user && GivenToken.StampOf(current.Tenant, user) == token.Stamp ? user : null;

    // Without roles the scopes say all; with roles they say how much of them. Nobody who sends a key or token may do less than a visitor.
    private static Caller Of(RolePermissions roles, string id, string name, IReadOnlyCollection<string> roleNames, IReadOnlyList<string>? limit)
    {
        var visitors = roles.Of([RolePermissions.Anonymous]);
        if (limit is null)
            return roles.SignedIn(id, name, roleNames);

        return roleNames.Count == 0 ? Caller.SignedIn(id, name, limit.Concat(visitors)) : roles.SignedIn(id, name, roleNames).LimitedTo(limit.Concat(visitors));
    }

    // What was taken from the app since the token was given is taken from the token too.
    private static IReadOnlyList<string>? LimitOfApp(Scopes scopes, App app, IReadOnlyCollection<string> asked) =>
        Scopes.AnyLimits(asked) ? scopes.LimitOf(asked.Intersect(app.ScopeNames)) ?? [] : scopes.LimitOf(app.ScopeNames);

    // An app that asks for nothing but who somebody is may do nothing for them.
    private static IReadOnlyList<string>? LimitOfUser(Scopes scopes, App app, IReadOnlyCollection<string> asked)
    {
        if (!Scopes.AnyLimits(asked))
            return asked.Contains(Scope.Roles) && app.ScopeNames.Contains(Scope.Roles) ? null : [];

        return scopes.LimitOf(asked.Intersect(app.ScopeNames)) ?? [];
    }
}
