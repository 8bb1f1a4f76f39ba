using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Http;

namespace Cms.GraphQL.Http;

/// <summary>Decides who a request comes from and whether the tenant has GraphQL at all. The host registers its own as a scoped service.</summary>
public abstract class GraphQLGate
{
    /// <summary>The caller, or null when the tenant has no GraphQL endpoint: the answer is 404 then.</summary>
    public abstract Task<GraphQLCaller?> AdmitAsync(HttpContext http, CancellationToken cancel);
}

/// <summary>Takes everybody for a visitor, who may do what the tenant's role for visitors may.</summary>
internal sealed class VisitorGate(CurrentTenant current, PerTenant<RolePermissions> roles) : GraphQLGate
{
    public override async Task<GraphQLCaller?> AdmitAsync(HttpContext http, CancellationToken cancel)
    {
        var permissions = await roles.GetAsync(current.Tenant, cancel);
        return new GraphQLCaller(permission => permissions.May(RolePermissions.Anonymous, permission), isSignedIn: false);
    }
}
