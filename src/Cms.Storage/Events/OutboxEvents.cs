using System.Text.Json;
using Cms.Events;

namespace Cms.Storage.Events;

/// <summary>Events as rows and back.</summary>
internal static class OutboxEvents
{
    private static readonly Dictionary<string, Type> Kinds = typeof(TenantEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(TenantEvent)) && !type.IsAbstract)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static OutboxRow Write(TenantEvent happened, DateTime atUtc) => new()
    {
        Kind = happened.GetType().Name,
        Json = JsonSerializer.Serialize(happened, happened.GetType()),
        AtUtc = atUtc,
    };

    /// <summary>The event, or null for a kind that a newer version of Cms wrote.</summary>
    public static TenantEvent? Read(OutboxRow row) =>
        Kinds.TryGetValue(row.Kind, out var type) ? (TenantEvent?)JsonSerializer.Deserialize(row.Json, type) : null;
}
