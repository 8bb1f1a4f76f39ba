using System.Security.Cryptography;
using Cms.Tenants;
using Microsoft.AspNetCore.DataProtection;

namespace Cms.Host.Accounts;

/// <summary>Seals secrets of the tenant with the key ring.</summary>
internal sealed class KeyRingSeal(IDataProtectionProvider ring, CurrentTenant current) : SecretSeal
{
    public override string Close(string purpose, string secret) => ProtectorOf(purpose).Protect(secret);

    public override string? Open(string purpose, string sealedText)
    {
        try
        {
            return ProtectorOf(purpose).Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(string purpose) => ring.CreateProtector("Cms.Secret", current.Tenant.Id, purpose);
}
