using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Tenants;

namespace Cms.Audit;

/// <summary>What an entry of the trail is about.</summary>
public enum AuditCategory
{
    /// <summary>Content items.</summary>
    Content,

    /// <summary>Content types, parts and fields.</summary>
    ContentTypes,

    /// <summary>Settings of the site, features, the theme, named queries.</summary>
    Settings,

    /// <summary>What roles may do.</summary>
    Roles,

    /// <summary>Users: their names, roles, passwords and other means to sign in.</summary>
    Users,

    /// <summary>Sign-ins, and those that failed.</summary>
    SignIn,

    /// <summary>Apps and keys of partners.</summary>
    Apps,

    /// <summary>Tenants; written by the tenant Default, which manages them.</summary>
    Tenants,
}

/// <summary>Something that happened in a tenant: who did what to what, when, and from where. Never changed once it is written.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Event">What happened, in one word of the past: <c>Published</c>, <c>SignInFailed</c>.</param>
/// <param name="SubjectId">The id or name of what it happened to; empty for the site as a whole.</param>
/// <param name="Subject">What people call it: a title, a name.</param>
public sealed record AuditEntry(AuditCategory Category, string Event, string SubjectId, string Subject)
{
    /// <summary>Its number in the tenant, in the order in which things became true; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>When, UTC; the trail says it.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>The id of the user or app; empty for visitors and the program. The trail says it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The name of the user or app, <c>system</c> for the program, empty for visitors. The trail says it.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The network address that the request came from; null for the program, and where the site's settings do not allow it. The trail says it.</summary>
    public string? Address { get; init; }

    /// <summary>The content type of an item; null for everything else.</summary>
    public string? ContentType { get; init; }

    /// <summary>More of it, such as values before and after; null when there is nothing more to say. Has no secrets.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>What became of a tenant, with where it is found and what it was set up with.</summary>
    public static AuditEntry Of(string happened, Tenant tenant) => new(AuditCategory.Tenants, happened, tenant.Id, tenant.Name)
    {
        Details = new JsonObject { ["hosts"] = string.Join(',', tenant.Hosts), ["prefix"] = tenant.Prefix, ["recipe"] = tenant.RecipeName },
    };

    /// <summary>As programs get it, over REST and in exports; every entry has every member.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["atUtc"] = AtUtc.ToString("O", CultureInfo.InvariantCulture),
        ["userId"] = UserId,
        ["userName"] = UserName,
        ["address"] = Address,
        ["category"] = Category.ToString(),
        ["event"] = Event,
        ["contentType"] = ContentType,
        ["subjectId"] = SubjectId,
        ["subject"] = Subject,
        ["details"] = Details?.DeepClone(),
    };
}

/// <summary>Which entries to list; all conditions hold together.</summary>
public sealed record AuditQuery
{
    /// <summary>Only of this category.</summary>
    public AuditCategory? Category { get; init; }

    /// <summary>Only this event, letter case aside.</summary>
    public string? Event { get; init; }

    /// <summary>Only by the user or app with this id, or with this name, letter case aside.</summary>
    public string? User { get; init; }

    /// <summary>Only of what has this id or name.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Only where the subject's name or the details have this text, letter case aside.</summary>
    public string? Text { get; init; }

    /// <summary>Only at this moment, UTC, or later.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>Only before this moment, UTC.</summary>
    public DateTime? UntilUtc { get; init; }

    /// <summary>Only entries before the one with this number: the last of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most.</summary>
    public int First { get; init; } = 100;
}
