using System.Security.Cryptography;

namespace Cms.Users;

/// <summary>Passwords and codes that the program makes up.</summary>
public static class GeneratedPassword
{
    /// <summary>How long a password that was made up lets somebody in, who then chooses an own one.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>How many letters and digits one has.</summary>
    public const int Letters = Groups * InGroup;

    // Without letters and digits that look like others: somebody may have to type it. With 28 of them there are 138 random bits.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 7;
    private const int InGroup = 4;

    /// <summary>A new one that nobody can guess, however often it is tried: <c>k7mw-p3xh-qa9r-tced-v4nb-zj2f-u8ys</c>.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, InGroup)));
}
