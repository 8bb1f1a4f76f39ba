using Cms.Users.External;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Passkeys;

/// <summary>What the changes of the signed-in user's passkeys share: whose they are, and which.</summary>
public sealed class OwnPasskeys(UserStore store, ChangeOwn own)
{
    /// <summary>The most passkeys of a user.</summary>
    public const int Most = 20;

    internal const string What = "has passkeys";

    private const int LongestName = 64;

    /// <summary>Changes them in one transaction. <see cref="ProblemKind.NotFound"/> when the caller is no user.</summary>
    internal Task<Outcome<Done>> ChangeAsync(Func<User, IList<UserPasskeyInfo>, Task<Problem?>> change, CancellationToken cancel) => own.RunAsync<Done>(
        What, async user => await change(user, await store.GetPasskeysAsync(user, cancel)) is { } problem ? problem : new Done(), cancel);

    /// <summary>What is wrong with the name of a passkey, as a sentence; null when nothing is.</summary>
    internal static Problem? ComplaintOf(string name) => name.Length is 0 or > LongestName || name.Any(char.IsControl)
        ? Problem.Invalid($"A passkey has a name of 1 to {LongestName} characters, such as the device that it is on.")
        : null;
}

/// <summary>Gives the signed-in user a passkey that the browser has just made, and whose answer was checked.</summary>
public sealed class AddPasskey(OwnPasskeys own, UserStore store)
{
    /// <summary>Done. <see cref="ProblemKind.Invalid"/> for a bad name, <see cref="ProblemKind.Conflict"/> when there are too many or another user has it.</summary>
    public Task<Outcome<Done>> RunAsync(UserPasskeyInfo passkey, string name, CancellationToken cancel) => own.ChangeAsync(
        async (user, present) =>
        {
            if (OwnPasskeys.ComplaintOf(name) is { } complaint)
                return complaint;

            if (present.Count >= OwnPasskeys.Most)
                return Problem.Conflict($"You have {OwnPasskeys.Most} passkeys, and that is the most; remove one first.");

            if (await store.FindByPasskeyIdAsync(passkey.CredentialId, cancel) is not null)
                return Problem.Conflict("This passkey is in use already.");

            passkey.Name = name;
            await store.AddOrUpdatePasskeyAsync(user, passkey, cancel);
            return null;
        },
        cancel);
}

/// <summary>Gives a passkey of the signed-in user another name.</summary>
public sealed class RenamePasskey(OwnPasskeys own, UserStore store)
{
    /// <summary>Done. <see cref="ProblemKind.NotFound"/> when the user has no such passkey, <see cref="ProblemKind.Invalid"/> for a bad name.</summary>
    public Task<Outcome<Done>> RunAsync(byte[] credentialId, string name, CancellationToken cancel) => own.ChangeAsync(
        async (user, present) =>
        {
            if (OwnPasskeys.ComplaintOf(name) is { } complaint)
                return complaint;

            if (present.FirstOrDefault(one => one.CredentialId.SequenceEqual(credentialId)) is not { } passkey)
                return Problem.NotFound("You have no such passkey; it may have been removed meanwhile.");

            passkey.Name = name;
            await store.AddOrUpdatePasskeyAsync(user, passkey, cancel);
            return null;
        },
        cancel);
}

/// <summary>Takes a passkey from the signed-in user: nobody signs in with it any more.</summary>
public sealed class RemovePasskey(ChangeOwn own, OwnExternalLogins external, UserStore store)
{
    /// <summary>
    /// Done; may run twice. <see cref="ProblemKind.Conflict"/> for the last passkey of a user with nothing else, who could not sign in any more.
    /// </summary>
    public Task<Outcome<Done>> RunAsync(byte[] credentialId, CancellationToken cancel) => own.RunAsync<Done>(
        OwnPasskeys.What,
        async user =>
        {
            if (!await external.CanSignInAsync(user, cancel, withoutPasskey: credentialId))
                return Problem.Conflict("This is all that you can sign in with; add another passkey first.");

            await store.RemovePasskeyAsync(user, credentialId, cancel);
            return new Done();
        },
        cancel);
}
