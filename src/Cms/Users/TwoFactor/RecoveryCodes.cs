using System.Security.Cryptography;
using System.Text;

namespace Cms.Users.TwoFactor;

/// <summary>Codes that stand in for the authenticator app, each once. They are shown when they are made, and only hashes are kept.</summary>
public static class RecoveryCodes
{
    /// <summary>How many are made at once.</summary>
    public const int Count = 10;

    // 74 random bits: a plain hash is enough, as nobody can try so many.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 15;
    private const int InGroup = 5;

    /// <summary>How many the user has left.</summary>
    public static int LeftOf(User user) => HashesOf(user).Length;

    /// <summary>Gives the user new ones in place of those before, without saving.</summary>
    internal static IReadOnlyList<string> Renew(User user)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        user.RecoveryCodeHashes = string.Join(' ', codes.Select(code => HashOf(user, code)));
        return [.. codes.Select(code => string.Join('-', code.Chunk(InGroup).Select(group => new string(group))))];
    }

    /// <summary>Takes the code, without saving the user: true when it is one of those that are left, of which it is none afterwards.</summary>
    internal static bool TryTake(User user, string code)
    {
        var plain = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (plain.Length != Length)
            return false;

        var hash = Encoding.ASCII.GetBytes(HashOf(user, plain));
        var left = HashesOf(user).Where(known => !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), hash)).ToArray();
        if (left.Length == LeftOf(user))
            return false;

        user.RecoveryCodeHashes = left.Length == 0 ? null : string.Join(' ', left);
        return true;
    }

    private static string[] HashesOf(User user) => (user.RecoveryCodeHashes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string HashOf(User user, string plain) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}:{plain}")));
}
