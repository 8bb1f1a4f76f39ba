using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Definitions;

/// <summary>Named groups of settings as Orchard Core writes them: <c>{"TextFieldSettings":{"Required":true}}</c>. Never changed in place.</summary>
public sealed class DefinitionSettings
{
    private readonly JsonObject _sections;

    /// <param name="sections">The groups; copied, so the caller may go on changing its own.</param>
    public DefinitionSettings(JsonObject? sections) => _sections = sections?.DeepClone().AsObject() ?? [];

    /// <summary>No settings at all.</summary>
    public static DefinitionSettings None { get; } = new(null);

    /// <summary>One value, or null when it is not set. The caller must not change it.</summary>
    public JsonNode? Find(string section, string name) =>
        _sections[section] is JsonObject group && group.TryGetPropertyValue(name, out var value) ? value : null;

    /// <summary>True only when the value is set and true.</summary>
    public bool Flag(string section, string name) => Find(section, name)?.GetValueKind() == JsonValueKind.True;

    /// <summary>The text, or null when it is not set or no text.</summary>
    public string? Text(string section, string name) =>
        Find(section, name) is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>
    /// The chosen one of these names, which Orchard Core writes by name or by its number in this order; the first when it is not set or
    /// none of them.
    /// </summary>
    public string Option(string section, string name, params ReadOnlySpan<string> names)
    {
        var value = Find(section, name);
        if (value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out int number) && number >= 0 && number < names.Length)
            return names[number];

        foreach (var one in names)
        {
            if (value?.GetValueKind() == JsonValueKind.String && one.Equals(value.GetValue<string>(), StringComparison.OrdinalIgnoreCase))
                return one;
        }

        return names[0];
    }

    /// <summary>The texts of a list; empty when it is not set.</summary>
    public IReadOnlyList<string> Texts(string section, string name) =>
        Find(section, name) is JsonArray list
            ? [.. list.Where(value => value?.GetValueKind() == JsonValueKind.String).Select(value => value!.GetValue<string>())]
            : [];

    /// <summary>The position in a list of parts or fields. Orchard Core writes it as text; people write it as a number too.</summary>
    public decimal Position(string section) =>
        decimal.TryParse(Find(section, "Position")?.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var position)
            ? position
            : decimal.MaxValue;

    /// <summary>These settings with those of <paramref name="over"/> written over them, value by value.</summary>
    public DefinitionSettings With(DefinitionSettings over)
    {
        var merged = ToJson();
        foreach (var (section, group) in over._sections)
        {
            if (merged[section] is JsonObject existing && group is JsonObject values)
            {
                foreach (var (name, value) in values)
                    existing[name] = value?.DeepClone();
            }
            else
            {
                merged[section] = group?.DeepClone();
            }
        }

        return new DefinitionSettings(merged);
    }

    /// <summary>A copy as JSON.</summary>
    public JsonObject ToJson() => _sections.DeepClone().AsObject();
}
