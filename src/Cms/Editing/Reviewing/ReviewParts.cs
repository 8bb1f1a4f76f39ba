using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;

namespace Cms.Editing.Reviewing;

/// <summary>A field of a type that says something about reviews.</summary>
/// <param name="Part">The name under which the type has the part.</param>
/// <param name="PartName">The name of the part's definition.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Kind">Which field it is, such as <c>DateField</c>.</param>
public sealed record ReviewPlace(string Part, string PartName, string Field, string Kind)
{
    /// <summary>True where the field names users, not items.</summary>
    public bool IsOfUsers => Kind == "UserPickerField";

    private string Member => IsOfUsers ? "UserIds" : "ContentItemIds";

    /// <summary>The ids that the field of this version names.</summary>
    public IReadOnlyList<string> ListIn(ContentItem item) => item.Part(Part) is { ValueKind: System.Text.Json.JsonValueKind.Object } part ? [.. JsonText.List(JsonText.Member(part, Field), Member)] : [];

    /// <summary>Writes a day.</summary>
    internal void Write(JsonObject parts, DateOnly day) => Value(parts)["Value"] = day.ToDateTime(TimeOnly.MinValue).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes whom the field names.</summary>
    internal void Write(JsonObject parts, IReadOnlyList<(string Id, string Name)> named)
    {
        var value = Value(parts);
        value[Member] = JsonText.Array(named.Select(one => one.Id));
        if (IsOfUsers)
            value["UserNames"] = JsonText.Array(named.Select(one => one.Name));
    }

    private JsonObject Value(JsonObject parts) => JsonText.ObjectIn(JsonText.ObjectIn(parts, Part), Field);
}

/// <summary>Which fields of a type say by whom and when its items were reviewed, and when they are to be again; any of them may be missing.</summary>
/// <param name="Reviewer">Who: <c>ReviewedBy</c> or <c>Reviewer</c>, of items or users.</param>
/// <param name="LastReviewed">The day of the last review: <c>LastReviewed</c>.</param>
/// <param name="NextDue">The day by which it is due again: <see cref="ReviewFields.DueName"/>.</param>
public sealed record ReviewParts(ReviewPlace? Reviewer, ReviewPlace? LastReviewed, ReviewPlace? NextDue)
{
    /// <summary>Those of this type.</summary>
    public static ReviewParts Of(string contentType, ContentDefinitions definitions)
    {
        var places = (
            from attached in definitions.FindType(contentType)?.Parts ?? []
            from field in definitions.FieldsOf(attached.PartName)
            select new ReviewPlace(attached.Name, attached.PartName, field.Name, field.FieldName)).ToList();
        return new ReviewParts(
            places.Find(place => place.Field is "ReviewedBy" or "Reviewer" && place.Kind is "ContentPickerField" or "UserPickerField"),
            places.Find(place => place is { Field: "LastReviewed", Kind: "DateField" }),
            places.Find(place => place is { Field: ReviewFields.DueName, Kind: "DateField" }));
    }
}
