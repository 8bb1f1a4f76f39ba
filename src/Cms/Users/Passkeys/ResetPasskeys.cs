namespace Cms.Users.Passkeys;

/// <summary>Takes all passkeys from somebody who lost a device, or whose account a stranger was in.</summary>
public sealed class ResetPasskeys(ChangeUser change, UserStore store)
{
    /// <summary>The user, whose sign-ins have ended. <see cref="ProblemKind.Conflict"/> when the user has no passkey.</summary>
    public Task<Outcome<User>> RunAsync(string nameOrEmail, CancellationToken cancel) => change.RunAsync(
        nameOrEmail,
        "remove passkeys of users",
        async user =>
        {
            var passkeys = await store.GetPasskeysAsync(user, cancel);
            if (passkeys.Count == 0)
                return Problem.Conflict($"{user.UserName} has no passkey.");

            foreach (var passkey in passkeys)
                await store.RemovePasskeyAsync(user, passkey.CredentialId, cancel);
            return null;
        },
        cancel);
}
