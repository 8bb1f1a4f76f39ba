using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>Something that items still have stored although no definition knows it any more.</summary>
/// <param name="Purge">What throws it away.</param>
/// <param name="Items">How many content items have it, in any of their versions.</param>
public sealed record Leftover(PurgeData Purge, int Items);

/// <summary>Looks through all stored versions for what was left by types, parts and fields that were removed.</summary>
public sealed class FindLeftovers(CurrentCaller current, StoredVersions versions, TenantDefinitions definitions, RewriteLimits limits)
{
    private const string ContentType = "ContentType";

    /// <summary>What there is, types first; or the refusal.</summary>
    public async Task<Outcome<IReadOnlyList<Leftover>>> RunAsync(CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.EditContentTypes, "look for left-over data") is { } refused)
            return refused;

        var known = await definitions.GetStoredAsync(cancel);
        var found = new Dictionary<PurgeData, HashSet<string>>();
        var row = 0L;
        while (await versions.ListAsync(row, limits.Batch, cancel) is { Count: > 0 } read)
        {
            foreach (var version in read)
            {
                var item = StoredVersions.Current(version.Item, known);
                if (known.FindType(item.ContentType) is { } type)
                    Look(type, JsonElement.Parse(item.PartsJson), left => Add(left, item.ContentItemId));
                else
                    Add(new PurgeData(DefinitionKind.Type, "", item.ContentType), item.ContentItemId);
            }

            row = read[^1].Row;
        }

        return found.OrderBy(one => one.Key.Kind).ThenBy(one => one.Key.Owner, StringComparer.Ordinal).ThenBy(one => one.Key.Name, StringComparer.Ordinal).Select(one => new Leftover(one.Key, one.Value.Count)).ToList();

        void Add(PurgeData left, string id)
        {
            if (!found.TryGetValue(left, out var items))
                found[left] = items = new HashSet<string>(StringComparer.Ordinal);
            items.Add(id);
        }

        void Look(ContentType type, JsonElement parts, Action<PurgeData> add)
        {
            if (parts.ValueKind != JsonValueKind.Object)
                return;

            var attached = MenuItemsListPart.PartsOf(type);
            foreach (var member in parts.EnumerateObject())
            {
                if (attached.FirstOrDefault(part => part.Name == member.Name) is { } part)
                    LookInPart(type, part, member.Value, add);
                else if (!ItemMembers.Names.Contains(member.Name) && member.Name != TaxonomyPart.Terms && member.Name != ContainedPart.Unattached.Name)
                    add(new PurgeData(DefinitionKind.AttachedPart, type.Name, member.Name));

                LookInside(member.Value, add);
            }
        }

        // A ready-made part keeps values of its own under names that no definition lists; so does one that is kept without being known here.
        void LookInPart(ContentType type, TypePart part, JsonElement json, Action<PurgeData> add)
        {
            if (PartTypes.Find(part.PartName) is not null || json.ValueKind != JsonValueKind.Object || (known.FindPart(part.PartName) is null && part.PartName != type.Name))
                return;

            var fields = known.FieldsOf(part.PartName);
            foreach (var member in json.EnumerateObject().Where(member => fields.All(one => one.Name != member.Name)))
                add(new PurgeData(DefinitionKind.Field, part.PartName, member.Name));
        }

        void LookInside(JsonElement json, Action<PurgeData> add)
        {
            if (json.ValueKind == JsonValueKind.Array)
            {
                foreach (var one in json.EnumerateArray())
                    LookInside(one, add);
            }
            else if (json.ValueKind == JsonValueKind.Object && JsonText.Find(json, ContentType) is { } name && json.TryGetProperty("ContentItemId", out _))
            {
                // Items inside others whose type is gone are the container's: they go with it, or by hand.
                if (known.FindType(name) is { } inner)
                    Look(inner, json, add);
            }
            else if (json.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in json.EnumerateObject())
                    LookInside(member.Value, add);
            }
        }
    }
}
