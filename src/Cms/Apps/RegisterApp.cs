using Cms.Content;

namespace Cms.Apps;

/// <summary>An app that is to be registered.</summary>
/// <param name="App">The app; its id counts only when there is none with its client id yet.</param>
public sealed record NewApp(App App)
{
    /// <summary>The secret; null leaves the present one, and a new app that needs one gets one made up.</summary>
    public string? Secret { get; init; }

    /// <summary>True when an app of the same client id is changed instead of refused.</summary>
    public bool MayReplace { get; init; }

    /// <summary>True when roles and scopes may be made later, as by another step of a recipe.</summary>
    public bool NamesMayCome { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="App">The app as it is now.</param>
/// <param name="MadeSecret">The secret that was made up, to be shown once; null when none was.</param>
/// <param name="IsChanged">False when it was there already, just so.</param>
public sealed record RegisteredApp(App App, string? MadeSecret, bool IsChanged);

/// <summary>Lets an app ask for tokens of the tenant.</summary>
public sealed class RegisterApp(AppStore store, AppAccess access, TenantWork work)
{
    private const int ShortestSecret = 8;
    private const int LongestSecret = 200;

    /// <summary>
    /// The app. <see cref="ProblemKind.Invalid"/> when something of it cannot be or a role or scope is not there; <see cref="ProblemKind.Conflict"/> when there is
    /// an app of this client id that must not be changed; <see cref="ProblemKind.Forbidden"/> for roles and scopes that allow more than the caller may.
    /// </summary>
    public async Task<Outcome<RegisteredApp>> RunAsync(NewApp wanted, CancellationToken cancel)
    {
        var app = wanted.App with { RequiresProofKey = wanted.App.RequiresProofKey || wanted.App.IsPublic, DisplayName = wanted.App.DisplayName is { Length: > 0 } name ? name : wanted.App.ClientId };
        await using var transaction = await work.BeginAsync(cancel);
        var existing = await store.FindAsync(app.ClientId, cancel);
        if (await RefuseAsync(wanted, app, existing, cancel) is { } refusal)
            return refusal;

        app = app with { Id = existing?.Id ?? app.Id };
        var made = wanted.Secret is null && !app.IsPublic && existing is not { IsPublic: false } ? SecretText.New() : null;
        var secret = made ?? wanted.Secret;

        // A hash has a salt: written again it would be another one, and a recipe that runs twice would change something.
        if (secret is not null && existing is not null && await store.HasSecretAsync(existing, secret, cancel))
            secret = null;
        if (existing is not null && secret is null && app.IsSameAs(existing))
            return new RegisteredApp(existing, MadeSecret: null, IsChanged: false);

        await store.SaveAsync(app, secret, cancel);
        await transaction.CommitAsync(cancel);
        return new RegisteredApp(app, made, IsChanged: true);
    }

    private async Task<Problem?> RefuseAsync(NewApp wanted, App app, App? existing, CancellationToken cancel)
    {
        if (await access.RefuseAsync("register apps", app.RoleNames.Concat(existing?.RoleNames ?? []), app.ScopeNames.Concat(existing?.ScopeNames ?? []), cancel) is { } forbidden)
            return forbidden;

        if (existing is not null && !wanted.MayReplace)
            return Problem.Conflict($"There is an app {app.ClientId} already; remove it first or take another client id.");

        if (AppComplaints.Of(app) is { } complaint)
            return Problem.Invalid(complaint);

        if (wanted.Secret is { } secret && app.IsPublic)
            return Problem.Invalid($"{app.ClientId} is public and has no secret.");

        if (wanted.Secret is { Length: < ShortestSecret or > LongestSecret })
            return Problem.Invalid($"The secret of {app.ClientId} must have {ShortestSecret} to {LongestSecret} characters.");

        return wanted.NamesMayCome ? null : await access.RefuseUnknownAsync(app.RoleNames, app.ScopeNames, cancel);
    }
}
