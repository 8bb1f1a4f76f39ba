using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Definitions;
using Cms.Liquid;

namespace Cms.Modeling;

/// <summary>What is wrong with settings that somebody writes.</summary>
internal static class SettingChecks
{
    private const int Shown = 60;

    /// <summary>Each thing that is wrong, with its place <c>Section.Name</c>. What stands as it was seen is not asked about, as a recipe may have written anything.</summary>
    /// <param name="asked">The settings that are asked about.</param>
    /// <param name="settings">The settings as they are to be.</param>
    /// <param name="seen">As they were; null for something new.</param>
    /// <param name="known">The definitions, for names of types.</param>
    public static IEnumerable<Complaint> Of(IEnumerable<KnownSetting> asked, DefinitionSettings settings, DefinitionSettings? seen, ContentDefinitions known)
    {
        foreach (var one in asked)
        {
            if (settings.Find(one.Section, one.Name) is { } value && IsNew(one.Section, one.Name) && Complaint(one, value, known) is { } message)
                yield return new(one.Place, message);
        }

        foreach (var (section, least, most) in ((string, string, string)[])[("NumericFieldSettings", "Minimum", "Maximum"), ("TextFieldSettings", "MinLength", "MaxLength")])
        {
            if ((IsNew(section, least) || IsNew(section, most)) && Number(settings.Find(section, least)) is { } low && Number(settings.Find(section, most)) is { } high && low > high)
                yield return new($"{section}.{most}", $"must not be less than {low}");
        }

        bool IsNew(string section, string name) => !JsonNode.DeepEquals(settings.Find(section, name), seen?.Find(section, name));
    }

    private static string? Complaint(KnownSetting one, JsonNode value, ContentDefinitions known) => one.Kind switch
    {
        SettingKind.Flag => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false",
        SettingKind.Number or SettingKind.Whole => OfNumber(one, value),
        SettingKind.Liquid => OfLiquid(value),
        SettingKind.Expression => OfExpression(value),
        SettingKind.Types => JsonText.In(value).FirstOrDefault(name => known.FindType(name) is null) is { } lost ? $"names {lost}, which is no content type" : null,
        SettingKind.Options => OfOptions(value),
        SettingKind.Texts when one.Name == "AllowedExtensions" => JsonText.In(value).FirstOrDefault(text => text is not ['.', _, ..]) is { } bad ? $"must have endings such as .png, not {bad}" : null,
        _ => null,
    };

    private static string? OfNumber(KnownSetting one, JsonNode value)
    {
        if (Number(value) is not { } number)
            return $"must be a number, not {Short(value)}";

        if (one.Kind == SettingKind.Whole && !decimal.IsInteger(number))
            return $"must be a whole number, not {number}";

        return number < one.Least ? $"must be {one.Least} or more" : number > one.Most ? $"must be {one.Most} or less" : null;
    }

    private static string? OfLiquid(JsonNode value)
    {
        try
        {
            LiquidTemplate.Parse(value.ToString(), "pattern");
            return null;
        }
        catch (LiquidException wrong)
        {
            return $"cannot be read: {wrong.Message}".TrimEnd('.');
        }
    }

    private static string? OfExpression(JsonNode value)
    {
        try
        {
            _ = new Regex(value.ToString(), RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException wrong)
        {
            return $"is no regular expression: {wrong.Message}".TrimEnd('.');
        }
    }

    private static string? OfOptions(JsonNode value)
    {
        if (value is not JsonArray list)
            return "must be a list of choices";

        var values = list.OfType<JsonObject>().Select(option => (option["value"] ?? option["Value"])?.ToString() ?? "").ToList();
        return values.Contains("") || values.Count < list.Count ? "must have a value for each choice"
            : values.GroupBy(text => text).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"has the value {twice.Key} twice"
            : null;
    }

    private static decimal? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && JsonElement.Parse(value.ToJsonString()).TryGetDecimal(out var number) ? number : null;

    private static string Short(JsonNode value) => value.ToString() is { Length: > Shown } text ? text[..Shown] + "..." : value.ToString();
}
