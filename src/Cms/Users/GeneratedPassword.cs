using System.Security.Cryptography;

namespace Cms.Users;

/// <summary>Passwords that the program makes up.</summary>
public static class GeneratedPassword
{
    // Without letters and digits that look like others: somebody may have to type it.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int InGroup = 5;

    /// <summary>A new one with 99 random bits: <c>k7mwp-3xhqa-9rtce-dv4nb</c>.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, InGroup)));
}
