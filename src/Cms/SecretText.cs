using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cms;

/// <summary>Secrets that programs hand on: keys, tokens of links, secrets of apps. Only their hash is kept.</summary>
public static class SecretText
{
    private const int RandomBytes = 32;

    /// <summary>A new one with 256 random bits, in letters that addresses and headers may have.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>SHA-256 of a secret, in hexadecimal digits. Enough for a text of so many random bits, which nobody can guess.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
