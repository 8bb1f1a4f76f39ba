namespace Cms.Users.Mails;

/// <summary>Lets a link to a new password be mailed to whoever forgot it.</summary>
public sealed class AskForReset(AccountMailStore mails, TimeProvider clock)
{
    private const int LongestName = 254;

    /// <summary>
    /// Writes down what was typed and nothing else: whether there is such a user is found out when the mail is sent, so that neither the answer nor its time
    /// tells. Nothing happens for a text that is no name and no e-mail.
    /// </summary>
    /// <param name="nameOrEmail">What was typed.</param>
    /// <param name="siteAddress">Public address of the site's home page, without a slash at its end.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RunAsync(string nameOrEmail, string siteAddress, CancellationToken cancel)
    {
        var who = nameOrEmail.Trim();
        if (who.Length is 0 or > LongestName || who.Any(char.IsControl))
            return;

        await mails.QueueAsync(new AccountMail { Kind = AccountMailKind.ResetPassword, Who = who, SiteAddress = siteAddress, CreatedUtc = clock.GetUtcNow().UtcDateTime }, cancel);
    }
}
