using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cms.Content;

namespace Cms.Users;

/// <summary>Who asks for something or changes it: a visitor, a user, an app, or the program itself. The one place that decides what they may do.</summary>
public sealed class Caller
{
    private readonly HashSet<string>? _granted;
    private readonly HashSet<string>? _limit;

    // Asked for every item of an answer; there are as many entries as content types.
    private ConcurrentDictionary<(ContentAction Action, string ContentType, bool IsOwn), bool>? _decided;

    private string? _reach;

    private Caller(string userId, string userName, bool isSignedIn, HashSet<string>? granted, HashSet<string>? limit = null, CallingApp? app = null) =>
        (UserId, UserName, IsSignedIn, _granted, _limit, App) = (userId, userName, isSignedIn, granted, limit, app);

    /// <summary>The program's own work: recipes, commands, jobs. May do everything.</summary>
    public static Caller Program { get; } = new("", "system", isSignedIn: true, granted: null);

    /// <summary>The id of the user, or of the app; empty for visitors and the program.</summary>
    public string UserId { get; }

    /// <summary>The name that versions and the trail show; empty for visitors.</summary>
    public string UserName { get; }

    /// <summary>False for a visitor, who could sign in to get more.</summary>
    public bool IsSignedIn { get; }

    /// <summary>The app or API key with whose token the request came; null when it came without.</summary>
    public CallingApp? App { get; }

    /// <summary>
    /// Equal for callers who are shown the same: all visitors with the same permissions, or one user or app with the same ones. What is kept of an answer is
    /// given to nobody else.
    /// </summary>
    public string Reach => _reach ??= ReachOf();

    /// <summary>Somebody who is not signed in.</summary>
    /// <param name="granted">The permissions of the role for visitors.</param>
    public static Caller Visitor(IEnumerable<string> granted) => new("", "", isSignedIn: false, granted.ToHashSet(StringComparer.Ordinal));

    /// <summary>A user or an app.</summary>
    /// <param name="userId">The id.</param>
    /// <param name="userName">The name.</param>
    /// <param name="granted">The permissions of all its roles, as far as its token grants them.</param>
    public static Caller SignedIn(string userId, string userName, IEnumerable<string> granted) => new(userId, userName, isSignedIn: true, granted.ToHashSet(StringComparer.Ordinal));

    /// <summary>This caller with no more than these permissions, whatever its roles allow.</summary>
    public Caller LimitedTo(IEnumerable<string> permissions) => new(UserId, UserName, IsSignedIn, _granted, permissions.ToHashSet(StringComparer.Ordinal), App);

    /// <summary>This caller, asking with a token or key of this app.</summary>
    public Caller Through(CallingApp app) => new(UserId, UserName, IsSignedIn, _granted, _limit, app);

    /// <summary>True when the caller has the permission, or one that includes it.</summary>
    public bool May(string permission) => Has(_granted, permission) && Has(_limit, permission);

    /// <summary>True when the caller has a permission that begins so, such as one of those that <see cref="Permission.ToManageCustomSettings"/> gives.</summary>
    public bool MayAny(string beginning) => HasAny(_granted, beginning) && HasAny(_limit, beginning);

    /// <summary>Null when the caller has the permission; else that it may not.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="what">Completes a sentence that begins with <c>You may not</c>.</param>
    public Problem? Refuse(string permission, string what) => May(permission) ? null : Problem.Forbidden($"You may not {what}; it needs the permission {permission}.");

    /// <summary>True when the caller may do this with an item.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="contentType">The item's type.</param>
    /// <param name="owner">The id of the user whose item it is; null or empty for nobody's, and to ask for all items of the type.</param>
    public bool May(ContentAction action, string contentType, string? owner = null) =>
        (_granted is null && _limit is null)
        || LazyInitializer.EnsureInitialized(ref _decided, static () => new()).GetOrAdd((action, contentType, UserId.Length > 0 && owner == UserId), asked => Has(_granted, asked) && Has(_limit, asked));

    /// <summary>True when the caller may see this version of an item: what is published, or a draft.</summary>
    public bool MaySee(ContentItem version) => May(Permission.ToSee(version.Published), version.ContentType, version.Owner);

    /// <summary>True when the caller may do this with its own items at least.</summary>
    public bool MayWithOwn(ContentAction action, string contentType) => May(action, contentType, UserId);

    private string ReachOf()
    {
        var all = $"{UserId}\n{Say(_granted)}\n\n{Say(_limit)}";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(all)));

        static string Say(HashSet<string>? permissions) => permissions is null ? "*" : string.Join('\n', permissions.Order(StringComparer.Ordinal));
    }

    private static bool HasAny(HashSet<string>? permissions, string beginning) =>
        permissions is null || permissions.Contains(Permission.SiteOwner) || permissions.Any(permission => permission.StartsWith(beginning, StringComparison.Ordinal));

    private static bool Has(HashSet<string>? permissions, string permission) =>
        permissions is null || permissions.Contains(Permission.SiteOwner) || Permission.For(permission).Any(permissions.Contains);

    private static bool Has(HashSet<string>? permissions, (ContentAction Action, string ContentType, bool IsOwn) asked) =>
        permissions is null || permissions.Contains(Permission.SiteOwner) || Permission.For(asked.Action, asked.ContentType, asked.IsOwn).Any(permissions.Contains);
}

/// <summary>The app or API key with which a request came.</summary>
/// <param name="Id">Names it for good.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="RequestsAMinute">How many requests a minute it may send; null for as many as anybody may.</param>
public sealed record CallingApp(string Id, string Name, int? RequestsAMinute);
