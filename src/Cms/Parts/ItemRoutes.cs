using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>Works out by which paths an item and the items inside it are reached: the only place that knows.</summary>
/// <remarks>
/// As in Orchard Core, an item inside another has a page when the outermost one says <c>RouteContainedItems</c> and the inner one's type says
/// <c>ManageContainedItemRoutes</c>; its path then follows the container's unless it is <c>Absolute</c>. Otherwise only terms have pages, under
/// their own paths.
/// </remarks>
public static class ItemRoutes
{
    /// <summary>The paths, the item's own first; none for an item of a type that nobody knows.</summary>
    public static IReadOnlyList<Route> In(ContentItem item, ContentDefinitions definitions)
    {
        var routes = new List<Route>();
        if (definitions.FindType(item.ContentType) is not { } type)
            return routes;

        var (own, routesContained) = (default(string), false);
        foreach (var attached in type.Parts.Where(part => PartTypes.Find(part.PartName)?.Shape is PathShape))
        {
            var part = item.Part(attached.Name);
            if (JsonText.Find(part, AutoroutePart.Path) is { } path)
                routes.Add(new Route(own = path, item.ContentItemId, ContainedItemId: null));
            routesContained = Says(part, AutoroutePart.RouteContainedItems);
        }

        Collect(type, item.Parts, own);
        return routes;

        void Collect(ContentType container, JsonElement parts, string? containerPath)
        {
            foreach (var inside in ContainedItems.Of(container, parts))
            {
                if (definitions.FindType(inside.ContentType) is not { } insideType)
                    continue;

                var path = PathOf(inside, insideType, containerPath, routesContained);
                if (path is not null)
                    routes.Add(new Route(path, item.ContentItemId, inside.ContentItemId));
                Collect(insideType, inside.Json, path ?? containerPath);
            }
        }
    }

    /// <summary>True when the path of this item, which lives inside another one, is written from its container's on.</summary>
    internal static bool IsRelative(PartBeingSaved part)
    {
        var outermost = part.Item.Outermost;
        return outermost != part.Item && Manages(part.Attached) && !Says(part.Json, AutoroutePart.Absolute)
            && outermost.Type.Parts.Any(own => own.PartName == part.Attached.PartName && outermost.Json[own.Name] is JsonObject route && Says(route, AutoroutePart.RouteContainedItems));
    }

    private static string? PathOf(ContainedItem inside, ContentType type, string? containerPath, bool routesContained)
    {
        foreach (var attached in type.Parts.Where(part => PartTypes.Find(part.PartName)?.Shape is PathShape))
        {
            var part = JsonText.Member(inside.Json, attached.Name);
            if (JsonText.Find(part, AutoroutePart.Path) is not { } path)
                continue;

            if (!routesContained || !Manages(attached))
                return inside.Attached.PartName == "TaxonomyPart" ? path : null;

            // What follows a path that is not there is not reached.
            return Says(part, AutoroutePart.Absolute) ? path : containerPath is null ? null : $"{containerPath}/{path}";
        }

        return null;
    }

    /// <summary>True when items of the type may have pages inside others.</summary>
    internal static bool Manages(TypePart attached) => attached.Settings.Flag("AutoroutePartSettings", "ManageContainedItemRoutes");

    private static bool Says(JsonElement part, string flag) => JsonText.Member(part, flag).ValueKind == JsonValueKind.True;

    private static bool Says(JsonObject part, string flag) => part[flag]?.GetValueKind() == JsonValueKind.True;
}
