namespace Cms.Apps;

/// <summary>
/// Where the current tenant's API keys live. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by ApiKeyStoreContract. Takes
/// part in the scope's transaction.
/// </summary>
public abstract class ApiKeyStore
{
    /// <summary>All keys in order of their names.</summary>
    public abstract Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel);

    /// <summary>Adds a key. Throws when its id or hash is there already.</summary>
    public abstract Task AddAsync(ApiKey key, CancellationToken cancel);

    /// <summary>Removes the key; nothing happens when it is gone.</summary>
    public abstract Task RemoveAsync(ApiKey key, CancellationToken cancel);

    /// <summary>Writes down that a key was used at this moment; nothing happens when it is gone or was used later. Tells nobody, as nothing else depends on it.</summary>
    public abstract Task NoteUseAsync(string keyId, DateTime atUtc, CancellationToken cancel);
}
