using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Definitions;

/// <summary>The current tenant's definitions. Work that changes them sees its own change at once; everybody else after the commit.</summary>
public sealed class TenantDefinitions(CurrentTenant current, PerTenant<ContentDefinitions> kept, SettingsStore store)
{
    /// <summary>The section of settings under which they are stored.</summary>
    public const string Section = "definitions";

    private ContentDefinitions? _changedHere;

    /// <summary>The definitions as this scope sees them.</summary>
    public async Task<ContentDefinitions> GetAsync(CancellationToken cancel) =>
        _changedHere ?? await kept.GetAsync(current.Tenant, cancel);

    /// <summary>
    /// The definitions as stored at this moment, for work that saves changed ones: those that <see cref="GetAsync"/> gives may be older
    /// than what another process saved just now. Call it inside the transaction that saves.
    /// </summary>
    public async Task<ContentDefinitions> GetStoredAsync(CancellationToken cancel) => Read(await store.FindAsync(Section, cancel));

    /// <summary>Saves them.</summary>
    public async Task SaveAsync(ContentDefinitions definitions, CancellationToken cancel)
    {
        await store.SaveAsync(Section, DefinitionsJson.Write(definitions), new DefinitionsChanged(), cancel);
        _changedHere = definitions;
    }

    /// <summary>How the kept ones are made: read from the tenant's store.</summary>
    public static PerTenant<ContentDefinitions> Keep(TenantScopes scopes, TenantChanges changes) =>
        new(
            async tenant =>
            {
                await using var scope = scopes.Open(tenant);
                return Read(await scope.ServiceProvider.GetRequiredService<SettingsStore>().FindAsync(Section, CancellationToken.None));
            },
            changes,
            (_, happened) => happened is DefinitionsChanged);

    /// <summary>The definitions in this section of settings; none at all when it was never saved.</summary>
    public static ContentDefinitions Read(JsonObject? stored) =>
        stored is null ? ContentDefinitions.Empty : DefinitionsJson.Merge(ContentDefinitions.Empty, stored);
}
