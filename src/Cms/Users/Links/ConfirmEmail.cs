using Cms.Content;
using Cms.Users.Mails;
using Cms.Users.Sessions;

namespace Cms.Users.Links;

/// <summary>Gives a user the e-mail whose mail the link was in, and tells the address before it.</summary>
public sealed class ConfirmEmail(AccountLinks links, AccountLinkStore store, AccountMailStore mails, EndSignIns endSignIns, TenantWork work, TimeProvider clock)
{
    /// <summary>The purposes of links that lead here.</summary>
    public static AccountLinkPurpose[] Purposes { get; } = [AccountLinkPurpose.ConfirmEmail];

    /// <summary>
    /// The user, whose other sign-ins have ended. <see cref="ProblemKind.NotFound"/> when the link is not good any more, <see cref="ProblemKind.Invalid"/> when
    /// another user has the address meanwhile.
    /// </summary>
    /// <param name="token">The link's token.</param>
    /// <param name="siteAddress">Public address of the site's home page; null tells the former address nothing, as when the site sends no mail.</param>
    /// <param name="sessionId">The session that stays signed in, if it is the user's; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string token, string? siteAddress, string? sessionId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var opened = await links.OpenAsync(token, Purposes, cancel);
        if (opened.Problem is { } problem)
            return problem;

        var user = opened.Value.User;
        var former = user.Email;
        (user.Email, user.EmailConfirmed) = (opened.Value.Link.Email, true);
        if (await endSignIns.RunAsync(user, sessionId, cancel) is { } invalid)
            return invalid;

        await store.RemoveAsync(user.Id, cancel);
        if (siteAddress is not null && former is not null && !former.Equals(user.Email, StringComparison.OrdinalIgnoreCase))
        {
            await mails.QueueAsync(
                new AccountMail { Kind = AccountMailKind.EmailChanged, Who = user.Id, Email = former, SiteAddress = siteAddress, CreatedUtc = clock.GetUtcNow().UtcDateTime }, cancel);
        }

        await transaction.CommitAsync(cancel);
        return user;
    }
}
