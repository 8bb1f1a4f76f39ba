using Cms.Audit;
using Cms.Rest.Http;
using Cms.Tenants;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Tenants;

/// <summary>Lets tenants answer, stops them and removes them. A tenant that is not in the state for it is refused (400), as Orchard Core's clients expect.</summary>
internal sealed class ChangeTenants(TenantRegistry registry, SetTenantState setState, RemoveTenant remove, AuditTrail trail)
{
    /// <summary>A disabled tenant answers again.</summary>
    public Task<Answer> EnableAsync(RestCall call) => RunAsync(call, "Enabled", TenantState.Disabled, tenant => setState.RunAsync(tenant.Name, TenantState.Running, CancellationToken.None));

    /// <summary>A running tenant answers 404 from now on.</summary>
    public Task<Answer> DisableAsync(RestCall call) => RunAsync(call, "Disabled", TenantState.Running, tenant => setState.RunAsync(tenant.Name, TenantState.Disabled, CancellationToken.None));

    /// <summary>A tenant that does not run is gone, with everything that it stored.</summary>
    public Task<Answer> RemoveAsync(RestCall call) => RunAsync(call, "Removed", expected: null, tenant => remove.RunAsync(tenant.Name, CancellationToken.None));

    private async Task<Answer> RunAsync(RestCall call, string happened, TenantState? expected, Func<Tenant, Task<Outcome<Tenant>>> verb)
    {
        _ = call.Query();
        await registry.LoadAsync(call.Cancel);
        if (registry.Find(call.TenantName) is not { } tenant)
            return Answer.Of(Problem.NotFound($"There is no tenant {call.TenantName}."));

        // These addresses are its own: nobody could take it back here.
        if (tenant.Name == Tenant.DefaultName)
            return Refuse($"The tenant {Tenant.DefaultName} answers these requests itself, so they leave it alone; an operator can use the command cms tenants.");

        if (expected is { } state && tenant.State != state)
            return Refuse($"Tenant {tenant.Name} is {tenant.State}; only one that is {state} can be {(state == TenantState.Running ? "disabled" : "enabled")}.");

        // From here on nobody who hangs up keeps a change out of the trail.
        if ((await verb(tenant)).Problem is { } problem)
            return problem.Kind == ProblemKind.NotFound ? Answer.Of(problem) : Refuse(problem.Message);

        await trail.AddAsync(AuditEntry.Of(happened, tenant), CancellationToken.None);
        return Answer.Done();
    }

    private static Answer Refuse(string message) => Answer.Refused(StatusCodes.Status400BadRequest, message);
}
