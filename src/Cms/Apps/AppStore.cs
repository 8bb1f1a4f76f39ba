namespace Cms.Apps;

/// <summary>
/// Where the current tenant's apps live, and the tokens that were given to them. Implemented by Cms.Storage and, in tests, in memory, and held to the same
/// behaviour by AppStoreContract. Takes part in the scope's transaction.
/// </summary>
public abstract class AppStore
{
    /// <summary>All apps in order of their client ids.</summary>
    public abstract Task<IReadOnlyList<App>> ListAsync(CancellationToken cancel);

    /// <summary>The app with this client id, letter case included, or null.</summary>
    public abstract Task<App?> FindAsync(string clientId, CancellationToken cancel);

    /// <summary>True when this is the secret of the app, compared in fixed time; false for an app without one.</summary>
    public abstract Task<bool> HasSecretAsync(App app, string secret, CancellationToken cancel);

    /// <summary>
    /// Writes the app over the one with its <see cref="App.Id"/>, or adds it. Throws when another app has the client id, which whoever calls has to ask before.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="secret">Its new secret, of which only a hash is stored; null leaves the present one, and an app that became public loses it.</param>
    /// <param name="cancel">Stops the work.</param>
    public abstract Task SaveAsync(App app, string? secret, CancellationToken cancel);

    /// <summary>Removes the app with its tokens and what users agreed to; nothing happens when it is gone.</summary>
    public abstract Task RemoveAsync(App app, CancellationToken cancel);

    /// <summary>Ends all tokens of the app.</summary>
    public abstract Task RevokeTokensAsync(App app, CancellationToken cancel);

    /// <summary>The apps that may act for the user at this moment, in order of their names: as the user agreed for good, or as a token that is still good lets them.</summary>
    public abstract Task<IReadOnlyList<AgreedApp>> ListAgreedAsync(string userId, DateTime nowUtc, CancellationToken cancel);

    /// <summary>Ends what the user agreed to with the app, and all tokens that it has for the user; nothing happens when there are none.</summary>
    public abstract Task RevokeConsentAsync(App app, string userId, CancellationToken cancel);

    /// <summary>The ids of tokens that were ended before their time and would still be good at this moment.</summary>
    public abstract Task<IReadOnlyList<string>> ListRevokedTokensAsync(DateTime nowUtc, CancellationToken cancel);

    /// <summary>Forgets tokens, made before this moment, that are good for nothing any more.</summary>
    public abstract Task PruneTokensAsync(DateTime beforeUtc, CancellationToken cancel);
}
