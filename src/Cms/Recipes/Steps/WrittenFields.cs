using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;

namespace Cms.Recipes.Steps;

/// <summary>
/// What recipes last wrote into an item of custom settings, field by field, so that a second run knows what editors changed since. The
/// values themselves instead of their hashes: a database may write the same JSON otherwise.
/// </summary>
internal sealed class WrittenFields
{
    private readonly string _section;
    private readonly JsonObject _stored;

    private WrittenFields(string section, JsonObject stored) => (_section, _stored) = (section, stored);

    /// <summary>Those of this type of custom settings.</summary>
    public static async Task<WrittenFields> LoadAsync(SettingsStore settings, string contentType, CancellationToken cancel)
    {
        var section = $"recipe-wrote/{contentType}";
        return new WrittenFields(section, await settings.FindAsync(section, cancel) ?? []);
    }

    /// <summary>
    /// Writes the fields of the parts into the item, unless their value there is neither missing nor what a recipe wrote last; gives
    /// back the names of those that stayed otherwise than given. A field's own members belong together and are written as one.
    /// </summary>
    public List<string> Write(JsonObject parts, JsonObject item)
    {
        var kept = new List<string>();
        foreach (var (partName, part) in parts)
        {
            if (part is not JsonObject fields || item[partName] is not (null or JsonObject))
            {
                WriteOne(partName, part, item, partName, kept);
                continue;
            }

            var existing = JsonText.ObjectIn(item, partName);
            foreach (var (fieldName, value) in fields)
                WriteOne(fieldName, value, existing, $"{partName}.{fieldName}", kept);
        }

        return kept;
    }

    /// <summary>Saves what was written.</summary>
    public Task SaveAsync(SettingsStore settings, CancellationToken cancel) => settings.SaveAsync(_section, _stored, new NotesChanged(_section), cancel);

    private void WriteOne(string name, JsonNode? value, JsonObject into, string place, List<string> kept)
    {
        var same = into.TryGetPropertyValue(name, out var existing) && JsonNode.DeepEquals(existing, value);
        var mayWrite = existing is null || (_stored.TryGetPropertyValue(place, out var last) && JsonNode.DeepEquals(existing, last));
        if (same || mayWrite)
        {
            into[name] = value?.DeepClone();
            _stored[place] = value?.DeepClone();
        }
        else
        {
            kept.Add(place);
        }
    }
}
