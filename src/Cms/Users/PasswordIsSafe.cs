using Cms.Settings;
using Cms.Tenants;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>
/// Passwords are long, are none that would be guessed first and none that became known somewhere. Kinds of letters are not asked for: they make passwords harder to
/// remember, not to guess.
/// </summary>
public sealed class PasswordIsSafe(SettingsStore settings, CurrentTenant current, FetchBreaches breaches) : IPasswordValidator<User>
{
    /// <summary>The fewest characters of a password.</summary>
    public const int Shortest = 12;

    // Hashing takes time that grows with the length.
    private const int Longest = 256;

    /// <inheritdoc/>
    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var house = HouseWords.Of(current.Tenant, await SiteSettings.LoadAsync(settings, CancellationToken.None));
        if (Complaint(password ?? "", user.UserName, user.Email, house) is { } complaint)
            return Identity.Refuse(complaint);

        return await BreachedPasswords.ContainAsync(password!, breaches, CancellationToken.None)
            ? Identity.Refuse("This password became known where another site was broken into, so it is among those that are tried. Take one that you use nowhere else.")
            : IdentityResult.Success;
    }

    /// <summary>What is wrong with a user's password, as a sentence that does not repeat it; null when nothing is, as far as can be said without the tenant.</summary>
    public static string? Complaint(string password, string userName, string? email) => Complaint(password, userName, email, []);

    private static string? Complaint(string password, string userName, string? email, IEnumerable<string> house)
    {
        if (password.Length is < Shortest or > Longest)
            return $"A password has {Shortest} to {Longest} characters; this one has {password.Length}.";

        string?[] own = [userName, email, email?.Split('@')[0]];
        return PasswordGuesses.AreFew(password, own.OfType<string>().Concat(house))
            ? "This password is easy to guess: it is made of common words, rows of keys, the user's own name or names of this site. Take one that others would not try, such as four words that have nothing to do with each other."
            : null;
    }
}
