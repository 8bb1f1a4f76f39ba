using Cms.Content;

namespace Cms.Apps;

/// <summary>What the verbs that change an app share: which one it is, and whether the caller may.</summary>
public sealed class ChangeApp(AppStore store, AppAccess access, TenantWork work)
{
    /// <summary>Changes the app, all in one transaction.</summary>
    /// <param name="clientId">Which one.</param>
    /// <param name="what">What is done, for a refusal.</param>
    /// <param name="change">Changes it; gives back what came of it.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<T>> RunAsync<T>(string clientId, string what, Func<App, Task<Outcome<T>>> change, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (access.Refuse(what) is { } forbidden)
            return forbidden;

        if (await store.FindAsync(clientId, cancel) is not { } app)
            return Problem.NotFound($"There is no app \"{clientId}\" in this site.");

        if (await access.RefuseAsync(what, app.RoleNames, app.ScopeNames, cancel) is { } refusal)
            return refusal;

        var changed = await change(app);
        if (changed.Problem is null)
            await transaction.CommitAsync(cancel);
        return changed;
    }
}

/// <summary>Takes an app away, with its tokens and what users agreed to.</summary>
public sealed class RemoveApp(AppStore store, ChangeApp change)
{
    /// <summary>The app that was removed.</summary>
    public Task<Outcome<App>> RunAsync(string clientId, CancellationToken cancel) => change.RunAsync<App>(
        clientId,
        "remove apps",
        async app =>
        {
            await store.RemoveAsync(app, cancel);
            return app;
        },
        cancel);
}

/// <summary>Gives an app a new secret and ends all its tokens: whoever knew the old one has nothing any more.</summary>
public sealed class ResetAppSecret(AppStore store, ChangeApp change)
{
    /// <summary>The app and its secret, to be shown once. <see cref="ProblemKind.Invalid"/> for a public app.</summary>
    public Task<Outcome<RegisteredApp>> RunAsync(string clientId, CancellationToken cancel) => change.RunAsync<RegisteredApp>(
        clientId,
        "give apps new secrets",
        async app =>
        {
            if (app.IsPublic)
                return Problem.Invalid($"{app.ClientId} is public and has no secret.");

            var secret = SecretText.New();
            await store.SaveAsync(app, secret, cancel);
            await store.RevokeTokensAsync(app, cancel);
            return new RegisteredApp(app, secret, IsChanged: true);
        },
        cancel);
}

/// <summary>Lets an app ask again, or refuses it and its tokens.</summary>
public sealed class SetAppEnabled(AppStore store, ChangeApp change)
{
    /// <summary>The app.</summary>
    public Task<Outcome<App>> RunAsync(string clientId, bool isEnabled, CancellationToken cancel) => change.RunAsync<App>(
        clientId,
        isEnabled ? "enable apps" : "disable apps",
        async app =>
        {
            var changed = app with { IsEnabled = isEnabled };
            await store.SaveAsync(changed, secret: null, cancel);
            return changed;
        },
        cancel);
}
