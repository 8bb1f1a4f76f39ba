using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Rest.Http;
using Cms.Tenants;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Tenants;

/// <summary>Shows tenants, without what they hold.</summary>
internal sealed class ReadTenants(TenantRegistry registry, RestLimits limits)
{
    private const string First = "first", After = "after";

    /// <summary>A page of tenants in order of their names.</summary>
    public async Task<Answer> ListAsync(RestCall call)
    {
        var query = call.Query(First, After);
        var first = limits.ReadFirst(query, limits.MaxNumberOfItems);
        var after = query.Find(After);
        await registry.LoadAsync(call.Cancel);
        var rest = registry.Tenants.Where(tenant => after is null || Compare(tenant.Name, after) > 0).OrderBy(tenant => tenant.Name.ToUpperInvariant(), StringComparer.Ordinal).ToList();
        var page = rest.Take(first).ToList();
        return Answer.OfList(page.Select(tenant => Write(tenant, call)), page.Count == 0 ? null : page[^1].Name, rest.Count > first);
    }

    /// <summary>One tenant.</summary>
    public async Task<Answer> StatusAsync(RestCall call)
    {
        _ = call.Query();
        await registry.LoadAsync(call.Cancel);
        return registry.Find(call.TenantName) is { } tenant
            ? new Answer(StatusCodes.Status200OK, Write(tenant, call))
            : Answer.Of(Problem.NotFound($"There is no tenant {call.TenantName}."));
    }

    private static int Compare(string one, string other) => string.CompareOrdinal(one.ToUpperInvariant(), other.ToUpperInvariant());

    private static JsonObject Write(Tenant tenant, RestCall call) => new()
    {
        [TenantBody.Name] = tenant.Name,
        ["state"] = tenant.State.ToString(),
        ["address"] = call.AddressOf(tenant),
        [TenantBody.Host] = string.Join(',', tenant.Hosts),
        [TenantBody.Prefix] = tenant.Prefix,
        [TenantBody.RecipeName] = tenant.RecipeName,
        [TenantBody.Description] = tenant.Description,
        [TenantBody.Category] = tenant.Category,
        ["createdUtc"] = tenant.CreatedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["hasAdministrator"] = tenant.HasAdministrator,
    };
}
