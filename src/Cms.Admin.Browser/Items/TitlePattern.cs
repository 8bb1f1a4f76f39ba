using System.Text.RegularExpressions;

namespace Cms.Admin.Browser.Items;

/// <summary>Says in words what a pattern makes a title of.</summary>
public static partial class TitlePattern
{
    /// <summary>The pattern with the names of fields for people: <c>‹First name› ‹Last name›</c>; null where it does more than name fields of the item.</summary>
    /// <param name="pattern">The pattern, in Liquid.</param>
    /// <param name="labelOf">What people call a field; null for one that is not there.</param>
    public static string? Read(string pattern, Func<string, string?> labelOf)
    {
        var text = Value().Replace(pattern, found => labelOf(found.Groups[1].Value) is { } label ? $"‹{label}›" : found.Value).Trim();
        return text.Length == 0 || text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) ? null : text;
    }

    [GeneratedRegex(@"\{\{-?\s*ContentItem\.Content\.\w+\.(\w+)(?:\.\w+)*\s*-?\}\}")]
    private static partial Regex Value();
}
