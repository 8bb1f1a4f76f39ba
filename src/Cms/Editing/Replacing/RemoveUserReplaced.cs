using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Replacing;

/// <summary>Removes a user together with what names them in user pickers; content of theirs stays theirs.</summary>
public sealed class RemoveUserReplaced(TenantWork work, CurrentCaller current, UserStore users, ReplaceReferences replace, ReplacedSince replaced, RemoveUser remove)
{
    /// <summary>The user that was removed, or a problem, and then nothing has changed: what <see cref="RemoveUser"/> says, or <see cref="ReplaceReferences"/> of the items that name them.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="replaceBy">The id of the user who takes their place; null takes them out.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string userId, string? replaceBy, Editor by, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageUsers, "remove users") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        if (await users.FindByIdAsync(userId, cancel) is not { } user)
            return Problem.NotFound($"There is no user {userId}.");

        if (replaceBy == userId)
            return Problem.Invalid("A user who is removed cannot take their own place; choose another one.");

        var replacement = new Replacement(ReplacedKind.User, userId, replaceBy);
        var changed = await replace.ReplaceAllAsync(replacement, by, except: null, cancel);
        if (changed.Problem is { } unchanged)
            return unchanged;

        await replaced.RememberAsync(replacement, cancel);
        var removed = await remove.RunAsync(user.UserName, cancel);
        if (removed.Problem is null)
            await transaction.CommitAsync(cancel);
        return removed;
    }
}
