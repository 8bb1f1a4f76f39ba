using System.Text.Json;
using Cms.Definitions;
using Cms.Media;

namespace Cms.Fields;

/// <summary>Files of the media folder with a text for each: <c>{"Paths":["a.png"],"MediaTexts":["what it shows"]}</c>.</summary>
public sealed class MediaField : FieldType
{
    private const string Section = "MediaFieldSettings";

    public override string Name => "MediaField";

    public override Shape Shape => new MediaShape("MediaField");

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var paths = TextsOf(value, "Paths");
        if (paths.Count == 0 && field.Required)
            yield return "is required";

        if (paths.Count > 1 && !field.Settings.Flag(Section, "Multiple"))
            yield return $"must have one file, not {paths.Count}";

        foreach (var complaint in CheckDraft(value, field))
            yield return complaint;

        var extensions = field.Settings.Texts(Section, "AllowedExtensions");
        foreach (var path in paths.Where(path => extensions.Count > 0 && !extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)))
            yield return $"must have files that end in {string.Join(", ", extensions)}, and \"{path}\" does not";

        var texts = TextsOf(value, "MediaTexts");
        if (texts.Count > paths.Count)
            yield return $"has {texts.Count} texts for {paths.Count} files";

        // Orchard Core allows texts unless the setting says otherwise.
        if (field.Setting("AllowMediaText")?.GetValueKind() == JsonValueKind.False && texts.Any(text => text.Length > 0))
            yield return "must have no texts: the field does not take any";

        if (field.Setting("AllowAnchors")?.GetValueKind() == JsonValueKind.False && JsonText.Member(value, "Anchors") is { ValueKind: JsonValueKind.Array } anchors
            && anchors.EnumerateArray().Any(anchor => anchor.ValueKind != JsonValueKind.Null))
            yield return "must have no anchors: the field does not take any";
    }

    public override IEnumerable<string> CheckDraft(JsonElement value, PartField field) =>
        TextsOf(value, "Paths").Where(path => !MediaPath.IsValid(path)).Select(path => $"must name files of the media folder, and \"{path}\" is no such path ({MediaPath.Form})");
}
