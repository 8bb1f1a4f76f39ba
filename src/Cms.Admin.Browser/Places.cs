using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Browser;

/// <summary>Says places and values of an item in words.</summary>
public static partial class Places
{
    /// <summary>The place as people call it: <c>Sections 3 › Heading</c> for <c>Sections[2].Heading</c>.</summary>
    public static string Name(Draft draft, string place)
    {
        if (place.Length == 0)
            return draft.Item.Form.Label;

        var form = draft.Item.Form;
        var words = new List<string>();
        foreach (var step in place.Split('.'))
        {
            var (name, index) = Index().Match(step) is { Success: true } found ? (step[..found.Index], found.Groups[1].Value) : (step, "");
            var part = form?.Parts.FirstOrDefault(part => part.Name == name);
            var label = part?.Label ?? form?.Parts.SelectMany(one => one.Fields).FirstOrDefault(field => field.Name == name)?.Label ?? name;
            words.Add(index.Length > 0 ? $"{label} {int.Parse(index, System.Globalization.CultureInfo.InvariantCulture) + 1}" : label);
            if (index.Length > 0)
                form = part?.Takes.Select(draft.FormOf).OfType<TypeForm>().FirstOrDefault();
        }

        return string.Join(" › ", words);
    }

    /// <summary>The texts of a value, without what is only for programs.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "–",
        JsonObject one => string.Join("\n", one.Where(member => member.Key is not ("ContentItemId" or "ContentType" or "TaxonomyContentItemId")).Select(member => Text(member.Value)).Where(text => text.Length > 0)),
        JsonArray list => string.Join(", ", list.Select(Text)),
        _ => value.ToString(),
    };

    [GeneratedRegex(@"\[(\d+)\]$")]
    private static partial Regex Index();
}
