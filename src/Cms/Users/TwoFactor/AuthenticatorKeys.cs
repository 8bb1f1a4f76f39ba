using Cms.Tenants;
using Microsoft.Extensions.Logging;

namespace Cms.Users.TwoFactor;

/// <summary>The keys of authenticator apps as the users' rows hold them: sealed for tenant and user. One from before they were sealed is, when a code of it is taken.</summary>
public sealed class AuthenticatorKeys(SecretSeal seal, ILogger<AuthenticatorKeys> log)
{
    // No key begins so: Base32 has neither small letters nor a colon.
    private const string Mark = "sealed:";

    /// <summary>The user's key in Base32, to be shown to the user alone; null when there is none, or it cannot be opened with the keys that this program has.</summary>
    public string? Find(User user)
    {
        if (user.AuthenticatorKey is not { } kept || !kept.StartsWith(Mark, StringComparison.Ordinal))
            return user.AuthenticatorKey;

        if (seal.Open(PurposeOf(user), kept[Mark.Length..]) is { } key)
            return key;

        log.LogError("The key of the authenticator app of user {User} cannot be opened with this key ring; a recovery code lets the user in, or two-factor sign-in has to be turned off", user.Id);
        return null;
    }

    /// <summary>Gives the user this key, without saving.</summary>
    internal void Give(User user, string key) => user.AuthenticatorKey = Mark + seal.Close(PurposeOf(user), key);

    /// <summary>Takes the code, without saving the user: true when it is the key's of now or almost now and neither it nor a later one was taken before.</summary>
    internal bool TryTake(User user, string code, DateTime nowUtc)
    {
        if (Find(user) is not { } key || !AuthenticatorCode.TryTake(user, key, code, nowUtc))
            return false;

        if (key == user.AuthenticatorKey)
            Give(user, key);
        return true;
    }

    private static string PurposeOf(User user) => $"AuthenticatorKey {user.Id}";
}
