using Cms.Users.External;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>
/// Where the current tenant's users live; what ASP.NET Core Identity asks. Implemented by Cms.Storage and, in tests, in memory, and held to
/// the same behaviour by UserStoreContract. Takes part in the scope's transaction.
/// </summary>
public abstract class UserStore : IUserPasswordStore<User>, IUserEmailStore<User>, IUserSecurityStampStore<User>, IUserPasskeyStore<User>
{
    /// <summary>All users in order of their names.</summary>
    public abstract Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel);

    /// <summary>Those of the users with these ids who exist, in no order. One read.</summary>
    public abstract Task<IReadOnlyList<User>> ListByIdsAsync(IReadOnlyCollection<string> userIds, CancellationToken cancel);

    /// <summary>True when somebody has a password.</summary>
    public abstract Task<bool> HasPasswordsAsync(CancellationToken cancel);

    /// <summary>The user with this id, or null. A copy: changes become true by <see cref="UpdateAsync"/>.</summary>
    public abstract Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken);

    /// <summary>The user with this name as it is compared, or null.</summary>
    public abstract Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken);

    /// <summary>The user with this e-mail as it is compared, or null.</summary>
    public abstract Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        await AddAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        await SaveAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken)
    {
        await RemoveAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    /// <inheritdoc/>
    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => Done(user.UserName = userName ?? "");

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUserName);

    /// <inheritdoc/>
    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => Done(user.NormalizedUserName = normalizedName ?? "");

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    /// <inheritdoc/>
    public Task SetPasswordHashAsync(User user, string? passwordHash, CancellationToken cancellationToken) => Done(user.PasswordHash = passwordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    /// <inheritdoc/>
    public Task<string?> GetEmailAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Email);

    /// <inheritdoc/>
    public Task SetEmailAsync(User user, string? email, CancellationToken cancellationToken) => Done(user.Email = email);

    /// <inheritdoc/>
    public Task<bool> GetEmailConfirmedAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.EmailConfirmed);

    /// <inheritdoc/>
    public Task SetEmailConfirmedAsync(User user, bool confirmed, CancellationToken cancellationToken) => Done(user.EmailConfirmed = confirmed);

    /// <inheritdoc/>
    public Task<string?> GetNormalizedEmailAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedEmail);

    /// <inheritdoc/>
    public Task SetNormalizedEmailAsync(User user, string? normalizedEmail, CancellationToken cancellationToken) => Done(user.NormalizedEmail = normalizedEmail);

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(User user, string stamp, CancellationToken cancellationToken) => Done(user.SecurityStamp = stamp);

    /// <summary>Adds the passkey to the user, or writes name, count and flags over those of the one with the same id. Throws when another user has it.</summary>
    public abstract Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken);

    /// <summary>The user's passkeys, oldest first.</summary>
    public abstract Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken);

    /// <summary>The user who has the passkey with this id, or null.</summary>
    public abstract Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken);

    /// <summary>The user's passkey with this id, or null.</summary>
    public abstract Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken);

    /// <summary>Takes the passkey from the user; nothing happens when it is gone or another user's.</summary>
    public abstract Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken);

    /// <summary>Connects an account elsewhere to the user. Throws when a user has it already.</summary>
    public abstract Task AddExternalLoginAsync(User user, ExternalLogin login, CancellationToken cancel);

    /// <summary>The user's accounts elsewhere, the one connected first in front.</summary>
    public abstract Task<IReadOnlyList<ExternalLogin>> ListExternalLoginsAsync(string userId, CancellationToken cancel);

    /// <summary>The account that this issuer knows by this subject, as connected through this provider, or null. Letter case counts.</summary>
    public abstract Task<ExternalLogin?> FindExternalLoginAsync(string provider, string issuer, string subject, CancellationToken cancel);

    /// <summary>Takes an account elsewhere from the user; nothing happens when it is gone or another user's.</summary>
    public abstract Task RemoveExternalLoginAsync(User user, ExternalLogin login, CancellationToken cancel);

    /// <summary>Nothing is held between two calls.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Adds the user. Throws when the id, the name or the e-mail is taken, which whoever calls has to ask before.</summary>
    protected abstract Task AddAsync(User user, CancellationToken cancel);

    /// <summary>Writes the user over the stored one with the same id. Throws when there is none.</summary>
    protected abstract Task SaveAsync(User user, CancellationToken cancel);

    /// <summary>Removes the user with passkeys, accounts elsewhere, sessions and links; nothing happens when it is gone.</summary>
    protected abstract Task RemoveAsync(User user, CancellationToken cancel);

    private static Task Done<T>(T _) => Task.CompletedTask;
}
