using Cms.Content;
using Cms.Users.Mails;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Links;

/// <summary>Sends the signed-in user a link to a new e-mail; it becomes theirs when they open it.</summary>
public sealed class ChangeEmail(UserManager<User> users, PasswordCheck check, CurrentCaller current, AccountMailStore mails, TenantWork work, TimeProvider clock)
{
    /// <summary>
    /// The user, unchanged. <see cref="ProblemKind.Forbidden"/> when the password is wrong, which counts as at a sign-in; <see cref="ProblemKind.Invalid"/> when
    /// the address has no form. An address that another user has is not told apart, and gets no link.
    /// </summary>
    /// <param name="password">The user's password.</param>
    /// <param name="email">The new address.</param>
    /// <param name="siteAddress">Public address of the site's home page, without a slash at its end.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string password, string email, string siteAddress, CancellationToken cancel)
    {
        if (await check.RunAsync(await users.FindByIdAsync(current.Caller.UserId), password, cancel) is not { } user)
            return Problem.Forbidden("The password is not right.");

        if (UserIsValid.Complaint(user.UserName, email) is { } complaint)
            return Problem.Invalid(complaint);

        await using var transaction = await work.BeginAsync(cancel);
        await mails.QueueAsync(
            new AccountMail { Kind = AccountMailKind.ConfirmEmail, Who = user.Id, Email = email, SiteAddress = siteAddress, CreatedUtc = clock.GetUtcNow().UtcDateTime }, cancel);
        await transaction.CommitAsync(cancel);
        return user;
    }
}
