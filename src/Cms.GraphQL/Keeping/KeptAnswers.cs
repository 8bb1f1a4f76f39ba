using System.Collections.Concurrent;
using Cms.Content;
using Cms.Events;
using Cms.Tenants;

namespace Cms.GraphQL.Keeping;

/// <summary>The answers that are given again until something that they were made of changes, in this process or in another one.</summary>
public sealed class KeptAnswers
{
    private readonly ConcurrentDictionary<string, TenantAnswers> _tenants = new(StringComparer.Ordinal);
    private readonly GraphQLLimits _limits;

    /// <param name="changes">Where changes are told. What is kept for a tenant must hear of them before this does: an answer that began after a change is taken for a new one.</param>
    /// <param name="limits">How much is kept.</param>
    public KeptAnswers(TenantChanges changes, GraphQLLimits limits)
    {
        _limits = limits;
        changes.Happened += (tenant, happened) =>
        {
            if (_tenants.TryGetValue(tenant.Id, out var answers))
                answers.Change(happened);
        };
        changes.Retired += tenant =>
        {
            // Not disposed: a request that is under way may keep its answer there, which nobody finds any more.
            _tenants.TryRemove(tenant.Id, out _);
        };
    }

    internal TenantAnswers Of(Tenant tenant) => _tenants.GetOrAdd(tenant.Id, static (_, limits) => new TenantAnswers(limits), _limits);
}
