using System.Globalization;
using Cms.Content;
using Cms.Recipes;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

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
public sealed class CreateTenant(TenantStore store, TenantStorage storage, TenantRegistry registry, TenantScopes scopes, TimeProvider clock)
{
    private const int LongestName = 60;

    /// <summary>The running tenant. <see cref="ProblemKind.Conflict"/> when the name or address is taken; throws <see cref="RecipeException"/> when the recipe fails.</summary>
    public async Task<Outcome<CreatedTenant>> RunAsync(NewTenant wanted, CancellationToken cancel)
    {
        if (Complaint(wanted) is { } complaint)
            return Problem.Invalid(complaint);

        var tenant = new Tenant
        {
            Id = ContentId.New(),
            Name = wanted.Name,
            Hosts = [.. wanted.Hosts.Select(host => FindRequestForm(host)!).Distinct()],
            Prefix = wanted.Prefix.Trim('/'),
            State = TenantState.Initializing,
            RecipeName = wanted.Recipe.Name,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
        };
        if (!await store.AddAsync(tenant, cancel))
            return await TakenAsync(tenant, cancel);

        try
        {
            var filled = await FillAsync(tenant, wanted, cancel);
            if (filled.Problem is not null)
                await ForgetAsync(tenant);
            return filled;
        }
        catch
        {
            await ForgetAsync(tenant);
            throw;
        }
    }

    private async Task<Outcome<CreatedTenant>> FillAsync(Tenant tenant, NewTenant wanted, CancellationToken cancel)
    {
        await storage.CreateAsync(tenant, cancel);
        await using var scope = scopes.Open(tenant);
        var remarks = await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(WithSiteName(wanted), cancel);
        AddedAdministrator? administrator = null;
        if (wanted.Administrator is { } first)
        {
            var added = await scope.ServiceProvider.GetRequiredService<AddAdministrator>().RunAsync(first, cancel);
            if (added.Problem is { } problem)
                return problem;

            administrator = added.Value;
            await store.SetHasAdministratorAsync(tenant, cancel);
        }

        await store.SetStateAsync(tenant, TenantState.Running, cancel);
        await registry.LoadAsync(cancel);
        return new CreatedTenant(tenant with { State = TenantState.Running, HasAdministrator = administrator is not null }, remarks, administrator);
    }

    private async Task ForgetAsync(Tenant tenant)
    {
        await storage.DeleteAsync(tenant, CancellationToken.None);
        await store.RemoveAsync(tenant, CancellationToken.None);
    }

    // The name is one more step of the recipe, so that it is set with the rest or not at all.
    private static Recipe WithSiteName(NewTenant wanted) => wanted.SiteName is not { } name
        ? wanted.Recipe
        : wanted.Recipe with
        {
            // As its scripts see it, so that a name that looks like a script is not run.
            Steps = [.. wanted.Recipe.Steps, new() { ["name"] = "settings", ["SiteName"] = "[js: parameters('SiteName')]" }],
            Parameters = new Dictionary<string, string>(wanted.Recipe.Parameters, StringComparer.OrdinalIgnoreCase) { ["SiteName"] = name },
        };

    private async Task<Problem> TakenAsync(Tenant tenant, CancellationToken cancel)
    {
        var others = await store.ListAsync(cancel);
        if (others.FirstOrDefault(other => other.Name.Equals(tenant.Name, StringComparison.OrdinalIgnoreCase)) is { } named)
            return Problem.Conflict($"There is a tenant {named.Name} already ({named.State}).");

        var neighbour = others.FirstOrDefault(other => other.Prefix.Equals(tenant.Prefix, StringComparison.OrdinalIgnoreCase)
            && (other.Hosts.Count == 0 ? tenant.Hosts.Count == 0 : other.Hosts.Intersect(tenant.Hosts).Any()));
        return Problem.Conflict(
            $"Tenant {neighbour?.Name ?? "(gone meanwhile)"} answers at this address already; give {tenant.Name} another host or prefix.");
    }

    // Browsers ask with the ASCII form of a host with other letters (RFC 5891); null for what has none.
    private static string? FindRequestForm(string host)
    {
        try
        {
            return new IdnMapping().GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Complaint(NewTenant wanted)
    {
        if (wanted.Name.Length is 0 or > LongestName || !char.IsAsciiLetter(wanted.Name[0]) || !wanted.Name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
            return $"A tenant's name begins with a letter and has at most {LongestName} letters, digits, _ and -; \"{wanted.Name}\" does not.";

        // Before the recipe, which may take minutes.
        if (wanted.Administrator?.Complaint() is { } complaint)
            return complaint;

        if (!wanted.Recipe.IsSetupRecipe)
            return $"Recipe {wanted.Recipe.Name} is no set-up recipe (\"issetuprecipe\": true); run it in a tenant that exists.";

        foreach (var host in wanted.Hosts)
        {
            var plain = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (Uri.CheckHostName(plain) == UriHostNameType.Unknown || FindRequestForm(host) is null)
                return $"\"{host}\" is no host name; it is written without scheme and port, such as guides.example.org or *.example.org.";
        }

        var prefix = wanted.Prefix.Trim('/');
        if (prefix.Length == 0)
            return null;

        if (!prefix.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '/') || prefix.Split('/').Any(segment => segment.Length == 0))
            return $"A prefix has letters, digits, _ and - in segments parted by /; \"{wanted.Prefix}\" does not.";

        return RoutePath.IsReserved(prefix) ? $"A prefix must not begin with {prefix.Split('/')[0]}, which every site answers itself." : null;
    }
}
