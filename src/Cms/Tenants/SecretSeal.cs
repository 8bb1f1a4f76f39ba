namespace Cms.Tenants;

/// <summary>
/// Seals what a tenant's database keeps and only the program may read: a copy of the database shows nothing, and what was sealed for one tenant or purpose
/// opens for no other. Implemented over the key ring by Cms.Host and, in tests, in memory.
/// </summary>
public abstract class SecretSeal
{
    /// <summary>The secret, sealed for the current tenant and this purpose.</summary>
    public abstract string Close(string purpose, string secret);

    /// <summary>The secret again; null when it was sealed otherwise, or with keys that are gone.</summary>
    public abstract string? Open(string purpose, string sealedText);
}
