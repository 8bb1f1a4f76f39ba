using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;

namespace Cms.Recipes.Scripts;

/// <summary>
/// Values of variables that were made with <c>uuid()</c>, by recipe: a second run must name the same items, not new ones. Kept in
/// a section of settings: <c>{"blog":{"blogId":{"Script":"[js: uuid()]","Value":"..."}}}</c>.
/// </summary>
public sealed class RememberedVariables
{
    /// <summary>The section of settings under which they are stored.</summary>
    public const string Section = "recipe-variables";

    private readonly JsonObject _stored;
    private bool _changed;

    private RememberedVariables(JsonObject stored) => _stored = stored;

    /// <summary>Those of the current tenant.</summary>
    public static async Task<RememberedVariables> LoadAsync(SettingsStore settings, CancellationToken cancel) =>
        new(await settings.FindAsync(Section, cancel) ?? []);

    /// <summary>The value, or null when the variable is new or written otherwise by now.</summary>
    internal string? Find(string recipe, string variable, string script) =>
        _stored[recipe] is JsonObject known && known[variable] is JsonObject remembered && (string?)remembered["Script"] == script
            ? (string?)remembered["Value"]
            : null;

    internal void Remember(string recipe, string variable, string script, string value)
    {
        JsonText.ObjectIn(_stored, recipe)[variable] = new JsonObject { ["Script"] = script, ["Value"] = value };
        _changed = true;
    }

    /// <summary>Saves those that are new.</summary>
    internal async Task SaveAsync(SettingsStore settings, CancellationToken cancel)
    {
        if (_changed)
            await settings.SaveAsync(Section, _stored, new NotesChanged(Section), cancel);
    }
}
