using System.Net.Mail;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>Names and e-mails of users have a form, and one of each leads to one user.</summary>
public sealed class UserIsValid : IUserValidator<User>
{
    private const int LongestName = 128;
    private const int LongestEmail = 254;
    private const string Signs = "-._@+";

    /// <inheritdoc/>
    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
    {
        if (Complaint(user.UserName, user.Email) is { } complaint)
            return Identity.Refuse(complaint);

        // A name may look like an e-mail, and both are asked for in one box: what is one user's e-mail must not be another one's name.
        foreach (var text in new[] { user.UserName, user.Email }.OfType<string>())
        {
            var others = new[] { await manager.FindByNameAsync(text), await manager.FindByEmailAsync(text) };
            if (others.FirstOrDefault(other => other is not null && other.Id != user.Id) is { } other)
                return Identity.Refuse($"There is a user {other.UserName} already who signs in with \"{text}\"; take another one.");
        }

        return IdentityResult.Success;
    }

    /// <summary>A user name that looks as much like an e-mail as names may.</summary>
    internal static string NameOf(string email) => new([.. email.Select(character => IsOfNames(character) ? character : '-').Take(LongestName)]);

    /// <summary>What is wrong with the form of a name or an e-mail, as a sentence; null when nothing is.</summary>
    public static string? Complaint(string userName, string? email)
    {
        if (userName.Length is 0 or > LongestName || !userName.All(IsOfNames))
            return $"A user name has 1 to {LongestName} letters, digits and {string.Join(' ', Signs.AsEnumerable())}; \"{userName}\" does not.";

        return email is not null && (email.Length > LongestEmail || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            ? $"\"{email}\" is no e-mail address; it is written as name@example.org."
            : null;
    }

    private static bool IsOfNames(char character) => char.IsLetterOrDigit(character) || Signs.Contains(character);
}
