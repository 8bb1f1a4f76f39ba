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

        foreach (var path in paths.Where(path => !MediaPath.IsValid(path)))
            yield return $"must name files of the media folder, and \"{path}\" is no such path ({MediaPath.Form})";

        var texts = TextsOf(value, "MediaTexts");
        if (texts.Count > paths.Count)
            yield return $"has {texts.Count} texts for {paths.Count} files";
    }
}
