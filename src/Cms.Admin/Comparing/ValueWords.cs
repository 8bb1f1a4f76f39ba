using System.Globalization;
using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Admin.Comparing;

/// <summary>Says values of items as people read them. The one place of comparisons that meets the shapes.</summary>
internal sealed class ValueWords(ContentDefinitions definitions, KnownNames names, TimeZoneInfo zone)
{
    // What only programs read.
    private static readonly HashSet<string> Unread = ["ContentItemId", "ContentType", "DisplayText", "TaxonomyContentItemId"];

    /// <summary>The value of a field or part of this shape; empty for nothing.</summary>
    public string Of(JsonElement? value, Shape? shape) => value is not { } json ? "" : shape switch
    {
        ScalarShape scalar => Scalar(JsonText.Member(json, scalar.Member), scalar.Kind),
        TextsShape texts => Lines(JsonText.List(json, texts.Member)),
        FormattedTextShape text => JsonText.Find(json, text.Member) ?? "",
        UsersShape => Lines(JsonText.List(json, "UserIds").Select(names.OfUser)),
        ReferencesShape references => Lines(JsonText.List(json, references.Member).Select(names.OfItem)),
        TermsShape => Lines(JsonText.List(json, "TermContentItemIds").Select(id => names.OfTerm(JsonText.Find(json, "TaxonomyContentItemId") ?? "", id))),
        MediaShape => Lines(JsonText.List(json, "Paths").Select((path, at) => JsonText.List(json, "MediaTexts").ElementAtOrDefault(at) is { Length: > 0 } text ? $"{path}: {text}" : path)),
        MembersShape group => Lines(group.Members.Select(member => Scalar(JsonText.Member(json, member.Name), member.Kind))),
        _ => Plain(json),
    };

    /// <summary>A single value of a part.</summary>
    public string OfMember(JsonElement? value, Member? member) => value is not { } json ? "" : member is null ? Plain(json) : Scalar(json, member.Kind);

    /// <summary>An item inside another one: what its fields say, each on a line with its name, and the items inside it.</summary>
    public string OfItem(JsonElement item) => Lines(LinesOf(item));

    private IEnumerable<string> LinesOf(JsonElement item)
    {
        if (definitions.FindType(JsonText.Find(item, "ContentType") ?? "") is not { } type)
        {
            yield return Plain(item);
            yield break;
        }

        if (JsonText.Find(JsonText.Member(item, "TitlePart"), "Title") is { Length: > 0 } title)
            yield return title;
        foreach (var attached in MenuItemsListPart.PartsOf(type))
        {
            var part = JsonText.Member(item, attached.Name);
            foreach (var field in definitions.FieldsOf(attached.PartName))
            {
                if (Of(JsonText.Member(part, field.Name), FieldTypes.Find(field.FieldName)?.Shape) is { Length: > 0 } text)
                    yield return $"{field.DisplayName}: {text}";
            }

            if (PartTypes.Find(attached.PartName)?.Shape is FormattedTextShape body && Of(part, body) is { Length: > 0 } written)
                yield return written;
        }

        foreach (var inside in ContainedItems.Of(type, item))
            yield return "• " + string.Join("\n  ", LinesOf(inside.Json).SelectMany(line => line.Split('\n')));
    }

    private string Scalar(JsonElement value, ScalarKind kind) => value.ValueKind switch
    {
        JsonValueKind.True => Browser.Texts.T("Common.Yes"),
        JsonValueKind.False => Browser.Texts.T("Common.No"),
        JsonValueKind.String when kind is ScalarKind.Date or ScalarKind.Moment && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
            kind == ScalarKind.Date ? moment.UtcDateTime.ToString("d MMM yyyy", CultureInfo.CurrentCulture) : TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture),
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => Plain(value),
    };

    // Of values that no definition tells of any more: their texts.
    private static string Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Lines(json.EnumerateObject().Where(member => !Unread.Contains(member.Name)).Select(member => Plain(member.Value))),
        JsonValueKind.Array => Lines(json.EnumerateArray().Select(Plain)),
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.True => Browser.Texts.T("Common.Yes"),
        JsonValueKind.False => Browser.Texts.T("Common.No"),
        _ => "",
    };

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
