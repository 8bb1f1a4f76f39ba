using Cms.Content;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>A user who is to be added.</summary>
/// <param name="UserName">The name.</param>
public sealed record NewUser(string UserName)
{
    /// <summary>The id; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>The e-mail; null for none.</summary>
    public string? Email { get; init; }

    /// <summary>The roles.</summary>
    public IReadOnlyList<string> RoleNames { get; init; } = [];

    /// <summary>True when the roles may be made later, as by another step of a recipe.</summary>
    public bool RolesMayCome { get; init; }

    /// <summary>False for one who is kept and cannot sign in.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The password; without one the user cannot sign in until it is set.</summary>
    public string? Password { get; init; }

    /// <summary>True for a password that the program made up: the user has to choose an own one at the first sign-in, within <see cref="GeneratedPassword.Lasts"/>.</summary>
    public bool IsPasswordMadeUp { get; init; }
}

/// <summary>Adds a user to the tenant.</summary>
public sealed class AddUser(UserManager<User> users, UserAccess access, TenantWork work, TimeProvider clock)
{
    /// <summary>The user. <see cref="ProblemKind.Invalid"/> when name, e-mail or password break a rule or are taken, or a role is not there.</summary>
    public async Task<Outcome<User>> RunAsync(NewUser wanted, CancellationToken cancel)
    {
        if (await access.RefuseAsync("add users", wanted.RoleNames, cancel) is { } refusal)
            return refusal;

        if (!wanted.RolesMayCome && await access.RefuseRolesAsync(wanted.RoleNames, cancel) is { } unknown)
            return unknown;

        var user = new User
        {
            Id = wanted.Id ?? ContentId.New(),
            UserName = wanted.UserName,
            Email = string.IsNullOrEmpty(wanted.Email) ? null : wanted.Email,
            RoleNames = [.. wanted.RoleNames.Distinct(StringComparer.OrdinalIgnoreCase)],
            IsEnabled = wanted.IsEnabled,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
        };
        user.FirstPasswordEndsUtc = wanted.IsPasswordMadeUp ? user.CreatedUtc + GeneratedPassword.Lasts : null;
        if (wanted.Password is { } password)
        {
            var hash = await users.HashAsync(user, password);
            if (hash.Problem is { } weak)
                return weak;

            user.PasswordHash = hash.Value;
        }

        await using var transaction = await work.BeginAsync(cancel);
        if (Identity.ProblemOf(await users.CreateAsync(user)) is { } problem)
            return problem;

        await transaction.CommitAsync(cancel);
        return user;
    }
}
