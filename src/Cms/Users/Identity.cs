using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>The answers of ASP.NET Core Identity as those of Cms.</summary>
internal static class Identity
{
    /// <summary>A refusal with this sentence.</summary>
    public static IdentityResult Refuse(string sentence) => IdentityResult.Failed(new IdentityError { Code = "Refused", Description = sentence });

    /// <summary>Null when it succeeded; else the sentences of the refusal.</summary>
    public static Problem? ProblemOf(IdentityResult result) =>
        result.Succeeded ? null : Problem.Invalid(string.Join(' ', result.Errors.Select(error => error.Description)));

    /// <summary>The user of this name or e-mail, or null.</summary>
    public static async Task<User?> FindAsync(UserManager<User> users, string nameOrEmail) =>
        await users.FindByNameAsync(nameOrEmail) ?? await users.FindByEmailAsync(nameOrEmail);

    /// <summary>What is said of a user who is not there.</summary>
    public static Problem Missing(string nameOrEmail) => Problem.NotFound($"There is no user \"{nameOrEmail}\" in this site.");

    /// <summary>
    /// The hash of a new password for the user; the refusal when it breaks a rule. It takes long, and others are asked: it belongs before a transaction, in which
    /// all who write would wait for them.
    /// </summary>
    public static async Task<Outcome<string>> HashAsync(this UserManager<User> users, User user, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (ProblemOf(await rule.ValidateAsync(users, user, password)) is { } problem)
                return problem;
        }

        // Others have seen that one.
        if (user is { FirstPasswordEndsUtc: not null, PasswordHash: { } madeUp } && users.PasswordHasher.VerifyHashedPassword(user, madeUp, password) != PasswordVerificationResult.Failed)
            return Problem.Invalid("This is the password that was made up for the user; take one that nobody else has seen.");

        return users.PasswordHasher.HashPassword(user, password);
    }

    /// <summary>Gives the user the password of this hash, for good, and takes a lock away, without saving.</summary>
    public static void GivePassword(this User user, string hash)
    {
        (user.PasswordHash, user.FirstPasswordEndsUtc) = (hash, null);
        FailedSignIns.Forget(user);
    }
}
