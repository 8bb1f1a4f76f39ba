using Cms.Features;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Admin;

/// <summary>
/// Where a screen does its work. A screen in a browser stays open for hours, so it keeps no services: each piece of work gets a scope of the tenant of its own, in which the sign-in is checked and the
/// roles are those of this moment.
/// </summary>
public sealed class Desk(TenantScopes scopes, TenantRegistry tenants)
{
    private Visit? _visit;

    /// <summary>Who works here. Throws when nobody said: a screen without a tenant must not touch anything.</summary>
    public Visit Visit => _visit ?? throw new InvalidOperationException("This screen was opened without a tenant and cannot work.");

    /// <summary>Who works here, as of the last piece of work; asked for the first time by the layout, before any page.</summary>
    public Caller Caller { get; private set; } = Caller.Visitor([]);

    /// <summary>The tenant, as of the last piece of work.</summary>
    public Tenant Tenant { get; private set; } = null!;

    /// <summary>The settings of the site as they were when the page was opened: its name, its time zone.</summary>
    public SiteSettings Site { get; private set; } = new([]);

    /// <summary>The features of the tenant as they were when the page was opened.</summary>
    public TenantFeatures Features { get; private set; } = null!;

    /// <summary>Looks what the screen needs to know of the tenant before it shows anything.</summary>
    public Task OpenAsync() => RunAsync(async services =>
    {
        Site = await SiteSettings.LoadAsync(services.GetRequiredService<SettingsStore>(), CancellationToken.None);
        Features = await services.GetRequiredService<PerTenant<TenantFeatures>>().GetAsync(Tenant, CancellationToken.None);
        return true;
    });

    /// <summary>Says who works here, once.</summary>
    public void Begin(Visit visit)
    {
        if (_visit is not null && _visit != visit)
            throw new InvalidOperationException("This screen belongs to somebody else.");
        _visit = visit;
    }

    /// <summary>Does work for whoever is signed in. Throws <see cref="SignInEndedException"/> when they no longer are, or may no longer see the admin.</summary>
    public async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        if (tenants.Find(Visit.TenantName) is not { State: TenantState.Running } tenant)
            throw new SignInEndedException();

        await using var scope = scopes.OpenForCaller(tenant);
        var services = scope.ServiceProvider;
        var signIn = await services.GetRequiredService<CheckSignIn>().RunAsync(Visit.UserId, Visit.SessionId, Visit.Stamp, CancellationToken.None);
        if (signIn is not { Debt: SignInDebt.None, User: var user })
            throw new SignInEndedException();

        var roles = await services.GetRequiredService<PerTenant<RolePermissions>>().GetAsync(tenant, CancellationToken.None);
        var caller = roles.SignedIn(user.Id, user.UserName, user.RoleNames);
        if (!caller.May(Permission.AccessAdminPanel))
            throw new SignInEndedException();

        var current = services.GetRequiredService<CurrentCaller>();
        (current.Caller, current.Address) = (caller, Visit.Address);
        (Tenant, Caller) = (tenant, caller);
        return await work(services);
    }

    /// <summary>The same with one service of the scope, a verb or a store.</summary>
    public Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull => RunAsync(services => work(services.GetRequiredService<TService>()));
}

/// <summary>Whoever works at a screen is no longer signed in, or no longer may.</summary>
public sealed class SignInEndedException() : Exception("The sign-in has ended.");
