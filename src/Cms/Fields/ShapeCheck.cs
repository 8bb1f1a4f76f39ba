using System.Globalization;
using System.Text.Json;

namespace Cms.Fields;

/// <summary>Whether JSON has the kinds of values that a shape says. Asked before anything else looks at the values.</summary>
public static class ShapeCheck
{
    /// <summary>What is of the wrong kind; each message completes a sentence that begins with the name of the field or part.</summary>
    public static IEnumerable<string> Complaints(Shape shape, JsonElement value)
    {
        if (shape is GroupsShape groups)
            return GroupsComplaints(groups, value);

        if (value.ValueKind != JsonValueKind.Object)
            return [$"must be a JSON object such as {Example(shape)}, not {Describe(value)}"];

        return Misfits(MembersOf(shape), value);
    }

    private static IEnumerable<string> GroupsComplaints(GroupsShape shape, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [$"must be a list of JSON objects, not {Describe(value)}"];

        var members = shape.Members.Select(member => new Expectation(member.Name, member.Kind, IsList: false)).ToList();
        return value.EnumerateArray().SelectMany(one => one.ValueKind == JsonValueKind.Object ? Misfits(members, one) : [$"must have only JSON objects, not {Describe(one)}"]);
    }

    private static IEnumerable<string> Misfits(IEnumerable<Expectation> expected, JsonElement value) =>
        expected
            .Where(member => value.TryGetProperty(member.Name, out var found) && found.ValueKind != JsonValueKind.Null && !Fits(found, member))
            .Select(member => $"must have {member.Expected} as {member.Name}, not {DescribeMisfit(value.GetProperty(member.Name), member)}");

    private static string Example(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.Number } scalar => $"{{\"{scalar.Member}\": 1}}",
        ScalarShape { Kind: ScalarKind.Boolean } scalar => $"{{\"{scalar.Member}\": true}}",
        ScalarShape { Kind: ScalarKind.Date or ScalarKind.Moment } scalar => $"{{\"{scalar.Member}\": \"2025-11-20T00:00:00Z\"}}",
        ScalarShape { Kind: ScalarKind.Time } scalar => $"{{\"{scalar.Member}\": \"10:30:00\"}}",
        _ => $"{{\"{MembersOf(shape).First().Name}\": ...}}",
    };

    private static IEnumerable<Expectation> MembersOf(Shape shape) => shape switch
    {
        ScalarShape scalar => [new(scalar.Member, scalar.Kind, IsList: false)],
        MembersShape group => group.Members.Select(member => new Expectation(member.Name, member.Kind, IsList: false)),
        ReferencesShape references => [new(references.Member, ScalarKind.Text, IsList: true)],
        TermsShape =>
        [
            new("TaxonomyContentItemId", ScalarKind.Text, IsList: false),
            new("TermContentItemIds", ScalarKind.Text, IsList: true),
            new("TagNames", ScalarKind.Text, IsList: true),
        ],
        TextsShape texts => [new(texts.Member, ScalarKind.Text, IsList: true)],
        FormattedTextShape text => [new(text.Member, ScalarKind.Text, IsList: false), .. text.Beside.Select(member => new Expectation(member.Name, member.Kind, IsList: false))],
        UsersShape => [new("UserIds", ScalarKind.Text, IsList: true), new("UserNames", ScalarKind.Text, IsList: true)],
        MediaShape => [new("Paths", ScalarKind.Text, IsList: true), new("MediaTexts", ScalarKind.Text, IsList: true)],
        _ => throw new NotSupportedException($"There is no check for the shape {shape.GetType().Name}."),
    };

    private static bool Fits(JsonElement found, Expectation member) => member.IsList
        ? found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(one => FitsOne(one, member.Kind))
        : FitsOne(found, member.Kind);

    private static bool FitsOne(JsonElement found, ScalarKind kind) => kind switch
    {
        ScalarKind.Text => found.ValueKind == JsonValueKind.String,
        ScalarKind.Number => found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out _),
        ScalarKind.WholeNumber => found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out _),
        ScalarKind.Boolean => found.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ScalarKind.Time => found.ValueKind == JsonValueKind.String && TimeField.TryRead(found.GetString()!, out _),
        _ => found.ValueKind == JsonValueKind.String && JsonText.TryReadMoment(found.GetString()!, out _),
    };

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
            (ScalarKind.WholeNumber, _) => "a whole number",
            (ScalarKind.Boolean, _) => "true or false",
            (ScalarKind.Time, _) => "a time of day like \"10:30:00\"",
            (ScalarKind.Date, _) => "a date like \"2025-11-20\"",
            _ => "a moment like \"2025-11-20T10:30:00Z\"",
        };
    }
}
