using Cms.Tenants;
using Cms.Users;

namespace Cms.Rest.Http;

/// <summary>Addresses that belong together: where they begin, and what it takes to ask there at all.</summary>
/// <param name="Name">What the description calls them.</param>
/// <param name="Meaning">What is found there, as a sentence.</param>
/// <param name="Root">Where they begin, behind the tenant's own prefix.</param>
/// <param name="Permission">The permission that everything there needs.</param>
internal sealed record RestArea(string Name, string Meaning, string Root, string Permission)
{
    /// <summary>Content items.</summary>
    public static RestArea Content { get; } = new("Content", "Content items.", "/api/content", Users.Permission.AccessContentApi) { Hint = "items are at /api/content/{contentItemId}" };

    /// <summary>Tenants.</summary>
    public static RestArea Tenants { get; } = new("Tenants", "Sites with their own content, at their own host or path.", "/api/tenants", Users.Permission.ManageTenants)
    {
        OnlyOfDefault = true,
        Hint = "tenants are listed at /api/tenants",

        // A set-up may take minutes, and writes the list of tenants and another tenant's database.
        LongestRun = TimeSpan.FromMinutes(15),
        ChangesOnlyTenant = false,
        BringsSecrets = true,
    };

    /// <summary>The trail of what happened.</summary>
    public static RestArea Trail { get; } = new("Audit", "Who did what, when, and from where.", "/api/audit", Users.Permission.ViewAuditTrail) { Hint = "the trail is at /api/audit" };

    /// <summary>What there is to ask for, for programs and for people.</summary>
    public static RestArea Description { get; } = new("Description", "This description.", "/api", Users.Permission.AccessContentApi);

    /// <summary>All of them, in the order of the description.</summary>
    public static IReadOnlyList<RestArea> All { get; } = [Content, Tenants, Trail, Description];

    /// <summary>Only the tenant Default has them.</summary>
    public bool OnlyOfDefault { get; private init; }

    /// <summary>Completes a sentence that begins with <c>There is nothing at this address;</c>. Null where others answer below <see cref="Root"/> too.</summary>
    public string? Hint { get; private init; }

    /// <summary>How long one request may take: one with an idempotency key that began earlier was cut off.</summary>
    public TimeSpan LongestRun { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests may bring a password: what is remembered of them must not help to guess it.</summary>
    public bool BringsSecrets { get; private init; }

    /// <summary>What requests change lies in the tenant's own database, so that an answer is kept in the same transaction.</summary>
    public bool ChangesOnlyTenant { get; private init; } = true;

    /// <summary>True when this tenant has them and the caller may ask there at all.</summary>
    public bool IsOpenTo(Tenant tenant, Caller caller) => (!OnlyOfDefault || tenant.Name == Tenant.DefaultName) && caller.May(Permission);
}
