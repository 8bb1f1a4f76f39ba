using Cms.Host.Configuration;
using Cms.Setup;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Host.Tenants;

/// <summary>Gives every running tenant in which nobody can sign in its first administrator, when the server starts.</summary>
public sealed class AddMissingAdministrators(TenantRegistry registry, TenantStore store, TenantScopes scopes, CmsSettings settings, ILogger<AddMissingAdministrators> log)
{
    private readonly List<(Tenant Tenant, AddedAdministrator Administrator)> _added = [];

    /// <summary>Those that this start added, for the console.</summary>
    public IReadOnlyList<(Tenant Tenant, AddedAdministrator Administrator)> Added => _added;

    /// <summary>The running tenants of which it is not known that somebody can sign in.</summary>
    public static IEnumerable<Tenant> ListWithout(TenantRegistry registry) => registry.Tenants.Where(tenant => tenant is { State: TenantState.Running, HasAdministrator: false });

    /// <summary>Adds them. A tenant where this fails is logged and tried again at the next start; the others go on.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var without = ListWithout(registry).ToList();
        foreach (var tenant in without)
        {
            try
            {
                await AddAsync(tenant, cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "No administrator could be added to tenant {Tenant}", tenant.Name);
            }
        }

        if (without.Count > 0)
            await registry.LoadAsync(cancel);
    }

    private async Task AddAsync(Tenant tenant, CancellationToken cancel)
    {
        await using var scope = scopes.Open(tenant);
        if (!await scope.ServiceProvider.GetRequiredService<UserStore>().HasPasswordsAsync(cancel))
        {
            var added = await scope.ServiceProvider.GetRequiredService<AddAdministrator>().RunAsync(settings.Setup.Administrator, cancel);
            if (added.Problem is null)
            {
                _added.Add((tenant, added.Value));
                log.LogInformation("User {User} was added to tenant {Tenant} as its first administrator", added.Value.UserName, tenant.Name);
            }
            else if (added.Problem.Kind != ProblemKind.Conflict)
            {
                // A conflict is another node that was faster.
                log.LogError("No administrator could be added to tenant {Tenant}: {Problem}", tenant.Name, added.Problem.Message);
                return;
            }
        }

        await store.SetHasAdministratorAsync(tenant, cancel);
    }
}
