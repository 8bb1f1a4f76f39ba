using Cms.Recipes;
using Cms.Tenants;

namespace Cms.Setup;

/// <summary>What a new tenant is to be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Recipe">The recipe it is set up with.</param>
public sealed record NewTenant(string Name, Recipe Recipe)
{
    /// <summary>Host names that lead to it; none for every host.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>First segments of the path that lead to it; empty for the root.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The site's name; null leaves it to the recipe.</summary>
    public string? SiteName { get; init; }

    /// <summary>Who can do everything in it; null leaves that to the next start of the server.</summary>
    public FirstAdministrator? Administrator { get; init; }
}

/// <summary>A tenant that was made.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Remarks">What its recipe remarked.</param>
/// <param name="Administrator">Its administrator; null when none was wanted.</param>
public sealed record CreatedTenant(Tenant Tenant, IReadOnlyList<string> Remarks, AddedAdministrator? Administrator);

/// <summary>Makes a tenant and sets it up with a recipe: all of it, or nothing is left.</summary>
public sealed class CreateTenant(TenantStore store, AddTenant add, SetUpTenant setUp)
{
    /// <summary>The running tenant. <see cref="ProblemKind.Conflict"/> when the name or address is taken; throws <see cref="RecipeException"/> when the recipe fails.</summary>
    public async Task<Outcome<CreatedTenant>> RunAsync(NewTenant wanted, CancellationToken cancel)
    {
        var setup = new TenantSetup(wanted.Recipe) { SiteName = wanted.SiteName, Administrator = wanted.Administrator };
        if (setup.Complaint() is { } complaint)
            return Problem.Invalid(complaint.Message);

        var details = new TenantDetails(wanted.Name) { Hosts = wanted.Hosts, Prefix = wanted.Prefix, RecipeName = wanted.Recipe.Name };
        var added = await add.RunAsync(details, TenantState.Initializing, cancel);
        return added.Problem is { } problem ? problem : await setUp.FillAsync(added.Value, setup, () => store.RemoveAsync(added.Value, CancellationToken.None), cancel);
    }
}
