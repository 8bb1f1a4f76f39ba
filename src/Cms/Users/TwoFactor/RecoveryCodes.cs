using System.Security.Cryptography;
using System.Text;

namespace Cms.Users.TwoFactor;

/// <summary>Codes that stand in for the authenticator app, each once. They are shown when they are made, and only hashes are kept.</summary>
public static class RecoveryCodes
{
    /// <summary>How many are made at once.</summary>
    public const int Count = 10;

    /// <summary>How many the user has left.</summary>
    public static int LeftOf(User user) => HashesOf(user).Length;

    /// <summary>Gives the user new ones in place of those before, without saving.</summary>
    internal static IReadOnlyList<string> Renew(User user)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => GeneratedPassword.New()).ToList();
        user.RecoveryCodeHashes = string.Join(' ', codes.Select(code => HashOf(user, Plain(code))));
        return codes;
    }

    /// <summary>Takes the code, without saving the user: true when it is one of those that are left, of which it is none afterwards.</summary>
    internal static bool TryTake(User user, string code)
    {
        var plain = Plain(code);
        if (plain.Length != GeneratedPassword.Letters)
            return false;

        var hash = Encoding.ASCII.GetBytes(HashOf(user, plain));
        var left = HashesOf(user).Where(known => !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), hash)).ToArray();
        if (left.Length == LeftOf(user))
            return false;

        user.RecoveryCodeHashes = left.Length == 0 ? null : string.Join(' ', left);
        return true;
    }

    private static string[] HashesOf(User user) => (user.RecoveryCodeHashes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    // A plain hash is enough: nobody can try so many.
    private static string HashOf(User user, string plain) => SecretText.HashOf($"{user.Id}:{plain}");
}
