using Cms.Users;

namespace Cms.Rest.Http;

/// <summary>Addresses that belong together: where they begin, and what it takes to ask there at all.</summary>
/// <param name="Root">Where they begin, behind the tenant's own prefix.</param>
/// <param name="Permission">The permission that everything there needs.</param>
/// <param name="OnlyOfDefault">Only the tenant Default has them.</param>
/// <param name="Hint">Completes a sentence that begins with <c>There is nothing at this address;</c>.</param>
internal sealed record RestArea(string Root, string Permission, bool OnlyOfDefault, string Hint)
{
    /// <summary>How long one request may take: one with an idempotency key that began earlier was cut off.</summary>
    public TimeSpan LongestRun { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>What requests change lies in the tenant's own database, so that an answer is kept in the same transaction.</summary>
    public bool ChangesOnlyTenant { get; private init; } = true;

    /// <summary>Content items.</summary>
    public static RestArea Content { get; } = new("/api/content", Users.Permission.AccessContentApi, OnlyOfDefault: false, "items are at /api/content/{contentItemId}");

    /// <summary>Tenants.</summary>
    public static RestArea Tenants { get; } = new("/api/tenants", Users.Permission.ManageTenants, OnlyOfDefault: true, "tenants are listed at /api/tenants")
    {
        // A set-up may take minutes, and writes the list of tenants and another tenant's database.
        LongestRun = TimeSpan.FromMinutes(15),
        ChangesOnlyTenant = false,
    };
}
