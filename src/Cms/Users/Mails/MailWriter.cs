namespace Cms.Users.Mails;

/// <summary>Makes the text of mails of some kinds when they go out, in the transaction that takes them.</summary>
public abstract class MailWriter
{
    /// <summary>True for a kind that this one writes. Each kind has one writer.</summary>
    public abstract bool Writes(AccountMailKind kind);

    /// <summary>The mail; null when there is nobody to write to, or no longer a reason.</summary>
    public abstract Task<MailText?> RunAsync(AccountMail mail, CancellationToken cancel);
}
