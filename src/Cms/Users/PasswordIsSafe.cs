using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>Passwords are long and are none that would be guessed first. Kinds of letters are not asked for: they make passwords harder to remember, not to guess.</summary>
public sealed class PasswordIsSafe : IPasswordValidator<User>
{
    /// <summary>The fewest characters of a password.</summary>
    public const int Shortest = 12;

    // Hashing takes time that grows with the length.
    private const int Longest = 256;

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(Complaint(password ?? "", user.UserName, user.Email) is { } complaint ? Identity.Refuse(complaint) : IdentityResult.Success);

    /// <summary>What is wrong with a user's password, as a sentence that does not repeat it; null when nothing is.</summary>
    public static string? Complaint(string password, string userName, string? email)
    {
        if (password.Length is < Shortest or > Longest)
            return $"A password has {Shortest} to {Longest} characters; this one has {password.Length}.";

        string?[] own = [userName, email, email?.Split('@')[0]];
        return CommonPasswords.Contain(password, own.OfType<string>())
            ? "This password is easy to guess: it is made of common words, rows of keys or the user's own name. Take one that others would not try, such as four words that have nothing to do with each other."
            : null;
    }
}
