using Cms.Tests.Memory;
using Cms.Users;
using Cms.Users.External;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Users;

/// <summary>A tenant and its users, with the verbs in one call each.</summary>
internal sealed class UserSite(Action<IServiceCollection>? add = null) : IAsyncDisposable
{
    public const string Password = "quiet-harbour-lantern";

    public MemoryCms Cms { get; } = new(services =>
    {
        services.AddSingleton(new ExternalProviders([new ExternalProvider("work", "Work", [], RolesOfNewUsers: null)]));
        add?.Invoke(services);
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<Outcome<User>> AddAsync(string name, string[]? roles = null, string? email = null, string? password = Password, Caller? by = null) =>
        RunAsync<AddUser>(verb => verb.RunAsync(new NewUser(name) { Email = email, RoleNames = roles ?? [], Password = password }, Cancel), by);

    public Task<Outcome<User>> SignInAsync(string name, string password = Password) => RunAsync<SignIn>(verb => verb.RunAsync(name, password, Cancel), by: null);

    public async Task<User> GetAsync(string name) => (await Cms.RunAsync<UserStore, User?>(store => store.FindByNameAsync(name.ToUpperInvariant(), Cancel)))!;

    /// <summary>Runs a verb as this caller; as the program when there is none.</summary>
    public Task<Outcome<User>> RunAsync<TVerb>(Func<TVerb, Task<Outcome<User>>> run, Caller? by = null) where TVerb : notnull => AskAsync(run, by);

    /// <summary>Runs a verb that gives anything.</summary>
    public Task<T> AskAsync<TVerb, T>(Func<TVerb, Task<T>> run, Caller? by = null) where TVerb : notnull => Cms.InScopeAsync(services =>
    {
        if (by is not null)
            services.GetRequiredService<CurrentCaller>().Caller = by;
        return run(services.GetRequiredService<TVerb>());
    });

    public ValueTask DisposeAsync() => Cms.DisposeAsync();
}
