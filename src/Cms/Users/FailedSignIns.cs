using System.Text.Json.Nodes;
using Cms.Audit;
using Microsoft.Extensions.Logging;

namespace Cms.Users;

/// <summary>Counts wrong passwords and wrong codes of a user together, and locks the user after too many.</summary>
public static class FailedSignIns
{
    /// <summary>After so many in a row nobody can sign in as this user for <see cref="LockedFor"/>.</summary>
    public const int Most = 5;

    /// <summary>How long that is.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    /// <summary>The entry of the trail for one. What was typed as the name of nobody is not in it: it may be a password.</summary>
    /// <param name="user">Who it was to be; null when nobody has the name.</param>
    /// <param name="with">What was tried.</param>
    internal static AuditEntry EntryOf(User? user, string with) => new(AuditCategory.SignIn, "SignInFailed", user?.Id ?? "", user?.UserName ?? "nobody")
    {
        Details = new JsonObject { ["with"] = with, ["enabled"] = user?.IsEnabled, ["lockedUntilUtc"] = user?.LockedUntilUtc },
    };

    /// <summary>Counts one more, without saving.</summary>
    internal static void Count(User user, DateTime now, ILogger log)
    {
        if (++user.FailedSignIns < Most)
            return;

        (user.FailedSignIns, user.LockedUntilUtc) = (0, now + LockedFor);
        log.LogWarning("User {User} is locked until {Until} after {Count} wrong passwords or codes", user.UserName, user.LockedUntilUtc, Most);
    }

    /// <summary>Forgets them, without saving; true when there was something to forget.</summary>
    internal static bool Forget(User user)
    {
        if (user is { FailedSignIns: 0, LockedUntilUtc: null })
            return false;

        (user.FailedSignIns, user.LockedUntilUtc) = (0, null);
        return true;
    }
}
