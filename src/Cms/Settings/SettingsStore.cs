using System.Text.Json.Nodes;
using Cms.Events;

namespace Cms.Settings;

/// <summary>Where the current tenant's settings live: JSON objects by section name. Implemented by Cms.Storage and, in tests, in memory.</summary>
public abstract class SettingsStore
{
    /// <summary>A copy of the section, or null when it was never saved.</summary>
    public abstract Task<JsonObject?> FindAsync(string section, CancellationToken cancel);

    /// <summary>A copy of every section, by name.</summary>
    public abstract Task<IReadOnlyDictionary<string, JsonObject>> ListAsync(CancellationToken cancel);

    /// <summary>Writes the section and tells the event. A section that is equal already is left alone and tells nothing.</summary>
    public abstract Task SaveAsync(string section, JsonObject json, TenantEvent happened, CancellationToken cancel);
}
