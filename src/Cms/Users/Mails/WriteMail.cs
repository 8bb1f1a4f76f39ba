using Cms.Settings;
using Cms.Users.Links;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Mails;

/// <summary>Makes the text of a mail about an account, and its link.</summary>
public sealed class WriteMail(UserManager<User> users, AccountLinks links, AccountLinkStore store, SettingsStore settings, TimeProvider clock) : MailWriter
{
    // Who has just got a link needs no second one, whoever asks for it.
    private static readonly TimeSpan BetweenResets = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override bool Writes(AccountMailKind kind) => kind is AccountMailKind.ResetPassword or AccountMailKind.Invitation or AccountMailKind.ConfirmEmail or AccountMailKind.EmailChanged;

    /// <inheritdoc/>
    public override async Task<MailText?> RunAsync(AccountMail mail, CancellationToken cancel)
    {
        var user = mail.Kind == AccountMailKind.ResetPassword ? await Identity.FindAsync(users, mail.Who) : await users.FindByIdAsync(mail.Who);
        if (user is not { IsEnabled: true })
            return null;

        var site = (await SiteSettings.LoadAsync(settings, cancel)).SiteName;
        return mail.Kind switch
        {
            AccountMailKind.ResetPassword => await ResetAsync(mail, user, site, cancel),
            AccountMailKind.Invitation => await InviteAsync(mail, user, site, cancel),
            AccountMailKind.ConfirmEmail => await ConfirmAsync(mail, user, site, cancel),
            _ => new MailText(
                mail.Email!,
                $"{site}: your e-mail was changed",
                $"""
                The user {user.UserName} of {site} has another e-mail address now, and this one can no longer be used there.

                If you did not do this, tell an administrator of {mail.SiteAddress} at once.
                """),
        };
    }

    private async Task<MailText?> ResetAsync(AccountMail mail, User user, string site, CancellationToken cancel)
    {
        if (user.Email is null)
            return null;

        var soon = clock.GetUtcNow().UtcDateTime - BetweenResets;
        if (mail.Failures == 0 && (await store.ListAsync(user.Id, cancel)).Any(link => link is { Purpose: AccountLinkPurpose.ResetPassword, Email: not null } && link.CreatedUtc > soon))
            return null;

        var link = await links.MakeAsync(user, AccountLinkPurpose.ResetPassword, mail.SiteAddress, user.Email, cancel);
        return new MailText(
            user.Email,
            $"{site}: a new password",
            $"""
            Somebody, probably you, asked for a new password of the user {user.UserName} of {site}. Choose it here:

            {link}

            The link is good for {AccountLinks.MailedResetLasts.TotalMinutes} minutes and once. If you did not ask, do nothing: your password stays as it is.
            """);
    }

    private async Task<MailText?> InviteAsync(AccountMail mail, User user, string site, CancellationToken cancel)
    {
        if (user.Email is null || user.PasswordHash is not null)
            return null;

        var link = await links.MakeAsync(user, AccountLinkPurpose.Invitation, mail.SiteAddress, user.Email, cancel);
        return new MailText(
            user.Email,
            $"{site}: you are invited",
            $"""
            You are invited to {site} ({mail.SiteAddress}) as the user {user.UserName}. Choose your password here:

            {link}

            The link is good for {AccountLinks.InvitationLasts.TotalDays} days and once.
            """);
    }

    private async Task<MailText?> ConfirmAsync(AccountMail mail, User user, string site, CancellationToken cancel)
    {
        // Whoever asked must not learn that somebody else has the address.
        if (await Identity.FindAsync(users, mail.Email!) is { } other && other.Id != user.Id)
            return null;

        var link = await links.MakeAsync(user, AccountLinkPurpose.ConfirmEmail, mail.SiteAddress, mail.Email, cancel);
        return new MailText(
            mail.Email!,
            $"{site}: confirm your e-mail",
            $"""
            The user {user.UserName} of {site} wants to have this address as e-mail. If that is you, confirm it here:

            {link}

            The link is good for {AccountLinks.OthersLast.TotalHours} hours and once. If it is not you, do nothing.
            """);
    }
}
