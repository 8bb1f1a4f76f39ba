using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Tenants;
using Cms.Tests.Memory;

namespace Cms.Themes.Tests;

/// <summary>Published items and their routes; what pages do not read is not there.</summary>
internal sealed class MemoryContentStore : PartialContentStore
{
    private readonly Dictionary<string, ContentItem> _items = [];
    private readonly Dictionary<string, Route> _routes = [];

    public void Add(ContentItem item, params Route[] routes)
    {
        _items[item.ContentItemId] = item;
        foreach (var route in routes)
            _routes[route.Path] = route;
    }

    public override Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) => Task.FromResult(_items.GetValueOrDefault(contentItemId));

    public override Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel) => Task.FromResult(path switch
    {
        "guides/old" => new FormerRoute(path, "guides/spánek", IsRemoved: false),
        "guides/removed" => new FormerRoute(path, null, IsRemoved: true),
        "guides/hidden" => new FormerRoute(path, null, IsRemoved: false),
        _ => null,
    });

    public override Task<Route?> FindRouteAsync(string path, CancellationToken cancel) => Task.FromResult(_routes.GetValueOrDefault(path));
}

internal sealed class MemorySettingsStore(CurrentTenant current, TenantChanges changes, MemorySettings sections) : SettingsStore
{
    public override Task<JsonObject?> FindAsync(string section, CancellationToken cancel) => Task.FromResult(sections.Find(section));

    public override Task<IReadOnlyDictionary<string, JsonObject>> ListAsync(CancellationToken cancel) => Task.FromResult(sections.List());

    public override Task SaveAsync(string section, JsonObject json, TenantEvent happened, CancellationToken cancel)
    {
        sections.Save(section, json);
        changes.Publish(current.Tenant, happened);
        return Task.CompletedTask;
    }
}

internal sealed class MemorySettings
{
    private readonly Dictionary<string, string> _sections = [];

    public JsonObject? Find(string section) => _sections.TryGetValue(section, out var json) ? JsonNode.Parse(json)!.AsObject() : null;

    public IReadOnlyDictionary<string, JsonObject> List() => _sections.ToDictionary(section => section.Key, section => JsonNode.Parse(section.Value)!.AsObject());

    public void Save(string section, JsonObject json) => _sections[section] = json.ToJsonString();
}
