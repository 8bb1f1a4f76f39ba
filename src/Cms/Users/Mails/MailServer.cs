namespace Cms.Users.Mails;

/// <summary>A mail as it goes out.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The text, in lines.</param>
public sealed record MailText(string To, string Subject, string Text)
{
    // Its links must not get into a log with it.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(Subject);
        return true;
    }
}

/// <summary>What takes mails to people. Implemented over SMTP by Cms.Host and, in tests, in memory.</summary>
public abstract class MailServer
{
    /// <summary>False when the operator named no server: then links are handed over by an administrator.</summary>
    public abstract bool IsSet { get; }

    /// <summary>Sends the mail. Throws <see cref="MailException"/> when the server cannot be reached or does not take it.</summary>
    public abstract Task SendAsync(MailText mail, CancellationToken cancel);
}

/// <summary>A mail that could not be sent; the message says why, without what the mail says.</summary>
public sealed class MailException(string message, Exception? inner = null) : Exception(message, inner);
