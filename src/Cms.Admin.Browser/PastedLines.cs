using System.Text.RegularExpressions;

namespace Cms.Admin.Browser;

/// <summary>Reads lines that somebody pasted as bullets: <c>- Label: text</c>, with any sign or number before it.</summary>
public static partial class PastedLines
{
    private const int LongestLabel = 60;

    /// <summary>Label and text of each line that is not blank. What stands before the first colon is a label, if it is short; else there is none.</summary>
    public static IEnumerable<(string Label, string Text)> Read(string pasted)
    {
        foreach (var line in pasted.ReplaceLineEndings("\n").Split('\n').Select(line => Sign().Replace(line, "").Trim()).Where(line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return colon is > 0 and <= LongestLabel && colon + 1 < line.Length && char.IsWhiteSpace(line[colon + 1])
                ? (line[..colon].Trim('*', ' '), line[(colon + 1)..].Trim('*', ' '))
                : ("", line);
        }
    }

    [GeneratedRegex(@"^\s*(?:[-–—*•·▪◦‣o]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)")]
    private static partial Regex Sign();
}
