using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Editing.Menus;

/// <summary>How menus are stored, read and written: what an editor does not see of an item stays in it.</summary>
internal sealed class MenuJson(ContentDefinitions definitions)
{
    private const string ListPartName = "MenuItemsListPart", Items = "MenuItems", PickedIds = "ContentItemIds";

    /// <summary>The types of menus.</summary>
    public static IEnumerable<ContentType> MenuTypes(ContentDefinitions definitions) => definitions.Types.Where(IsMenu);

    /// <summary>True for a type whose items are menus, false for one whose items are in menus.</summary>
    public static bool IsMenu(ContentType type) => !type.IsCustomSettings && type.Stereotype != ContentType.MenuItem && type.Parts.Any(part => part.PartName == ListPartName);

    /// <summary>The types of which menus can have items, those whose items can be made here before the others.</summary>
    public IReadOnlyList<MenuItemType> ItemTypes() =>
    [
        .. definitions.Types.Where(type => type.Stereotype == ContentType.MenuItem)
            .Select(type => new MenuItemType(type.Name, type.DisplayName, KindOf(type)) { LeadsToTypes = FindPicker(type) is var (_, field) ? PickedItemsFit.OfferedTypes(field, definitions) ?? [] : [] })
            .OrderBy(type => type.Kind).ThenBy(type => type.DisplayName, StringComparer.CurrentCultureIgnoreCase),
    ];

    /// <summary>What items of this type lead to.</summary>
    public MenuItemKind KindOf(string typeName) => definitions.FindType(typeName) is { } type ? KindOf(type) : MenuItemKind.Other;

    /// <summary>The name of the field that says to which content item items of the type lead, with its part as the type has it; null when there is none.</summary>
    public (TypePart Attached, PartField Field)? FindPicker(string typeName) => definitions.FindType(typeName) is { } type ? FindPicker(type) : null;

    /// <summary>The items of a menu.</summary>
    public IReadOnlyList<MenuEntry> Read(ContentType type, JsonElement parts) => [.. ListOf(type, parts).Select(ReadEntry)];

    /// <summary>Writes the items into the parts of a menu, over those that are stored there.</summary>
    public void Write(ContentType type, JsonObject parts, IReadOnlyList<MenuEntry> entries)
    {
        var stored = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var item in ItemsInside.Known(type.Name, parts, definitions))
        {
            if (JsonText.Find(item, nameof(ContentItem.ContentItemId)) is { } id)
                stored.TryAdd(id, item);
        }

        JsonArray written = [.. entries.Select(entry => WriteEntry(entry, stored))];
        JsonText.ObjectIn(parts, ListNameOf(type))[Items] = written;
    }

    private static IEnumerable<JsonElement> ListOf(ContentType type, JsonElement parts) =>
        JsonText.Member(JsonText.Member(parts, ListNameOf(type)), Items) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static string ListNameOf(ContentType type) => MenuItemsListPart.PartsOf(type).FirstOrDefault(part => part.PartName == ListPartName)?.Name ?? ListPartName;

    private MenuItemKind KindOf(ContentType type)
    {
        var names = type.Parts.Select(part => part.PartName).ToHashSet(StringComparer.Ordinal);
        return names.Contains("LinkMenuItemPart") ? MenuItemKind.Link
            : names.Contains("HtmlMenuItemPart") ? MenuItemKind.Html
            : FindPicker(type) is not null ? MenuItemKind.Content
            : MenuItemKind.Other;
    }

    private (TypePart Attached, PartField Field)? FindPicker(ContentType type) =>
        type.Parts.FirstOrDefault(part => part.PartName == "ContentMenuItemPart") is { } attached && definitions.FieldsOf(attached.PartName).FirstOrDefault(field => field.FieldName == "ContentPickerField") is { } picker
            ? (attached, picker)
            : null;

    private MenuEntry ReadEntry(JsonElement item)
    {
        var typeName = JsonText.Find(item, nameof(ContentItem.ContentType)) ?? "";
        var entry = new MenuEntry(JsonText.Find(item, nameof(ContentItem.ContentItemId)) ?? "", typeName, JsonText.Find(item, nameof(ContentItem.DisplayText)) ?? "");
        if (definitions.FindType(typeName) is not { } type)
            return entry;

        var linked = type.Parts.FirstOrDefault(part => part.PartName is "LinkMenuItemPart" or "HtmlMenuItemPart") is { } attached ? JsonText.Member(item, attached.Name) : default;
        return entry with
        {
            Url = JsonText.Find(linked, "Url"),
            Target = JsonText.Find(linked, "Target"),
            Html = JsonText.Find(linked, "Html"),
            LeadsTo = FindPicker(type) is var (part, field) ? JsonText.List(JsonText.Member(JsonText.Member(item, part.Name), field.Name), PickedIds).FirstOrDefault() : null,
            Items = [.. ListOf(type, item).Select(ReadEntry)],
        };
    }

    private JsonObject WriteEntry(MenuEntry entry, Dictionary<string, JsonObject> stored)
    {
        var item = stored.TryGetValue(entry.Id, out var known)
            ? known.DeepClone().AsObject()
            : new JsonObject { [nameof(ContentItem.ContentItemId)] = entry.Id, [nameof(ContentItem.ContentType)] = entry.ContentType };
        item[nameof(ContentItem.DisplayText)] = entry.Text;
        if (definitions.FindType(JsonText.Find(item, nameof(ContentItem.ContentType)) ?? "") is not { } type)
            return item;

        foreach (var attached in type.Parts)
        {
            if (attached.PartName == "TitlePart")
                JsonText.ObjectIn(item, attached.Name)["Title"] = entry.Text;
            else if (attached.PartName is "LinkMenuItemPart" or "HtmlMenuItemPart")
                WriteLink(JsonText.ObjectIn(item, attached.Name), entry);
        }

        if (FindPicker(type) is var (part, field))
            WritePicked(JsonText.ObjectIn(item, part.Name), field.Name, entry.LeadsTo);

        var listName = ListNameOf(type);
        if (entry.Items.Count > 0 || item.ContainsKey(listName))
            JsonText.ObjectIn(item, listName)[Items] = new JsonArray([.. entry.Items.Select(below => WriteEntry(below, stored))]);
        return item;
    }

    private static void WriteLink(JsonObject part, MenuEntry entry)
    {
        foreach (var (name, value) in new[] { ("Url", entry.Url), ("Target", entry.Target), ("Html", entry.Html) })
        {
            // Whether nothing is written as null, "" or not at all stays as it was.
            if (value is { Length: > 0 })
                part[name] = value;
            else if (JsonText.Find(part, name) is not null)
                part.Remove(name);
        }
    }

    // Beside the item that is shown there may be others, and other members of the field.
    private static void WritePicked(JsonObject part, string fieldName, string? leadsTo)
    {
        var before = ((part[fieldName] as JsonObject)?[PickedIds] as JsonArray)?.FirstOrDefault() is JsonValue first && first.TryGetValue(out string? id) ? id : null;
        if (leadsTo == before)
            return;

        JsonText.ObjectIn(part, fieldName)[PickedIds] = leadsTo is null ? new JsonArray() : new JsonArray(leadsTo);
    }
}
