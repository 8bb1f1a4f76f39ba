using Cms.Content;
using Cms.Users.Mails;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Links;

/// <summary>An invitation that was made.</summary>
/// <param name="User">Who is invited.</param>
/// <param name="Link">The whole address, to be handed over; null when a mail is on its way.</param>
public sealed record Invitation(User User, string? Link);

/// <summary>Adds a user who chooses the first password, by a link that is mailed or handed over.</summary>
public sealed class InviteUser(UserManager<User> users, AddUser add, ChangeUser change, AccountLinks links, AccountMailStore mails, TenantWork work, TimeProvider clock)
{
    /// <summary>
    /// The invitation. A user of this name who is there and has no password yet is invited again, with e-mail and roles as they are.
    /// <see cref="ProblemKind.Conflict"/> when the user has a password or is disabled, <see cref="ProblemKind.Invalid"/> when there is no address to mail to
    /// or a rule of <see cref="AddUser"/> is broken.
    /// </summary>
    /// <param name="wanted">Who; its password is not read.</param>
    /// <param name="siteAddress">Public address of the site's home page, without a slash at its end.</param>
    /// <param name="byMail">True mails the link, false gives it back.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Invitation>> RunAsync(NewUser wanted, string siteAddress, bool byMail, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var made = await users.FindByNameAsync(wanted.UserName) is null
            ? await add.RunAsync(wanted with { Password = null }, cancel)
            : await change.FindAsync(wanted.UserName, "invite users", cancel);
        if (made.Problem is { } problem)
            return problem;

        var user = made.Value;
        if (user.PasswordHash is not null)
            return Problem.Conflict($"{user.UserName} has a password already; there is nothing to invite to.");
        if (!user.IsEnabled)
            return Problem.Conflict($"{user.UserName} is disabled; enable the user first.");
        if (byMail && user.Email is null)
            return Problem.Invalid($"{user.UserName} has no e-mail to send the invitation to; give one, or ask for a link to hand over.");

        string? link = null;
        if (byMail)
            await mails.QueueAsync(new AccountMail { Kind = AccountMailKind.Invitation, Who = user.Id, SiteAddress = siteAddress, CreatedUtc = clock.GetUtcNow().UtcDateTime }, cancel);
        else
            link = await links.MakeAsync(user, AccountLinkPurpose.Invitation, siteAddress, mailedTo: null, cancel);

        await transaction.CommitAsync(cancel);
        return new Invitation(user, link);
    }
}
