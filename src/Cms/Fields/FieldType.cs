using System.Globalization;
using System.Text.Json;
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

    /// <summary>What is wrong with the JSON itself, before <see cref="Check"/> may look at it: wrong kinds of values.</summary>
    public IEnumerable<string> CheckJson(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [$"must be a JSON object such as {Example}, not {Describe(value)}"];

        return MembersOf(Shape)
            .Where(member => value.TryGetProperty(member.Name, out var found) && found.ValueKind != JsonValueKind.Null && !Fits(found, member))
            .Select(member => $"must have {member.Expected} as {member.Name}, not {DescribeMisfit(value.GetProperty(member.Name), member)}");
    }

    /// <summary>The text under this member; empty when it is missing or null.</summary>
    protected static string TextOf(JsonElement value, string member) =>
        value.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString()! : "";

    /// <summary>The texts of the list under this member; empty when it is missing or null.</summary>
    protected static IReadOnlyList<string> TextsOf(JsonElement value, string member) =>
        value.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.Array
            ? [.. found.EnumerateArray().Select(text => text.GetString() ?? "")]
            : [];

    /// <summary>True when the member is missing or null.</summary>
    protected static bool IsMissing(JsonElement value, string member) =>
        !value.TryGetProperty(member, out var found) || found.ValueKind == JsonValueKind.Null;

    private string Example => Shape switch
    {
        ScalarShape { Kind: ScalarKind.Number } scalar => $"{{\"{scalar.Member}\": 1}}",
        ScalarShape { Kind: ScalarKind.Boolean } scalar => $"{{\"{scalar.Member}\": true}}",
        ScalarShape { Kind: ScalarKind.Date or ScalarKind.Moment } scalar => $"{{\"{scalar.Member}\": \"2025-11-20T00:00:00Z\"}}",
        _ => $"{{\"{MembersOf(Shape).First().Name}\": ...}}",
    };

    private static IEnumerable<Expectation> MembersOf(Shape shape) => shape switch
    {
        ScalarShape scalar => [new(scalar.Member, scalar.Kind, IsList: false)],
        GroupShape group => group.Members.Select(member => new Expectation(member.Name, member.Kind, IsList: false)),
        ReferencesShape references => [new(references.Member, ScalarKind.Text, IsList: true)],
        TermsShape =>
        [
            new("TaxonomyContentItemId", ScalarKind.Text, IsList: false),
            new("TermContentItemIds", ScalarKind.Text, IsList: true),
            new("TagNames", ScalarKind.Text, IsList: true),
        ],
        MediaShape => [new("Paths", ScalarKind.Text, IsList: true), new("MediaTexts", ScalarKind.Text, IsList: true)],
        _ => throw new NotSupportedException($"A field cannot have the shape {shape.GetType().Name}."),
    };

    private static bool Fits(JsonElement found, Expectation member) => member.IsList
        ? found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(one => FitsOne(one, member.Kind))
        : FitsOne(found, member.Kind);

    private static bool FitsOne(JsonElement found, ScalarKind kind) => kind switch
    {
        ScalarKind.Text => found.ValueKind == JsonValueKind.String,
        ScalarKind.Number => found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out _),
        ScalarKind.Boolean => found.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => found.ValueKind == JsonValueKind.String && IsMoment(found.GetString()!),
    };

    private static bool IsMoment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        && text.Length >= 10 && text[4] == '-' && text[7] == '-';

    private static string DescribeMisfit(JsonElement found, Expectation member) => member.IsList && found.ValueKind == JsonValueKind.Array
        ? $"a list with {Describe(found.EnumerateArray().First(one => !FitsOne(one, member.Kind)))}"
        : Describe(found);

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => value.GetRawText() is { Length: > 60 } raw ? raw[..60] + "..." : value.GetRawText(),
    };

    private sealed record Expectation(string Name, ScalarKind Kind, bool IsList)
    {
        public string Expected => (Kind, IsList) switch
        {
            (ScalarKind.Text, false) => "a text",
            (ScalarKind.Text, true) => "a list of texts",
            (ScalarKind.Number, _) => "a number",
            (ScalarKind.Boolean, _) => "true or false",
            (ScalarKind.Date, _) => "a date like \"2025-11-20\"",
            _ => "a moment like \"2025-11-20T10:30:00Z\"",
        };
    }
}
