using Cms.Host.Configuration;
using Cms.Recipes;
using Cms.Setup;
using Cms.Tenants;

namespace Cms.Host.Tenants;

/// <summary>What has to be true before the first request or command: the tenants are known, and a new installation has its first one.</summary>
public sealed class StartTenants(
    TenantRegistry registry, TenantStore store, TenantStorage storage, CreateTenant create, RecipeFolder recipes, SharedHosts hosts, CmsSettings settings, ILogger<StartTenants> log)
{
    /// <summary>
    /// Loads the tenants; sets up Default when there is none at all, without an administrator, whose password only the server can show. Throws
    /// <see cref="ConfigurationException"/> when its recipe cannot be read or an administrator is missing and the one configured cannot be used,
    /// and <see cref="RecipeException"/> when the recipe fails.
    /// </summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await registry.LoadAsync(cancel);
        if (registry.Find(Tenant.DefaultName) is { State: TenantState.Initializing } half && registry.Tenants.Count == 1)
        {
            log.LogWarning("The set-up of tenant {Tenant} was cut off; it begins again", half.Name);
            await store.RemoveAsync(half, cancel);
            await storage.DeleteAsync(half, cancel);
            await registry.LoadAsync(cancel);
        }

        if (registry.Tenants.Where(tenant => tenant.State == TenantState.Running).Select(hosts.Complaint).FirstOrDefault(complaint => complaint is not null) is { } shared)
            throw new ConfigurationException($"{shared.Message} Set Cms:OwnHostsOnly to false to move, disable or remove it.");

        // Before anything is set up: who would do it needs one that can be used.
        if (registry.Tenants.Count == 0 || AddMissingAdministrators.ListWithout(registry).Any())
            RefuseUnusableAdministrator();

        if (registry.Tenants.Count > 0)
            return;

        var recipe = await GetRecipeAsync(cancel);
        var made = await create.RunAsync(
            new NewTenant(Tenant.DefaultName, recipe) { SiteName = settings.Setup.SiteName is { Length: > 0 } name ? name : null }, cancel);
        if (made.Problem is { } problem)
            throw new RecipeException(problem.Message);

        log.LogInformation("Tenant {Tenant} was set up from recipe {Recipe}", Tenant.DefaultName, recipe.Name);
        foreach (var remark in made.Value.Remarks)
            log.LogWarning("Recipe {Recipe}: {Remark}", recipe.Name, remark);
    }

    private void RefuseUnusableAdministrator()
    {
        if (settings.Setup.Administrator.Complaints().FirstOrDefault() is { } complaint)
            throw new ConfigurationException($"The administrator of Cms:Setup (AdminUserName, AdminEmail, AdminPassword) cannot be used: {complaint.Message}");
    }

    private async Task<Recipe> GetRecipeAsync(CancellationToken cancel)
    {
        try
        {
            return await recipes.GetAsync(settings.Setup.Recipe, cancel);
        }
        catch (RecipeException exception)
        {
            throw new ConfigurationException($"Cms:Setup:Recipe cannot be used: {exception.Message}", exception);
        }
    }
}
