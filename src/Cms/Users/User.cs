namespace Cms.Users;

/// <summary>Somebody who can sign in to a tenant. Belongs to that tenant alone: a person with two tenants is two users.</summary>
public sealed class User
{
    /// <summary>Names the user for good; what items have as their owner.</summary>
    public required string Id { get; init; }

    /// <summary>What the user signs in with and others see; unique in the tenant, letter case aside.</summary>
    public required string UserName { get; set; }

    /// <summary><see cref="UserName"/> as it is compared.</summary>
    public string NormalizedUserName { get; set; } = "";

    /// <summary>The other thing that the user may sign in with; unique in the tenant, letter case aside. Null for none.</summary>
    public string? Email { get; set; }

    /// <summary><see cref="Email"/> as it is compared.</summary>
    public string? NormalizedEmail { get; set; }

    /// <summary>True when the user has shown that the address is theirs.</summary>
    public bool EmailConfirmed { get; set; }

    /// <summary>The password as ASP.NET Core Identity hashes it; null for a user who cannot sign in with one. Never shown, logged or exported.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Until when a password that the program made up lets the user in, to choose an own one; null for a password that somebody chose.</summary>
    public DateTime? FirstPasswordEndsUtc { get; set; }

    /// <summary>New whenever everything that the user is signed in with must end. Never shown, logged or exported.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>False for a user who is kept and cannot sign in.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The user's roles; what they may do is in <see cref="RolePermissions"/>.</summary>
    public List<string> RoleNames { get; set; } = [];

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedSignIns { get; set; }

    /// <summary>Until when not even the right password is taken; null when it is.</summary>
    public DateTime? LockedUntilUtc { get; set; }

    /// <summary>True when a password alone does not let the user in: a code of their authenticator app is asked for too.</summary>
    public bool TwoFactorEnabled { get; set; }

    /// <summary>The key that the authenticator app has, sealed by <see cref="TwoFactor.AuthenticatorKeys"/>; also while the user is setting it up. Shown to the user alone, and only then; never logged or exported.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The 30 seconds, counted from 1970, whose code was taken last: neither it nor an older one is taken again.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left, parted by spaces; null for none. Each stands in once for the authenticator app.</summary>
    public string? RecoveryCodeHashes { get; set; }

    /// <summary>When the user was added.</summary>
    public DateTime CreatedUtc { get; init; }

    /// <summary>True when the user may do everything.</summary>
    public bool IsAdministrator => RoleNames.Contains(RolePermissions.Administrator, StringComparer.OrdinalIgnoreCase);
}
