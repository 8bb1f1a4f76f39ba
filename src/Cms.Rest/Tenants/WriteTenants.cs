using System.Text;
using Cms.Audit;
using Cms.Recipes;
using Cms.Rest.Http;
using Cms.Setup;
using Cms.Tenants;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Tenants;

/// <summary>Makes tenants, sets them up and changes where they are found, through the verbs of the command <c>cms tenants</c>.</summary>
internal sealed class WriteTenants(TenantRegistry registry, TenantStorage storage, RecipeFolder recipes, AddTenant add, SetUpTenant setUp, EditTenant edit, AuditTrail trail)
{
    private static readonly string[] OfTenant = [TenantBody.Name, TenantBody.Host, TenantBody.Prefix, TenantBody.RecipeName, TenantBody.Description, TenantBody.Category];

    private static readonly string[] OfSetup =
        [TenantBody.Name, TenantBody.SiteName, TenantBody.UserName, TenantBody.Email, TenantBody.Password, TenantBody.RecipeName, TenantBody.Recipe, TenantBody.TimeZone];

    /// <summary>Takes name and address for a tenant: 200 with its address as text, 201 with <c>Location</c> when it is there already as the request says.</summary>
    public async Task<Answer> CreateAsync(RestCall call)
    {
        var body = await TenantBody.ReadAsync(call, OfTenant);
        var complaints = await CheckAsync(body, call.Cancel);
        if (complaints.Count > 0)
            return TenantBody.Refuse(complaints);

        var details = DetailsOf(body) with { Hosts = HostsOf(body) ?? [], Prefix = body[TenantBody.Prefix] ?? "" };
        var added = await add.RunAsync(details, call.Cancel);
        if (added.Problem is not { } problem)
        {
            await NoteAsync("Added", added.Value);
            return Answer.OfText(call.AddressOf(added.Value));
        }

        // Another node may have made it.
        await registry.LoadAsync(call.Cancel);
        if (problem.Kind == ProblemKind.Conflict && registry.Find(details.Name) is { } there)
        {
            var asked = details.Of(there);
            return asked.Prefix.Equals(there.Prefix, StringComparison.OrdinalIgnoreCase) && asked.Hosts.SequenceEqual(there.Hosts)
                ? Answer.Made(call.AddressOf(there))
                : TenantBody.Refuse(new Complaint("Name", $"There is a tenant {there.Name} already, at {call.AddressOf(there)}; edit it to move it."));
        }

        return Refuse(problem);
    }

    /// <summary>Changes what is said of a tenant; what is missing or empty stays. 200 without a body.</summary>
    public async Task<Answer> EditAsync(RestCall call)
    {
        var body = await TenantBody.ReadAsync(call, OfTenant);
        var complaints = await CheckAsync(body, call.Cancel);
        if (complaints.Count > 0)
            return TenantBody.Refuse(complaints);

        var edited = await edit.RunAsync(DetailsOf(body), call.Cancel);
        if (edited.Problem is { } problem)
            return Refuse(problem);

        await NoteAsync("Changed", edited.Value);
        return Answer.Done();
    }

    /// <summary>Sets a tenant up: 200 with its id as text, 201 with <c>Location</c> when it is set up already. When it fails the tenant is as it was.</summary>
    public async Task<Answer> SetUpAsync(RestCall call)
    {
        var body = await TenantBody.ReadAsync(call, OfSetup);
        var complaints = body.Complaints.Concat(Missing(body, TenantBody.Name, TenantBody.SiteName, TenantBody.UserName, TenantBody.Email, TenantBody.Password)).ToList();
        complaints.AddRange(CheckProvider(body));
        if (complaints.Count == 0)
            complaints.AddRange(AdministratorOf(body).Complaints());
        if (complaints.Count > 0)
            return TenantBody.Refuse(complaints);

        await registry.LoadAsync(call.Cancel);
        if (registry.Find(body[TenantBody.Name]!) is not { } tenant)
            return TenantBody.Refuse(new Complaint("Name", $"There is no tenant {body[TenantBody.Name]}; create it first."));

        if (tenant.State is TenantState.Running or TenantState.Disabled)
            return Answer.Made(call.AddressOf(tenant));

        try
        {
            if (await FindRecipeAsync(body, tenant, call.Cancel) is not { } recipe)
                return TenantBody.Refuse(new Complaint("RecipeName", $"There is no recipe {body[TenantBody.RecipeName] ?? tenant.RecipeName}; name one of the program's, or send one as Recipe."));

            var made = await setUp.RunAsync(tenant.Name, SetupOf(body, recipe), call.Cancel);
            if (made.Problem is { } problem)
                return Refuse(problem);

            await NoteAsync("SetUp", made.Value.Tenant);
            return Answer.OfText(made.Value.Tenant.Id);
        }
        catch (RecipeException failed)
        {
            return TenantBody.Refuse(new Complaint(body[TenantBody.Recipe] is null ? "RecipeName" : "Recipe", failed.Message));
        }
    }

    // Also for whoever hangs up: it has happened.
    private Task NoteAsync(string happened, Tenant tenant) => trail.AddAsync(AuditEntry.Of(happened, tenant), CancellationToken.None);

    private static TenantDetails DetailsOf(TenantBody body) => new(body[TenantBody.Name]!)
    {
        Hosts = HostsOf(body),
        Prefix = body[TenantBody.Prefix],
        RecipeName = body[TenantBody.RecipeName],
        Description = body[TenantBody.Description],
        Category = body[TenantBody.Category],
    };

    private static string[]? HostsOf(TenantBody body) =>
        body[TenantBody.Host]?.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static FirstAdministrator AdministratorOf(TenantBody body) => new(body[TenantBody.UserName]!, body[TenantBody.Email]!, body[TenantBody.Password]);

    private static TenantSetup SetupOf(TenantBody body, Recipe recipe)
    {
        var administrator = AdministratorOf(body);
        var parameters = new Dictionary<string, string>(recipe.Parameters, StringComparer.OrdinalIgnoreCase) { ["AdminUsername"] = administrator.UserName, ["AdminEmail"] = administrator.Email };
        return new TenantSetup(recipe with { Parameters = parameters }) { SiteName = body[TenantBody.SiteName], TimeZoneId = body[TenantBody.TimeZone], Administrator = administrator };
    }

    private async Task<List<Complaint>> CheckAsync(TenantBody body, CancellationToken cancel)
    {
        var complaints = body.Complaints.Concat(Missing(body, TenantBody.Name)).Concat(CheckProvider(body)).ToList();
        if (complaints.Count == 0 && body[TenantBody.RecipeName] is { } recipe && await recipes.FindAsync(recipe, cancel) is not { IsSetupRecipe: true })
            complaints.Add(new Complaint("RecipeName", $"There is no set-up recipe {recipe} in the program's folder; leave RecipeName out to send a recipe with the set-up."));
        return complaints;
    }

    private IEnumerable<Complaint> CheckProvider(TenantBody body)
    {
        if (body[TenantBody.Provider] is { } provider && !provider.Equals(storage.DatabaseProvider, StringComparison.OrdinalIgnoreCase))
            yield return new Complaint("DatabaseProvider", $"This program keeps all tenants in {storage.DatabaseProvider}; leave DatabaseProvider out, or send {storage.DatabaseProvider}.");
    }

    private static IEnumerable<Complaint> Missing(TenantBody body, params IEnumerable<string> names) =>
        names.Where(name => body[name] is null).Select(TenantBody.ErrorName).Select(name => new Complaint(name, "is missing"));

    private async Task<Recipe?> FindRecipeAsync(TenantBody body, Tenant tenant, CancellationToken cancel)
    {
        // In a folder that does not exist, so that its steps and scripts find no file of this machine.
        if (body[TenantBody.Recipe] is { } sent)
            return Recipe.Parse(Encoding.UTF8.GetBytes(sent), Path.Combine(recipes.Path, $"sent-{Guid.NewGuid():N}", "Recipe"));

        return (body[TenantBody.RecipeName] ?? tenant.RecipeName) is { Length: > 0 } name ? await recipes.FindAsync(name, cancel) : null;
    }

    private static Answer Refuse(Problem problem) => problem.Kind switch
    {
        ProblemKind.NotFound => Answer.Of(problem),
        _ when problem.Complaints.Count > 0 => TenantBody.Refuse([.. problem.Complaints.Select(complaint => complaint with { Path = MemberOf(complaint.Path) })]),
        _ => Answer.Of(problem),
    };

    private static string MemberOf(string detail) => detail switch
    {
        nameof(TenantDetails.Hosts) => "RequestUrlHost",
        nameof(TenantDetails.Prefix) => "RequestUrlPrefix",
        nameof(TenantSetup.Recipe) => "RecipeName",
        _ => detail,
    };
}
