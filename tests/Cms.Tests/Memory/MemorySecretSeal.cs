using System.Text;
using Cms.Tenants;

namespace Cms.Tests.Memory;

/// <summary>Seals so that a test cannot take what is sealed for the secret: no more than that.</summary>
internal sealed class MemorySecretSeal(CurrentTenant current) : SecretSeal
{
    /// <summary>The secret in what a row holds, for a test that stands for the authenticator app.</summary>
    public static string SecretIn(string stored) => Encoding.UTF8.GetString(Convert.FromHexString(stored.Split(':')[1])).Split('|')[2];

    public override string Close(string purpose, string secret) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{current.Tenant.Id}|{purpose}|{secret}"));

    public override string? Open(string purpose, string sealedText)
    {
        if (sealedText.Length % 2 != 0 || !sealedText.All(char.IsAsciiHexDigit))
            return null;

        var text = Encoding.UTF8.GetString(Convert.FromHexString(sealedText));
        var begin = $"{current.Tenant.Id}|{purpose}|";
        return text.StartsWith(begin, StringComparison.Ordinal) ? text[begin.Length..] : null;
    }
}
