using Cms.Content;

namespace Cms.Users;

/// <summary>What the verbs that change the own account share: whose it is, that nothing that others did meanwhile is undone, and the transaction.</summary>
public sealed class ChangeOwn(UserStore store, PasswordCheck check, CurrentCaller current, TenantWork work)
{
    /// <summary>The signed-in user, whose password this is. <see cref="ProblemKind.Forbidden"/> when it is not, which counts as at a sign-in.</summary>
    /// <param name="password">The password.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="called">What the form calls it.</param>
    internal async Task<Outcome<User>> CheckAsync(string password, CancellationToken cancel, string called = "password") =>
        await check.RunAsync(await store.FindByIdAsync(current.Caller.UserId, cancel), password, cancel) is { } user ? user : Problem.Forbidden($"The {called} is not right.");

    /// <summary>Changes the signed-in user in one transaction. <see cref="ProblemKind.NotFound"/> when the caller is no user.</summary>
    /// <param name="what">Completes a sentence that begins with <c>Only a user who is signed in</c>.</param>
    /// <param name="change">Changes and saves the user, or says why not; then nothing of it happened.</param>
    /// <param name="cancel">Stops the work.</param>
    internal Task<Outcome<T>> RunAsync<T>(string what, Func<User, Task<Outcome<T>>> change, CancellationToken cancel) =>
        RunAsync(stamp: null, Problem.NotFound($"Only a user who is signed in {what}."), change, cancel);

    /// <summary>
    /// Changes the signed-in user, whose password this is, in one transaction. The refusals of <see cref="CheckAsync"/>; <see cref="ProblemKind.Conflict"/> when
    /// the user's sign-ins ended while it was compared.
    /// </summary>
    /// <param name="password">The password.</param>
    /// <param name="change">Changes and saves the user, or says why not; then nothing of it happened.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<T>> RunWithPasswordAsync<T>(string password, Func<User, Task<Outcome<T>>> change, CancellationToken cancel)
    {
        var shown = await CheckAsync(password, cancel);
        return shown.Problem is { } wrong ? wrong : await RunAsync(shown.Value, change, cancel);
    }

    /// <summary>Changes the signed-in user in one transaction. <see cref="ProblemKind.Conflict"/> when the user's sign-ins ended since <see cref="CheckAsync"/>.</summary>
    /// <param name="shown">The user whom it gave.</param>
    /// <param name="change">Changes and saves the user, or says why not; then nothing of it happened.</param>
    /// <param name="cancel">Stops the work.</param>
    internal Task<Outcome<T>> RunAsync<T>(User shown, Func<User, Task<Outcome<T>>> change, CancellationToken cancel) =>
        RunAsync(shown.SecurityStamp, Problem.Conflict("Somebody changed your account at the same time, and nothing was done. Sign in again."), change, cancel);

    private async Task<Outcome<T>> RunAsync<T>(string? stamp, Problem refusal, Func<User, Task<Outcome<T>>> change, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);

        // As stored now: a user who was read before others wrote would be saved over what they did.
        if (await store.FindByIdAsync(current.Caller.UserId, cancel) is not { IsEnabled: true } user || (stamp is not null && user.SecurityStamp != stamp))
            return refusal;

        var changed = await change(user);
        if (changed.Problem is null)
            await transaction.CommitAsync(cancel);
        return changed;
    }
}
