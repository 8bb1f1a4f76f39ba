using Cms.Content;

namespace Cms.Apps;

/// <summary>Takes an API key away: it is refused from then on.</summary>
public sealed class RevokeApiKey(ApiKeyStore store, AppAccess access, TenantWork work)
{
    /// <summary>The key that was taken away.</summary>
    /// <param name="nameOrPrefix">Its name, or the beginning of the key that lists show.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ApiKey>> RunAsync(string nameOrPrefix, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (access.Refuse("revoke API keys") is { } forbidden)
            return forbidden;

        var keys = await store.ListAsync(cancel);
        if ((keys.FirstOrDefault(key => key.Name.Equals(nameOrPrefix, StringComparison.OrdinalIgnoreCase)) ?? keys.FirstOrDefault(key => key.Prefix == nameOrPrefix)) is not { } found)
            return Problem.NotFound($"There is no API key \"{nameOrPrefix}\" in this site.");

        if (await access.RefuseAsync("revoke this API key", found.RoleNames, found.ScopeNames, cancel) is { } refusal)
            return refusal;

        await store.RemoveAsync(found, cancel);
        await transaction.CommitAsync(cancel);
        return found;
    }
}
