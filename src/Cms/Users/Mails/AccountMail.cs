namespace Cms.Users.Mails;

/// <summary>What a mail to a user is about.</summary>
public enum AccountMailKind
{
    /// <summary>A link to a new password, for somebody who says to have forgotten it.</summary>
    ResetPassword,

    /// <summary>A link to the first password.</summary>
    Invitation,

    /// <summary>A link by which a new e-mail becomes the user's.</summary>
    ConfirmEmail,

    /// <summary>That the user has another e-mail now, to the former one.</summary>
    EmailChanged,

    /// <summary>That a draft was handed to the user for review.</summary>
    ReviewAsked,

    /// <summary>That a review the user asked for was answered.</summary>
    ReviewAnswered,

    /// <summary>That others commented on something the user has to do with.</summary>
    Commented,

    /// <summary>That reviews are due.</summary>
    ReviewDue,
}

/// <summary>
/// A mail that is to go out. It says what it is about and not what it says: its link is made when it is sent, so that none lies in the
/// database, and it is good from then on.
/// </summary>
public sealed class AccountMail
{
    /// <summary>What about.</summary>
    public required AccountMailKind Kind { get; init; }

    /// <summary>The id of the user; for <see cref="AccountMailKind.ResetPassword"/> the name or e-mail that somebody typed, which may be nobody's.</summary>
    public required string Who { get; init; }

    /// <summary>The id of the content item that it is about; empty for one about the account, or about several items.</summary>
    public string About { get; init; } = "";

    /// <summary>The address it goes to, where that is not the user's.</summary>
    public string? Email { get; init; }

    /// <summary>Public address of the site's home page, without a slash at its end.</summary>
    public required string SiteAddress { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>When it is tried next; at once unless set.</summary>
    public DateTime NextTryUtc { get; set; }

    /// <summary>How often it failed.</summary>
    public int Failures { get; set; }
}

/// <summary>Where mails wait that are to go out of the current tenant. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by AccountStoresContract.</summary>
public abstract class AccountMailStore
{
    /// <summary>
    /// Lets the mail wait, in the place of one of the same kind for the same person about the same. Tells <see cref="Cms.Events.MailQueued"/>, and lets somebody look into the
    /// tenant.
    /// </summary>
    public abstract Task QueueAsync(AccountMail mail, CancellationToken cancel);

    /// <summary>As <see cref="QueueAsync"/>, unless such a mail waits already: then that one says what this one would, and one that is being sent at this moment is sent once more. False then.</summary>
    public abstract Task<bool> QueueOnceAsync(AccountMail mail, CancellationToken cancel);

    /// <summary>Those that are to be tried at this moment, the ones that wait longest first.</summary>
    public abstract Task<IReadOnlyList<AccountMail>> ListDueAsync(DateTime nowUtc, int first, CancellationToken cancel);

    /// <summary>When the next one is to be tried; null when none waits.</summary>
    public abstract Task<DateTime?> FindNextTryAsync(CancellationToken cancel);

    /// <summary>How many wait that could not be sent at least once.</summary>
    public abstract Task<int> CountFailingAsync(CancellationToken cancel);

    /// <summary>Puts the mail off with this count of failures, and lets somebody look into the tenant then. False, and nothing happens, when somebody else did so since it was read, or it was sent.</summary>
    public abstract Task<bool> PutOffAsync(AccountMail mail, DateTime untilUtc, int failures, CancellationToken cancel);

    /// <summary>Removes the mail; not one that was queued in its place since it was put off until this moment.</summary>
    public abstract Task RemoveAsync(AccountMail mail, DateTime putOffUntilUtc, CancellationToken cancel);
}
