using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Menus;

/// <summary>Saves a menu as a draft or for visitors.</summary>
public sealed class SaveMenu(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, ReadMenu read, StoreVersion storeVersion)
{
    /// <summary>How many items may lie in each other. Each takes two of the 20 levels of a GraphQL query, so deeper ones would be shown nowhere.</summary>
    public const int Deepest = 8;

    /// <summary>
    /// The saved version. Fails as <see cref="SaveDraft"/> does, and with <see cref="ProblemKind.Invalid"/> for items without a text or an address, that lead to content items which are not there or which the
    /// caller may not see, or that are nested deeper than <see cref="Deepest"/>. Where an item led before is not asked about again.
    /// </summary>
    /// <param name="menu">What the menu is to be.</param>
    /// <param name="publish">Visitors see it at once; a type without drafts takes nothing else.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(MenuToSave menu, bool publish, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var known = await definitions.GetAsync(cancel);
        if (known.FindType(menu.ContentType) is not { } type || !MenuJson.IsMenu(type))
            return Problem.NotFound($"There is no type of menus \"{menu.ContentType}\".");

        var latest = menu.ContentItemId is { } id ? await store.FindLatestAsync(id, cancel) : null;
        if (await access.RefuseAsync(ContentAction.Edit, latest, menu.ContentType, cancel) is { } refused)
            return refused;

        var seen = latest is null ? null : (await access.FieldsAsync(cancel)).Visible(latest);
        var json = new MenuJson(known);
        var items = menu.Items;
        if (latest?.ContentItemVersionId == menu.BasedOn)
        {
            // Of changes to another version nothing is said but that: what was right there may be wrong here.
            var asked = await CheckAsync(menu, type, seen, json, cancel);
            if (asked.Problem is { } wrong)
                return wrong;

            items = asked.Value;
        }

        var parts = seen is null ? [] : JsonNode.Parse(seen.PartsJson)!.AsObject();
        json.Write(type, parts, items);
        Name(type, parts, menu);
        var draft = new ContentDraft { ContentItemId = menu.ContentItemId, ContentType = type.Name, Parts = parts, BasedOn = menu.BasedOn, DisplayText = menu.Title.Trim() };
        var saved = await storeVersion.RunAsync(draft, publish, by, cancel);
        if (saved.Problem is null)
            await transaction.CommitAsync(cancel);
        return saved;
    }

    private static void Name(ContentType type, JsonObject parts, MenuToSave menu)
    {
        foreach (var attached in type.Parts)
        {
            if (attached.PartName == "TitlePart")
                parts[attached.Name] = With(parts[attached.Name], "Title", menu.Title.Trim());
            else if (attached.PartName == "AliasPart" && menu.Alias is { } alias)
                parts[attached.Name] = With(parts[attached.Name], "Alias", alias.Trim());
        }

        static JsonObject With(JsonNode? part, string name, string value)
        {
            var json = part is JsonObject stored ? stored.DeepClone().AsObject() : [];
            json[name] = value;
            return json;
        }
    }

    // The items as they are to be written: those that lead to content items and have no text of their own have the title.
    private async Task<Outcome<IReadOnlyList<MenuEntry>>> CheckAsync(MenuToSave menu, ContentType type, ContentItem? before, MenuJson json, CancellationToken cancel)
    {
        var fields = await access.FieldsAsync(cancel);
        var placed = Placed(menu.Items, "MenuItemsListPart", depth: 1).ToList();
        var stood = before is null ? [] : json.Read(type, before.Parts).SelectMany(item => item.WithAllBelow()).ToLookup(item => item.Id, item => item.LeadsTo, StringComparer.Ordinal).ToDictionary(item => item.Key, item => item.First(), StringComparer.Ordinal);
        var targets = await read.FindTargetsAsync([.. placed.Select(one => one.Entry.LeadsTo).OfType<string>().Distinct()], cancel);
        List<Complaint> complaints = menu.Title.Trim().Length == 0 ? [new("Title", "is required, so that editors find the menu again")] : [];
        foreach (var (entry, place, depth) in placed)
        {
            var (kind, hasText) = (json.KindOf(entry.ContentType), entry.Text.Trim().Length > 0);
            var target = entry.LeadsTo is { } leadsTo ? targets.GetValueOrDefault(leadsTo) : null;
            if (depth > Deepest)
                complaints.Add(new Complaint(place, $"lies {depth} levels deep, and {Deepest} are shown at most; move it further out"));
            if (!hasText && kind != MenuItemKind.Other && target is null)
                complaints.Add(new Complaint($"{place}.Text", "must have a text, which visitors read in the menu"));
            if (kind == MenuItemKind.Link && string.IsNullOrWhiteSpace(entry.Url))
                complaints.Add(new Complaint($"{place}.Url", "must have an address, such as /about, https://example.org or mailto:hello@example.org"));
            if (kind == MenuItemKind.Html && string.IsNullOrWhiteSpace(entry.Html))
                complaints.Add(new Complaint($"{place}.Html", "must have some HTML; for a text that leads somewhere a link is enough"));
            if (json.FindPicker(entry.ContentType) is not var (attached, field) || !fields.MaySee(attached.PartName, field.Name))
                continue;

            if (entry.LeadsTo is null)
                complaints.Add(new Complaint($"{place}.LeadsTo", "must lead to a content item; choose one"));
            else if (target is null && stood.GetValueOrDefault(entry.Id) != entry.LeadsTo)
                complaints.Add(new Complaint($"{place}.LeadsTo", $"leads to the content item {entry.LeadsTo}, which is not there or which you may not see; choose another"));
        }

        return complaints.Count > 0 ? Problem.Invalid($"The menu \"{menu.Title.Trim()}\"", complaints) : menu.Items.Select(Named).ToList();

        MenuEntry Named(MenuEntry entry) => entry with
        {
            Text = entry.Text.Trim() is { Length: > 0 } text ? text : entry.LeadsTo is { } leadsTo && targets.TryGetValue(leadsTo, out var target) ? target.DisplayText : "",
            Url = entry.Url?.Trim(),
            Items = [.. entry.Items.Select(Named)],
        };
    }

    private static IEnumerable<(MenuEntry Entry, string Place, int Depth)> Placed(IReadOnlyList<MenuEntry> entries, string list, int depth) =>
        entries.Index().SelectMany(one => Placed(one.Item.Items, $"{list}[{one.Index}].MenuItemsListPart", depth + 1).Prepend((one.Item, $"{list}[{one.Index}]", depth)));
}
