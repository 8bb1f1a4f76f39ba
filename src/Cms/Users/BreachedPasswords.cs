using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Cms.Users;

/// <summary>Passwords that became known somewhere.</summary>
internal static class BreachedPasswords
{
    private const int DigitsTold = 5;

    /// <summary>True when the service knows the password; false also when there is none or it does not answer.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is what such services are asked by; nothing is kept by it.")]
    public static async Task<bool> ContainAsync(string password, FetchBreaches fetch, CancellationToken cancel)
    {
        var digits = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
        if (await fetch(digits[..DigitsTold], cancel) is not { } known)
            return false;

        // A padding line says 0 times.
        return known.Split('\n').Select(line => line.Trim().Split(':'))
            .Any(line => line.Length == 2 && line[0].Equals(digits[DigitsTold..], StringComparison.OrdinalIgnoreCase) && line[1].Trim('0').Length > 0);
    }
}
