using Cms.Users.Mails;

namespace Cms.Users.Links;

/// <summary>Sends the signed-in user a link to a new e-mail; it becomes theirs when they open it.</summary>
public sealed class ChangeEmail(ChangeOwn own, AccountMailStore mails, TimeProvider clock)
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
        var shown = await own.CheckAsync(password, cancel);
        if (shown.Problem is { } wrong)
            return wrong;

        var user = shown.Value;
        if (UserIsValid.Complaint(user.UserName, email) is { } complaint)
            return Problem.Invalid(complaint);

        await mails.QueueAsync(
            new AccountMail { Kind = AccountMailKind.ConfirmEmail, Who = user.Id, Email = email, SiteAddress = siteAddress, CreatedUtc = clock.GetUtcNow().UtcDateTime }, cancel);
        return user;
    }
}
