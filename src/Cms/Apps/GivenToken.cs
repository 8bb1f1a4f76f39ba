using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Apps;

/// <summary>What a token says, once it is known to be the tenant's own.</summary>
/// <param name="TenantId">The tenant that gave it.</param>
/// <param name="ClientId">The app that asked for it.</param>
/// <param name="ScopeNames">Its scopes.</param>
public sealed record GivenToken(string TenantId, string ClientId, IReadOnlyCollection<string> ScopeNames)
{
    private const int StampBytes = 16;

    // As Orchard Core calls a tenant among other servers, also in the resources of scopes.
    private const string TenantMark = "oct:";

    /// <summary>The id under which it is stored; null when it is not.</summary>
    public string? TokenId { get; init; }

    /// <summary>The user for whom the app acts; null when it acts for itself.</summary>
    public string? UserId { get; init; }

    /// <summary>What <see cref="StampOf"/> gave for the user when the token was made.</summary>
    public string? Stamp { get; init; }

    /// <summary>What a token calls the tenant that it is for: the tenant's APIs take no other ones.</summary>
    public static string AudienceOf(Tenant tenant) => TenantMark + tenant.Name;

    /// <summary>What tells whether a user has ended all sign-ins since: a hash, as the app may read it and the stamp itself is a secret.</summary>
    public static string StampOf(Tenant tenant, User user) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Id}:{user.Id}:{user.SecurityStamp}")).AsSpan(0, StampBytes));
}
