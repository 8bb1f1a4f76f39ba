using System.Security.Cryptography;
using OtpNet;

namespace Cms.Users.TwoFactor;

/// <summary>Codes of authenticator apps (RFC 6238): six digits that change every 30 seconds, made of a key that the app and the user's account share.</summary>
public static class AuthenticatorCode
{
    // As long as the hash, which is SHA-1 as most apps know no other (RFC 4226, section 4).
    private const int KeyBytes = 20;
    private const int Digits = 6;

    // A clock may be a little off, and typing takes a while.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new key, in Base32.</summary>
    public static string NewKey() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=');

    /// <summary>The key in groups of four, for typing.</summary>
    public static string InGroups(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    /// <summary>What a QR code says to an app.</summary>
    /// <param name="site">The site's name, under which the app shows the code.</param>
    /// <param name="userName">The user's name, which the app shows beside it.</param>
    /// <param name="key">The key.</param>
    public static string Address(string site, string userName, string key) => new OtpUri(OtpType.Totp, key, userName, site.Replace(":", "", StringComparison.Ordinal)).ToString();

    /// <summary>Takes a code of the user's key, as <see cref="AuthenticatorKeys.TryTake"/>.</summary>
    internal static bool TryTake(User user, string key, string code, DateTime nowUtc)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != Digits || !Codes(key).VerifyTotp(nowUtc, digits, out var step, Window) || step <= user.LastCodeStep)
            return false;

        user.LastCodeStep = step;
        return true;
    }

    private static Totp Codes(string key) => new(Base32Encoding.ToBytes(key), totpSize: Digits);
}
