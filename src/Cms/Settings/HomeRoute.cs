using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Settings;

/// <summary>
/// Which item the address <c>/</c> shows, as Orchard Core writes it:
/// <c>{"Area":"OrchardCore.Contents","Controller":"Item","Action":"Display","contentItemId":"..."}</c>. A route to anything else, such
/// as Orchard Core's admin area, is kept and shows the theme's own home page.
/// </summary>
/// <param name="ContentItemId">The item on top.</param>
/// <param name="ContainedItemId">The item inside it that is shown, such as a term of a taxonomy, or null for the item itself.</param>
public sealed record HomeRoute(string ContentItemId, string? ContainedItemId)
{
    private const string Item = "contentItemId";
    private const string Contained = "containedContentItemId";

    /// <summary>The item that the route names, or null when it names none.</summary>
    public static HomeRoute? Find(JsonObject route) =>
        Text(JsonText.FindMember(route, Item)) is { Length: > 0 } id ? new HomeRoute(id, Text(JsonText.FindMember(route, Contained)) is { Length: > 0 } inside ? inside : null) : null;

    /// <summary>The route that shows this item.</summary>
    public static JsonObject Write(string contentItemId) => new()
    {
        ["Area"] = "OrchardCore.Contents",
        ["Controller"] = "Item",
        ["Action"] = "Display",
        [Item] = contentItemId,
    };

    /// <summary>Null when the JSON is such a route, else a sentence that says what would be right. Whether the item exists is not asked: recipes name it before they bring it.</summary>
    public static string? Complaint(JsonNode route)
    {
        if (route is not JsonObject json)
            return $"HomeRoute must be an object with the id of an item such as {{\"contentItemId\":\"...\"}}, not {route.ToJsonString()}.";

        return new[] { Item, Contained }
            .Where(name => JsonText.FindMember(json, name) is { } value && Text(value) is null)
            .Select(name => $"HomeRoute.{name} must be the id of a content item, not {JsonText.FindMember(json, name)!.ToJsonString()}.")
            .FirstOrDefault();
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
