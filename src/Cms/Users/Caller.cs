using System.Collections.Concurrent;
using Cms.Content;

namespace Cms.Users;

/// <summary>Who asks for something or changes it: a visitor, a user, an app, or the program itself. The one place that decides what they may do.</summary>
public sealed class Caller
{
    private readonly HashSet<string>? _granted;

    // Asked for every item of an answer; there are as many entries as content types.
    private readonly ConcurrentDictionary<(ContentAction Action, string ContentType, bool IsOwn), bool> _decided = new();

    private Caller(string userId, string userName, bool isSignedIn, HashSet<string>? granted) =>
        (UserId, UserName, IsSignedIn, _granted) = (userId, userName, isSignedIn, granted);

    /// <summary>The program's own work: recipes, commands, jobs. May do everything.</summary>
    public static Caller Program { get; } = new("", "system", isSignedIn: true, granted: null);

    /// <summary>The id of the user, or of the app; empty for visitors and the program.</summary>
    public string UserId { get; }

    /// <summary>The name that versions and the trail show; empty for visitors.</summary>
    public string UserName { get; }

    /// <summary>False for a visitor, who could sign in to get more.</summary>
    public bool IsSignedIn { get; }

    /// <summary>How often it may read content in a minute, where it has a number of its own; null leaves that to the tenant.</summary>
    public int? RequestsPerMinute { get; private init; }

    /// <summary>Somebody who is not signed in.</summary>
    /// <param name="granted">The permissions of the role for visitors.</param>
    public static Caller Visitor(IEnumerable<string> granted) => new("", "", isSignedIn: false, granted.ToHashSet(StringComparer.Ordinal));

    /// <summary>A user or an app.</summary>
    /// <param name="userId">The id.</param>
    /// <param name="userName">The name.</param>
    /// <param name="granted">The permissions of all its roles, as far as its token grants them.</param>
    /// <param name="requestsPerMinute">See <see cref="RequestsPerMinute"/>.</param>
    public static Caller SignedIn(string userId, string userName, IEnumerable<string> granted, int? requestsPerMinute = null) =>
        new(userId, userName, isSignedIn: true, granted.ToHashSet(StringComparer.Ordinal)) { RequestsPerMinute = requestsPerMinute };

    /// <summary>True when the caller has the permission, or one that includes it.</summary>
    public bool May(string permission) => _granted is null || _granted.Contains(Permission.SiteOwner) || Permission.For(permission).Any(_granted.Contains);

    /// <summary>Null when the caller has the permission; else that it may not.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="what">Completes a sentence that begins with <c>You may not</c>.</param>
    public Problem? Refuse(string permission, string what) => May(permission) ? null : Problem.Forbidden($"You may not {what}; it needs the permission {permission}.");

    /// <summary>True when the caller may do this with an item.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="contentType">The item's type.</param>
    /// <param name="owner">The id of the user whose item it is; null or empty for nobody's, and to ask for all items of the type.</param>
    public bool May(ContentAction action, string contentType, string? owner = null) =>
        _granted is null || _decided.GetOrAdd((action, contentType, UserId.Length > 0 && owner == UserId), Decide, _granted);

    /// <summary>True when the caller may see this version of an item: what is published, or a draft.</summary>
    public bool MaySee(ContentItem version) => May(Permission.ToSee(version.Published), version.ContentType, version.Owner);

    /// <summary>True when the caller may do this with its own items at least.</summary>
    public bool MayWithOwn(ContentAction action, string contentType) => May(action, contentType, UserId);

    private static bool Decide((ContentAction Action, string ContentType, bool IsOwn) asked, HashSet<string> granted) =>
        granted.Contains(Permission.SiteOwner) || Permission.For(asked.Action, asked.ContentType, asked.IsOwn).Any(granted.Contains);
}
