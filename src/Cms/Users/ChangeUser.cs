using Cms.Content;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>What the verbs that change somebody else's account share: who it is, whether the caller may, and the saving.</summary>
public sealed class ChangeUser(UserManager<User> users, UserAccess access, EndSignIns endSignIns, TenantWork work)
{
    /// <summary>Changes the user and saves it, all in one transaction; everything that the user is signed in with ends.</summary>
    /// <param name="nameOrEmail">Who.</param>
    /// <param name="what">What is done, for a refusal.</param>
    /// <param name="change">Changes the user, or says why not.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<User>> RunAsync(string nameOrEmail, string what, Func<User, Task<Problem?>> change, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await FindAsync(nameOrEmail, what, cancel);
        if (found.Problem is { } refusal)
            return refusal;

        var user = found.Value;
        if (await change(user) is { } problem)
            return problem;

        if (await endSignIns.RunAsync(user, exceptSessionId: null, cancel) is { } invalid)
            return invalid;

        await transaction.CommitAsync(cancel);
        return user;
    }

    /// <summary>The user, whom the caller may change; else why not.</summary>
    /// <param name="nameOrEmail">Who.</param>
    /// <param name="what">What is done, for a refusal.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<User>> FindAsync(string nameOrEmail, string what, CancellationToken cancel)
    {
        if (await access.RefuseAsync(what, [], cancel) is { } forbidden)
            return forbidden;

        if (await Identity.FindAsync(users, nameOrEmail) is not { } user)
            return Identity.Missing(nameOrEmail);

        // With what the user may do now; what it may do afterwards is asked by the change.
        return await access.RefuseAsync(what, user.RoleNames, cancel) is { } refusal ? refusal : user;
    }
}

/// <summary>Gives somebody a new password, and lets them sign in with it at once.</summary>
public sealed class SetPassword(UserManager<User> users, ChangeUser change, TimeProvider clock)
{
    private const string What = "set passwords of users";

    /// <summary>The user. <see cref="ProblemKind.Invalid"/> when the password breaks a rule; <see cref="ProblemKind.Conflict"/> when somebody changed the user meanwhile.</summary>
    /// <param name="nameOrEmail">Who.</param>
    /// <param name="password">The password.</param>
    /// <param name="isMadeUp">True when the program made it up: the user has to choose an own one at the next sign-in, within <see cref="GeneratedPassword.Lasts"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string nameOrEmail, string password, bool isMadeUp, CancellationToken cancel)
    {
        var found = await change.FindAsync(nameOrEmail, What, cancel);
        if (found.Problem is { } refusal)
            return refusal;

        var hash = await users.HashAsync(found.Value, password);
        return hash.Problem is { } weak ? weak : await change.RunAsync(nameOrEmail, What, user => Task.FromResult(Give(user, found.Value, hash.Value, isMadeUp)), cancel);
    }

    private Problem? Give(User user, User judgedFor, string hash, bool isMadeUp)
    {
        // It was judged by the user's names, and not to write over what somebody else has just given.
        if (user.SecurityStamp != judgedFor.SecurityStamp)
            return Problem.Conflict($"Somebody changed {user.UserName} at the same time, and no password was set; try again.");

        user.GivePassword(hash);
        user.FirstPasswordEndsUtc = isMadeUp ? clock.GetUtcNow().UtcDateTime + GeneratedPassword.Lasts : null;
        return null;
    }
}

/// <summary>Lets somebody sign in, or keeps them from it.</summary>
public sealed class SetUserEnabled(UserAccess access, ChangeUser change)
{
    /// <summary>The user. <see cref="ProblemKind.Conflict"/> for the last administrator who can sign in.</summary>
    public Task<Outcome<User>> RunAsync(string nameOrEmail, bool isEnabled, CancellationToken cancel) => change.RunAsync(
        nameOrEmail,
        isEnabled ? "enable users" : "disable users",
        async user =>
        {
            if (!isEnabled && await access.RefuseLossAsync(user, cancel) is { } loss)
                return loss;

            user.IsEnabled = isEnabled;
            return null;
        },
        cancel);
}

/// <summary>Says which roles somebody has.</summary>
public sealed class SetUserRoles(UserAccess access, ChangeUser change)
{
    /// <summary>The user. <see cref="ProblemKind.Invalid"/> for a role that is not there, <see cref="ProblemKind.Conflict"/> when no administrator would be left.</summary>
    public Task<Outcome<User>> RunAsync(string nameOrEmail, IReadOnlyList<string> roleNames, CancellationToken cancel) => change.RunAsync(
        nameOrEmail,
        "give users roles",
        async user =>
        {
            if (await access.RefuseRolesAsync(roleNames, cancel) is { } unknown)
                return unknown;

            if (await access.RefuseAsync("give users these roles", roleNames, cancel) is { } more)
                return more;

            if (!roleNames.Contains(RolePermissions.Administrator, StringComparer.OrdinalIgnoreCase) && await access.RefuseLossAsync(user, cancel) is { } loss)
                return loss;

            user.RoleNames = [.. roleNames.Distinct(StringComparer.OrdinalIgnoreCase)];
            return null;
        },
        cancel);
}
