using System.Text.Json.Nodes;
using Cms.Recipes;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Setup;

/// <summary>What a tenant is set up with.</summary>
/// <param name="Recipe">The recipe.</param>
public sealed record TenantSetup(Recipe Recipe)
{
    /// <summary>The site's name; null leaves it to the recipe.</summary>
    public string? SiteName { get; init; }

    /// <summary>The IANA name of the site's time zone; null leaves it to the recipe.</summary>
    public string? TimeZoneId { get; init; }

    /// <summary>Who can do everything in it; null leaves that to the next start of the server.</summary>
    public FirstAdministrator? Administrator { get; init; }

    /// <summary>What is wrong with it, as a sentence with the member that it is about; null when nothing is. Known before the recipe, which may take minutes.</summary>
    public Complaint? Complaint()
    {
        if (Administrator?.Complaints().FirstOrDefault() is { } complaint)
            return complaint;

        return Recipe.IsSetupRecipe ? null : new Complaint(nameof(Recipe), $"Recipe {Recipe.Name} is no set-up recipe (\"issetuprecipe\": true); run it in a tenant that exists.");
    }

    /// <summary>The recipe with what else is wanted as one more step, so that it is set with the rest or not at all.</summary>
    internal Recipe WholeRecipe()
    {
        // As its scripts see it, so that a name that looks like a script is not run.
        var given = new[] { (Name: "SiteName", Value: SiteName), (Name: "TimeZoneId", Value: TimeZoneId) }.Where(one => one.Value is not null).ToList();
        if (given.Count == 0)
            return Recipe;

        var parameters = new Dictionary<string, string>(Recipe.Parameters, StringComparer.OrdinalIgnoreCase);
        var step = new JsonObject { ["name"] = "settings" };
        foreach (var (name, value) in given)
            (step[name], parameters[name]) = ($"[js: parameters('{name}')]", value!);
        return Recipe with { Steps = [.. Recipe.Steps, step], Parameters = parameters };
    }
}

/// <summary>Sets a tenant up with a recipe that <see cref="AddTenant"/> has made: all of it, or it is as before and can be set up again.</summary>
public sealed class SetUpTenant(TenantStore store, TenantStorage storage, TenantRegistry registry, TenantScopes scopes, SharedHosts hosts)
{
    /// <summary>
    /// The running tenant. <see cref="ProblemKind.NotFound"/>; <see cref="ProblemKind.Conflict"/> when it is set up already or somebody is about it;
    /// <see cref="ProblemKind.Invalid"/>. Throws <see cref="RecipeException"/> when the recipe fails.
    /// </summary>
    public async Task<Outcome<CreatedTenant>> RunAsync(string name, TenantSetup setup, CancellationToken cancel)
    {
        await registry.LoadAsync(cancel);
        if (registry.Find(name) is not { } tenant)
            return Problem.NotFound($"There is no tenant {name}.");

        if (tenant.State is TenantState.Running or TenantState.Disabled)
            return Problem.Conflict($"Tenant {tenant.Name} is set up already.");

        if ((setup.Complaint() ?? hosts.Complaint(tenant)) is { } complaint)
            return Problem.Invalid([complaint]);

        if (!await store.ChangeStateAsync(tenant, TenantState.Uninitialized, TenantState.Initializing, cancel))
            return Problem.Conflict($"Tenant {tenant.Name} is being set up, or its set-up was cut off; wait, or remove it and create it again.");

        // Now, so that nobody who looks at the list later finds a change and closes what is being filled.
        await registry.LoadAsync(cancel);
        return await FillAsync(tenant, setup, () => store.ChangeStateAsync(tenant, TenantState.Initializing, TenantState.Uninitialized, CancellationToken.None), cancel);
    }

    /// <summary>The tenant with everything in it and running; or nothing is left of what was filled in.</summary>
    /// <param name="tenant">The tenant, which whoever calls has taken for itself.</param>
    /// <param name="setup">What it is set up with.</param>
    /// <param name="giveUp">Brings the list of tenants back to how it was, after a failure.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Outcome<CreatedTenant>> FillAsync(Tenant tenant, TenantSetup setup, Func<Task> giveUp, CancellationToken cancel)
    {
        Outcome<CreatedTenant> filled;
        try
        {
            filled = await FillAsync(tenant, setup, cancel);
        }
        catch
        {
            await EmptyAsync(tenant, giveUp);
            throw;
        }

        // This may fail, too, and there is nothing to clean up any more.
        if (filled.Problem is null)
            await registry.LoadAsync(CancellationToken.None);
        else
            await EmptyAsync(tenant, giveUp);
        return filled;
    }

    private async Task<Outcome<CreatedTenant>> FillAsync(Tenant tenant, TenantSetup setup, CancellationToken cancel)
    {
        await storage.CreateAsync(tenant, cancel);
        IReadOnlyList<string> remarks;
        AddedAdministrator? administrator = null;
        await using (var scope = scopes.Open(tenant))
        {
            remarks = await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(setup.WholeRecipe(), cancel);
            if (setup.Administrator is { } first)
            {
                var added = await scope.ServiceProvider.GetRequiredService<AddAdministrator>().RunAsync(first, cancel);
                if (added.Problem is { } problem)
                    return problem;

                administrator = added.Value;
                await store.SetHasAdministratorAsync(tenant, cancel);
            }
        }

        var running = tenant with { State = TenantState.Running, RecipeName = setup.Recipe.Name, HasAdministrator = tenant.HasAdministrator || administrator is not null };
        if (tenant.RecipeName != running.RecipeName)
            await store.UpdateAsync(running, cancel);

        // Nothing comes after it, and nobody who hangs up stops it: a failure would make the caller empty a tenant that runs.
        await store.SetStateAsync(tenant, running.State, CancellationToken.None);
        return new CreatedTenant(running, remarks, administrator);
    }

    private async Task EmptyAsync(Tenant tenant, Func<Task> giveUp)
    {
        await storage.DeleteAsync(tenant, CancellationToken.None);
        await giveUp();
        await registry.LoadAsync(CancellationToken.None);
    }
}
