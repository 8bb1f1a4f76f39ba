using Cms.Content;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Links;

/// <summary>Gives a user the password that the holder of a link chose: a forgotten one's successor, or the first of an invited user.</summary>
public sealed class ChoosePassword(UserManager<User> users, AccountLinks links, AccountLinkStore store, EndSignIns endSignIns, TenantWork work)
{
    /// <summary>The purposes of links that lead here.</summary>
    public static AccountLinkPurpose[] Purposes { get; } = [AccountLinkPurpose.ResetPassword, AccountLinkPurpose.Invitation];

    /// <summary>
    /// The user, whose sign-ins and other links have ended. <see cref="ProblemKind.NotFound"/> when the link is not good any more;
    /// <see cref="ProblemKind.Invalid"/> when the password breaks a rule, and <see cref="ProblemKind.Conflict"/> when somebody changed the user meanwhile; then the link stays good.
    /// </summary>
    public async Task<Outcome<User>> RunAsync(string token, string password, CancellationToken cancel)
    {
        var shown = await links.OpenAsync(token, Purposes, cancel);
        if (shown.Problem is { } refusal)
            return refusal;

        var hash = await users.HashAsync(shown.Value.User, password);
        if (hash.Problem is { } weak)
            return weak;

        await using var transaction = await work.BeginAsync(cancel);
        var opened = await links.OpenAsync(token, Purposes, cancel);
        if (opened.Problem is { } problem)
            return problem;

        // An invitation outlives changes of the user.
        var (link, user) = (opened.Value.Link, opened.Value.User);
        if (user.SecurityStamp != shown.Value.User.SecurityStamp)
            return Problem.Conflict("Somebody changed your account at the same time, and no password was set. Try again.");

        user.GivePassword(hash.Value);

        // Whoever holds a mailed link reads the mail of that address.
        user.EmailConfirmed |= link.Email is not null && string.Equals(link.Email, user.Email, StringComparison.OrdinalIgnoreCase);
        if (await endSignIns.RunAsync(user, exceptSessionId: null, cancel) is { } invalid)
            return invalid;

        await store.RemoveAsync(user.Id, cancel);
        await transaction.CommitAsync(cancel);
        return user;
    }
}
