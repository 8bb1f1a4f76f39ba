namespace Cms.Users.Links;

/// <summary>Makes links to accounts and says whom a token belongs to.</summary>
public sealed class AccountLinks(AccountLinkStore store, UserStore users, TimeProvider clock)
{
    /// <summary>How long a link to a new password is good that was mailed.</summary>
    public static readonly TimeSpan MailedResetLasts = TimeSpan.FromHours(1);

    /// <summary>How long one is good that an administrator hands over, and one that confirms an e-mail.</summary>
    public static readonly TimeSpan OthersLast = TimeSpan.FromHours(24);

    /// <summary>How long an invitation is good.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    /// <summary>The path of the page that a link leads to, below the site's address.</summary>
    public static string PathOf(AccountLinkPurpose purpose) => purpose == AccountLinkPurpose.ConfirmEmail ? "/account/confirm-email" : "/account/choose-password";

    /// <summary>Makes a link and gives its whole address, which nobody can give again.</summary>
    /// <param name="user">Whose account.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="siteAddress">Public address of the site's home page, without a slash at its end.</param>
    /// <param name="mailedTo">The address that it is mailed to; null for one that somebody hands over.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<string> MakeAsync(User user, AccountLinkPurpose purpose, string siteAddress, string? mailedTo, CancellationToken cancel)
    {
        var token = SecretText.New();
        var now = clock.GetUtcNow().UtcDateTime;
        await store.AddAsync(
            new AccountLink
            {
                TokenHash = SecretText.HashOf(token),
                UserId = user.Id,
                Purpose = purpose,
                SecurityStamp = user.SecurityStamp,
                Email = mailedTo,
                CreatedUtc = now,
                ExpiresUtc = now + purpose switch
                {
                    AccountLinkPurpose.Invitation => InvitationLasts,
                    AccountLinkPurpose.ResetPassword when mailedTo is not null => MailedResetLasts,
                    _ => OthersLast,
                },
            },
            cancel);
        return $"{siteAddress}{PathOf(purpose)}?token={token}";
    }

    /// <summary>
    /// The link with its user as stored now. <see cref="ProblemKind.NotFound"/>, with one sentence for all of them, when the token is unknown or of
    /// another purpose, ended, was used, or the user cannot sign in or changed password or roles since.
    /// </summary>
    public async Task<Outcome<OpenedLink>> OpenAsync(string token, AccountLinkPurpose[] purposes, CancellationToken cancel)
    {
        if (await store.FindAsync(SecretText.HashOf(token), cancel) is { } link && purposes.Contains(link.Purpose) && link.ExpiresUtc > clock.GetUtcNow().UtcDateTime
            && await users.FindByIdAsync(link.UserId, cancel) is { IsEnabled: true } user && IsGood(link, user))
        {
            return new OpenedLink(link, user);
        }

        return Problem.NotFound("This link is not good any more: it was used, it is too old, or something about the account changed since. Ask for a new one.");
    }

    // Roles may be given to an invited user before the first password is chosen; later the stamp decides.
    private static bool IsGood(AccountLink link, User user) => link.Purpose == AccountLinkPurpose.Invitation ? user.PasswordHash is null : link.SecurityStamp == user.SecurityStamp;
}

/// <summary>A link that is good, and its user.</summary>
public sealed record OpenedLink(AccountLink Link, User User);
