using Cms.Users;

namespace Cms.Tests.Memory;

/// <summary>Users in memory.</summary>
public sealed class MemoryUserStore(MemoryTenant tenant) : UserStore
{
    public override Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<User>>(
        [.. tenant.State.Users.Values.OrderBy(user => user.NormalizedUserName, StringComparer.Ordinal).Select(Copy)]);

    public override Task<bool> HasPasswordsAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Users.Values.Any(user => user.PasswordHash is not null));

    public override Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Find(user => user.Id == userId);

    public override Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Find(user => user.NormalizedUserName == normalizedUserName);

    public override Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => Find(user => user.NormalizedEmail == normalizedEmail);

    protected override Task AddAsync(User user, CancellationToken cancel)
    {
        if (tenant.State.Users.Values.Any(other => other.Id == user.Id || other.NormalizedUserName == user.NormalizedUserName || (user.NormalizedEmail is not null && other.NormalizedEmail == user.NormalizedEmail)))
            throw new InvalidOperationException($"Id, name or e-mail of user {user.UserName} is taken.");

        return Keep(user);
    }

    protected override Task SaveAsync(User user, CancellationToken cancel) =>
        tenant.State.Users.ContainsKey(user.Id) ? Keep(user) : throw new InvalidOperationException($"There is no user {user.UserName}.");

    protected override Task RemoveAsync(User user, CancellationToken cancel)
    {
        tenant.State = tenant.State with { Users = tenant.State.Users.Remove(user.Id) };
        return Task.CompletedTask;
    }

    private Task<User?> Find(Func<User, bool> condition) => Task.FromResult(tenant.State.Users.Values.FirstOrDefault(condition) is { } user ? Copy(user) : null);

    private Task Keep(User user)
    {
        tenant.State = tenant.State with { Users = tenant.State.Users.SetItem(user.Id, Copy(user)) };
        return Task.CompletedTask;
    }

    private static User Copy(User user) => new()
    {
        Id = user.Id,
        UserName = user.UserName,
        NormalizedUserName = user.NormalizedUserName,
        Email = user.Email,
        NormalizedEmail = user.NormalizedEmail,
        EmailConfirmed = user.EmailConfirmed,
        PasswordHash = user.PasswordHash,
        SecurityStamp = user.SecurityStamp,
        IsEnabled = user.IsEnabled,
        RoleNames = [.. user.RoleNames],
        FailedSignIns = user.FailedSignIns,
        LockedUntilUtc = user.LockedUntilUtc,
        CreatedUtc = user.CreatedUtc,
    };
}
