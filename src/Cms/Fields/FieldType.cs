using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>
/// A kind of field. One class says everything about it: its JSON, what is valid, and its shape; it knows no front.
/// To add one: derive, register in <see cref="FieldTypes.All"/>, copy a test from <c>tests/Cms.Tests/Fields</c>.
/// </summary>
public abstract class FieldType
{
    /// <summary>Orchard Core's name for it: <c>TextField</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What its JSON looks like.</summary>
    public abstract Shape Shape { get; }

    /// <summary>What is wrong with a value; each message completes a sentence that begins with the field's name.</summary>
    /// <param name="value">The field's JSON object, of the right shape already; its members may be missing or null.</param>
    /// <param name="field">The field with its settings.</param>
    public abstract IEnumerable<string> Check(JsonElement value, PartField field);

    /// <summary>Those complaints of <see cref="Check"/> that even a draft must not have, as what they are about could do harm; the others may wait until the item is published.</summary>
    public virtual IEnumerable<string> CheckDraft(JsonElement value, PartField field) => [];

    /// <summary>What is wrong with the JSON itself, before <see cref="Check"/> may look at it: wrong kinds of values.</summary>
    public IEnumerable<string> CheckJson(JsonElement value) => ShapeCheck.Complaints(Shape, value);

    /// <summary>The text under this member; empty when it is missing or null.</summary>
    protected static string TextOf(JsonElement value, string member) => JsonText.Find(value, member) ?? "";

    /// <summary>The texts of the list under this member; empty when it is missing or null.</summary>
    protected static IReadOnlyList<string> TextsOf(JsonElement value, string member) =>
        value.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.Array
            ? [.. found.EnumerateArray().Select(text => text.GetString() ?? "")]
            : [];

    /// <summary>The values of a setting that lists choices as <c>[{"name":"Red","value":"r"}]</c>; empty when it does not.</summary>
    protected static IReadOnlyList<string> OptionValues(JsonNode? options) => options is JsonArray list
        ? [.. list.OfType<JsonObject>().Select(option => (option["value"] ?? option["Value"])?.ToString()).OfType<string>()]
        : [];

    /// <summary>True when the member is missing or null.</summary>
    protected static bool IsMissing(JsonElement value, string member) =>
        !value.TryGetProperty(member, out var found) || found.ValueKind == JsonValueKind.Null;
}
