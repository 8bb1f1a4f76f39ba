using Cms.Apps;
using Cms.Content;
using Cms.Tests.Memory;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Apps;

/// <summary>A tenant with apps, keys and roles, with the verbs in one call each.</summary>
internal sealed class AppSite : IAsyncDisposable
{
    public MemoryCms Cms { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static App An(string clientId) => new() { Id = ContentId.New(), ClientId = clientId, Flows = AppFlows.ClientCredentials };

    /// <summary>Makes the role Reader, which may ask the APIs and see guides, and the role Writer, which may edit everything.</summary>
    public Task MakeRolesAsync() => Cms.RunRecipeAsync(RecipeText.Of(
        """
        {"name":"Roles","Roles":[
          {"Name":"Reader","Permissions":["ExecuteGraphQL","AccessContentApi","View_Guide"]},
          {"Name":"Writer","Permissions":["ExecuteGraphQL","AccessContentApi","EditContent"]},
          {"Name":"Anonymous","Permissions":[]},{"Name":"Authenticated","Permissions":[]}]}
        """));

    public Task<Outcome<RegisteredApp>> RegisterAsync(App app, string? secret = null, bool mayReplace = false, Caller? by = null) =>
        RunAsync<RegisterApp, RegisteredApp>(verb => verb.RunAsync(new NewApp(app) { Secret = secret, MayReplace = mayReplace }, Cancel), by);

    public Task<Outcome<CreatedApiKey>> MakeKeyAsync(NewApiKey wanted, Caller? by = null) => RunAsync<CreateApiKey, CreatedApiKey>(verb => verb.RunAsync(wanted, Cancel), by);

    public Task<Outcome<Caller>> CallerOfKeyAsync(string key, string? from = null) =>
        Cms.RunAsync<ProgramCaller, Outcome<Caller>>(callers => callers.OfKeyAsync(key, from is null ? null : System.Net.IPAddress.Parse(from), Cancel));

    public Task<Outcome<Caller>> CallerOfTokenAsync(GivenToken token) => Cms.RunAsync<ProgramCaller, Outcome<Caller>>(callers => callers.OfTokenAsync(token, Cancel));

    /// <summary>A token of the tenant for this app.</summary>
    public GivenToken Token(string clientId, params string[] scopes) => new(Cms.Tenant.Id, clientId, scopes);

    /// <summary>Runs a verb as this caller; as the program when there is none.</summary>
    public Task<Outcome<T>> RunAsync<TVerb, T>(Func<TVerb, Task<Outcome<T>>> run, Caller? by = null) where TVerb : notnull => Cms.InScopeAsync(services =>
    {
        if (by is not null)
            services.GetRequiredService<CurrentCaller>().Caller = by;
        return run(services.GetRequiredService<TVerb>());
    });

    public ValueTask DisposeAsync() => Cms.DisposeAsync();
}
