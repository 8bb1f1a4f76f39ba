using System.Text.RegularExpressions;
using Cms.Fields;

namespace Cms.Editing.Checks;

/// <summary>Whether the headings of a text follow each other without leaving a level out (WCAG 2.2, 1.3.1).</summary>
internal static partial class HeadingOrder
{
    /// <summary>What is wrong with the headings, in a sentence; null when nothing is.</summary>
    public static string? Complaint(string source, TextFormat format)
    {
        var levels = (format == TextFormat.Html ? HtmlHeading() : MarkdownHeading()).Matches(source).Select(heading => format == TextFormat.Html ? heading.Groups[1].Value[0] - '0' : heading.Groups[1].Length).ToList();
        if (levels.Contains(1))
            return "a heading of the first level stands in the text; the title of the page is one already.";

        for (var at = 1; at < levels.Count; at++)
        {
            if (levels[at] > levels[at - 1] + 1)
                return $"a heading of level {levels[at]} follows one of level {levels[at - 1]}; a level is left out.";
        }

        return null;
    }

    [GeneratedRegex("<h([1-6])[\\s>]", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlHeading();

    [GeneratedRegex("^ {0,3}(#{1,6})\\s", RegexOptions.Multiline)]
    private static partial Regex MarkdownHeading();
}
