namespace Cms.Users;

/// <summary>Which users to list; all conditions hold together.</summary>
public sealed record UserQuery
{
    /// <summary>Only where name or e-mail have this text, letter case aside; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only with this role; null for all.</summary>
    public string? RoleName { get; init; }

    /// <summary>True for those who may sign in, false for those who are disabled, null for all.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>How many to leave out before.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int First { get; init; } = 50;
}

/// <summary>A page of users.</summary>
/// <param name="Users">In order of their names.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record UserPage(IReadOnlyList<User> Users, int Total);

/// <summary>Shows the users to those who manage them.</summary>
public sealed class ListUsers(CurrentCaller current, UserStore store)
{
    /// <summary>The page. <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ManageUsers"/>.</summary>
    public async Task<Outcome<UserPage>> RunAsync(UserQuery query, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageUsers, "see the users") is { } refused)
            return refused;

        var found = (await store.ListAsync(cancel)).Where(user => Fits(user, query)).ToList();
        return new UserPage([.. found.Skip(query.Skip).Take(query.First)], found.Count);
    }

    private static bool Fits(User user, UserQuery query) =>
        (query.IsEnabled is not { } isEnabled || user.IsEnabled == isEnabled)
        && (query.RoleName is not { } role || user.RoleNames.Contains(role, StringComparer.OrdinalIgnoreCase))
        && (user.UserName.Contains(query.Text, StringComparison.OrdinalIgnoreCase) || (user.Email?.Contains(query.Text, StringComparison.OrdinalIgnoreCase) ?? false));
}
