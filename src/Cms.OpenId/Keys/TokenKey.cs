using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Cms.OpenId.Keys;

/// <summary>A key of a tenant: signs its tokens, and seals those that only the tenant may read.</summary>
public sealed class TokenKey
{
    private const int EncryptionBytes = 32;

    private TokenKey(string id, DateTime createdUtc, DateTime signsFromUtc, RSA signing, byte[] encryption)
    {
        (Id, CreatedUtc, SignsFromUtc) = (id, createdUtc, signsFromUtc);
        Signing = new RsaSecurityKey(signing) { KeyId = id };
        Encryption = new SymmetricSecurityKey(encryption) { KeyId = id };
    }

    /// <summary>Names the key in tokens and in the key set (the kid).</summary>
    public string Id { get; }

    /// <summary>When it was made.</summary>
    public DateTime CreatedUtc { get; }

    /// <summary>From when on it signs; before, it is only known, so that all nodes know it by then.</summary>
    public DateTime SignsFromUtc { get; }

    /// <summary>The key with which tokens are signed (RS256, which every client of OpenID Connect knows).</summary>
    internal RsaSecurityKey Signing { get; }

    /// <summary>The key with which tokens are encrypted.</summary>
    internal SymmetricSecurityKey Encryption { get; }

    /// <summary>What is secret of a new key, as bytes. Takes up to seconds.</summary>
    internal static byte[] NewSecret(int signingBits)
    {
        using var signing = RSA.Create(signingBits);
        return [.. RandomNumberGenerator.GetBytes(EncryptionBytes), .. signing.ExportPkcs8PrivateKey()];
    }

    /// <summary>A new key with this secret.</summary>
    internal static TokenKey New(DateTime nowUtc, DateTime signsFromUtc, ReadOnlySpan<byte> secret) =>
        FromSecret(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), nowUtc, signsFromUtc, secret);

    /// <summary>What is secret of it, as bytes.</summary>
    internal byte[] ToSecret() => [.. Encryption.Key, .. Signing.Rsa.ExportPkcs8PrivateKey()];

    /// <summary>The key with this secret.</summary>
    internal static TokenKey FromSecret(string id, DateTime createdUtc, DateTime signsFromUtc, ReadOnlySpan<byte> secret)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(secret[EncryptionBytes..], out _);
        return new TokenKey(id, createdUtc, signsFromUtc, rsa, secret[..EncryptionBytes].ToArray());
    }
}
