using Cms.Content;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>Removes a user with everything that belongs to the account; content of theirs stays and keeps the id of its owner.</summary>
public sealed class RemoveUser(UserManager<User> users, UserAccess access, ChangeUser change, TenantWork work)
{
    /// <summary>The user that was removed. <see cref="ProblemKind.Conflict"/> for the last administrator who can sign in.</summary>
    public async Task<Outcome<User>> RunAsync(string nameOrEmail, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var found = await change.FindAsync(nameOrEmail, "remove users", cancel);
        if (found.Problem is { } refusal)
            return refusal;

        if (await access.RefuseLossAsync(found.Value, cancel) is { } loss)
            return loss;

        if (Identity.ProblemOf(await users.DeleteAsync(found.Value)) is { } problem)
            return problem;

        await transaction.CommitAsync(cancel);
        return found.Value;
    }
}
