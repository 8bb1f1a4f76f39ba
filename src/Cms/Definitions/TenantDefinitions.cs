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

    /// <summary>The member of that section with <see cref="ContentDefinitions.Pending"/>.</summary>
    public const string PendingMember = "Pending";

    private ContentDefinitions? _changedHere;

    /// <summary>The definitions as this scope sees them.</summary>
    public async Task<ContentDefinitions> GetAsync(CancellationToken cancel) =>
        _changedHere ?? await kept.GetAsync(current.Tenant, cancel);

    /// <summary>
    /// The definitions as stored at this moment, for work that saves changed ones: those that <see cref="GetAsync"/> gives may be older
    /// than what another process saved just now. Call it inside the transaction that saves.
    /// </summary>
    public async Task<ContentDefinitions> GetStoredAsync(CancellationToken cancel) => Read(await store.FindAsync(Section, cancel));

    /// <summary>Saves them, and nothing else: what follows for stored items is the caller's concern. Changes go through <c>ChangeDefinitions</c>.</summary>
    public async Task SaveAsync(ContentDefinitions definitions, CancellationToken cancel)
    {
        await store.SaveAsync(Section, Write(definitions), new DefinitionsChanged(), cancel);
        _changedHere = definitions;
    }

    /// <summary>How the kept ones are made: read from the tenant's store.</summary>
    public static PerTenant<ContentDefinitions> Keep(TenantScopes scopes, TenantChanges changes) =>
        new(
            async tenant =>
            {
                await using var scope = scopes.Open(tenant);
                var definitions = Read(await scope.ServiceProvider.GetRequiredService<SettingsStore>().FindAsync(Section, CancellationToken.None));

                // Also what a process that was killed left half done: it goes on when somebody uses the tenant.
                scope.ServiceProvider.GetRequiredService<DefinitionUpkeep>().Ask(tenant);
                return definitions;
            },
            changes,
            (_, happened) => happened is DefinitionsChanged);

    /// <summary>The definitions as they stand in their section of settings.</summary>
    public static JsonObject Write(ContentDefinitions definitions)
    {
        var json = DefinitionsJson.Write(definitions);
        if (definitions.Pending.Count > 0)
            json[PendingMember] = new JsonArray([.. definitions.Pending.Select(rewrite => rewrite.ToJson())]);
        return json;
    }

    /// <summary>The definitions in this section of settings; none at all when it was never saved.</summary>
    public static ContentDefinitions Read(JsonObject? stored)
    {
        if (stored is null)
            return ContentDefinitions.Empty;

        var definitions = DefinitionsJson.Merge(ContentDefinitions.Empty, stored);
        return stored[PendingMember] is JsonArray pending ? definitions.With([.. pending.Select(rewrite => ItemRewrite.Read(rewrite!))]) : definitions;
    }
}
