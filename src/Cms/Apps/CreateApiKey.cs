using Cms.Content;

namespace Cms.Apps;

/// <summary>A key that is to be made.</summary>
/// <param name="Name">Its name.</param>
public sealed record NewApiKey(string Name)
{
    /// <summary>The roles.</summary>
    public IReadOnlyList<string> RoleNames { get; init; } = [];

    /// <summary>The scopes.</summary>
    public IReadOnlyList<string> ScopeNames { get; init; } = [];

    /// <summary>Where it may come from: addresses and networks; empty for anywhere.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Until when it is good; null for always.</summary>
    public DateTime? ExpiresUtc { get; init; }

    /// <summary>How many requests a minute; null for as many as anybody may.</summary>
    public int? RequestsAMinute { get; init; }
}

/// <summary>A key that was made.</summary>
/// <param name="ApiKey">What is stored.</param>
/// <param name="Key">The key itself, to be shown once.</param>
public sealed record CreatedApiKey(ApiKey ApiKey, string Key);

/// <summary>Makes an API key.</summary>
public sealed class CreateApiKey(ApiKeyStore store, AppAccess access, TenantWork work, TimeProvider clock)
{
    private const int LongestName = 100;

    /// <summary>
    /// The key. <see cref="ProblemKind.Invalid"/> when something of it cannot be or a role or scope is not there; <see cref="ProblemKind.Conflict"/> for a name that
    /// is taken; <see cref="ProblemKind.Forbidden"/> for roles and scopes that allow more than the caller may.
    /// </summary>
    public async Task<Outcome<CreatedApiKey>> RunAsync(NewApiKey wanted, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await access.RefuseAsync("make API keys", wanted.RoleNames, wanted.ScopeNames, cancel) is { } forbidden)
            return forbidden;

        if (Complaint(wanted) is { } complaint)
            return Problem.Invalid(complaint);

        if (await access.RefuseUnknownAsync(wanted.RoleNames, wanted.ScopeNames, cancel) is { } unknown)
            return unknown;

        if ((await store.ListAsync(cancel)).Any(other => other.Name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase)))
            return Problem.Conflict($"There is an API key {wanted.Name} already; revoke it first or take another name.");

        var (key, prefix, hash) = ApiKey.New();
        var made = new ApiKey
        {
            Id = ContentId.New(),
            Name = wanted.Name,
            Prefix = prefix,
            Hash = hash,
            RoleNames = [.. wanted.RoleNames.Distinct(StringComparer.OrdinalIgnoreCase)],
            ScopeNames = [.. wanted.ScopeNames.Distinct()],
            Addresses = [.. wanted.Addresses.Distinct()],
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
            ExpiresUtc = wanted.ExpiresUtc,
            RequestsAMinute = wanted.RequestsAMinute,
        };
        await store.AddAsync(made, cancel);
        await transaction.CommitAsync(cancel);
        return new CreatedApiKey(made, key);
    }

    private string? Complaint(NewApiKey wanted)
    {
        if (wanted.Name.Trim() != wanted.Name || wanted.Name.Length is 0 or > LongestName || wanted.Name.Any(char.IsControl))
            return $"The name of an API key has 1 to {LongestName} characters, none of them a space at the ends; \"{wanted.Name}\" does not.";

        // It would be a key for what everybody may do.
        if (wanted.RoleNames.Count == 0 && wanted.ScopeNames.All(Scope.IsOfIdentity))
            return $"{wanted.Name} needs a role or a scope such as content.read, or it could do no more than a visitor.";

        if (wanted.ExpiresUtc <= clock.GetUtcNow().UtcDateTime)
            return $"{wanted.Name} would have expired before it is made.";

        if (wanted.RequestsAMinute is < 1)
            return $"{wanted.Name} may send 1 request a minute at least, not {wanted.RequestsAMinute}.";

        return wanted.Addresses.Select(AllowedAddresses.Complaint).FirstOrDefault(complaint => complaint is not null);
    }
}
