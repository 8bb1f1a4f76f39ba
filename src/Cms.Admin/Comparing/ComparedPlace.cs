using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Admin.Comparing;

/// <summary>Where a difference is, as people call it, and what stands there.</summary>
/// <param name="Label">Such as <c>Sections 3 “Sleep” › Heading</c>.</param>
/// <param name="Name">The value's name within its item, as <see cref="Cms.Editing.Versions.ValuePlace.Name"/> has it; empty for an item inside as a whole.</param>
/// <param name="Shape">The shape of the field; null where no field is.</param>
/// <param name="Member">The single value of a part; null where none is.</param>
internal sealed partial record ComparedPlace(string Label, string Name, Shape? Shape, Member? Member)
{
    private const int LongestName = 40;

    /// <summary>The place of a difference.</summary>
    /// <param name="path">As differences have it.</param>
    /// <param name="version">The version in which it stands there.</param>
    /// <param name="definitions">The definitions.</param>
    public static ComparedPlace Of(string path, ContentItem version, ContentDefinitions definitions)
    {
        var (type, json, labels, rest) = (definitions.FindType(version.ContentType), version.Parts, new List<string>(), new List<string>());
        foreach (var step in path.Split('.'))
        {
            if (ItemStep().Match(step) is not { Success: true } found)
            {
                rest.Add(step);
                continue;
            }

            var (name, index) = (found.Groups[1].Value, int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture));
            var attached = type is null ? null : MenuItemsListPart.PartsOf(type).FirstOrDefault(part => part.Name == name);
            var holder = JsonText.Member(json, name);
            var list = attached is not null && PartTypes.Find(attached.PartName)?.Shape is ContainedItemsShape holds ? JsonText.Member(holder, holds.Member) : holder;
            json = list.ValueKind == JsonValueKind.Array && index < list.GetArrayLength() ? list[index] : default;
            type = definitions.FindType(JsonText.Find(json, "ContentType") ?? "");
            labels.Add($"{attached?.DisplayName ?? name} {index + 1}{NameOf(json, type, definitions)}");
        }

        var (label, shape, member) = Value(string.Join('.', rest), type, definitions);
        if (label.Length > 0)
            labels.Add(label);
        return new ComparedPlace(string.Join(" › ", labels), string.Join('.', rest), shape, member);
    }

    private static (string Label, Shape? Shape, Member? Member) Value(string name, ContentType? type, ContentDefinitions definitions)
    {
        switch (name)
        {
            case "":
                return ("", null, null);
            case nameof(ContentItem.DisplayText) or "TitlePart.Title":
                return (Browser.Texts.T("Editor.Title"), null, null);
            case nameof(ContentItem.Owner):
                return (Browser.Texts.T("Compare.Owner"), null, null);
            case nameof(ContentItem.CreatedUtc):
                return (Browser.Texts.T("Compare.Created"), null, new Member(name, ScalarKind.Moment));
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var attached = type?.FindPart(dot < 0 ? type.Name : name[..dot]);
        var last = name[(dot + 1)..];
        if (attached is null)
            return (name, null, null);

        if (definitions.FieldsOf(attached.PartName).FirstOrDefault(field => field.Name == last) is { } found)
            return (dot < 0 ? found.DisplayName : $"{attached.DisplayName} › {found.DisplayName}", FieldTypes.Find(found.FieldName)?.Shape, null);

        var member = PartTypes.Find(attached.PartName)?.Shape switch
        {
            PathShape path when path.Member == last => new Member(last, ScalarKind.Text),
            MembersShape group => group.Members.FirstOrDefault(one => one.Name == last),
            ScalarShape scalar when scalar.Member == last => new Member(last, scalar.Kind),
            _ => null,
        };
        return attached.PartName == "AutoroutePart" && last == AutoroutePart.Path ? (Browser.Texts.T("Editor.Path"), null, member) : (dot < 0 ? last : $"{attached.DisplayName} › {last}", null, member);
    }

    // The title of an item inside, or its first text.
    private static string NameOf(JsonElement item, ContentType? type, ContentDefinitions definitions)
    {
        var name = JsonText.Find(JsonText.Member(item, "TitlePart"), "Title");
        if (name is null or "" && type is not null)
            name = definitions.FieldsOf(type.Name).Where(field => field.FieldName == "TextField").Select(field => JsonText.Find(JsonText.Member(JsonText.Member(item, type.Name), field.Name), "Text")).FirstOrDefault(text => text is { Length: > 0 });
        return name is null or "" ? "" : $" “{(name.Length > LongestName ? name[..LongestName] + "…" : name)}”";
    }

    [GeneratedRegex(@"^(.*)\[(\d+)\]$")]
    private static partial Regex ItemStep();
}
