using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Queries;

/// <summary>The documents of one tenant that have a name. Immutable; a change of them makes another one.</summary>
public sealed class NamedQueries
{
    /// <summary>The section of settings under which they are stored: <c>{"LatestGuides":{"Template":"{ ... }"}}</c>.</summary>
    public const string Section = "queries";

    /// <summary>Orchard Core's name for a document's text.</summary>
    public const string Template = "Template";

    private readonly FrozenDictionary<string, NamedQuery> _byName;

    private NamedQueries(JsonObject? stored)
    {
        All = [.. ListIn(stored)];
        _byName = All.ToFrozenDictionary(query => query.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The documents in order of name.</summary>
    public IReadOnlyList<NamedQuery> All { get; }

    /// <summary>The document of this name, letter case aside, or null.</summary>
    public NamedQuery? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The documents of a stored section in order of name.</summary>
    public static IEnumerable<NamedQuery> ListIn(JsonObject? stored) =>
        (stored ?? []).OrderBy(query => query.Key, StringComparer.Ordinal).Select(query => new NamedQuery(query.Key, (string)query.Value![Template]!));

    /// <summary>How the kept ones are made: read from the tenant's settings.</summary>
    public static PerTenant<NamedQueries> Keep(TenantScopes scopes, TenantChanges changes) =>
        KeptSettings.Of(scopes, changes, async settings => new NamedQueries(await settings.FindAsync(Section, CancellationToken.None)), Section);
}
