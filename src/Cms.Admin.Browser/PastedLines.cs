using System.Text.RegularExpressions;

namespace Cms.Admin.Browser;

/// <summary>Reads lines that somebody pasted as bullets: <c>- Label: text</c>, with any sign or number before it.</summary>
public static partial class PastedLines
{
    /// <summary>Label and text of each line that is not blank. What stands before the first colon is a label, if it is short; else there is none.</summary>
    public static IEnumerable<(string Label, string Text)> Read(string pasted)
    {
        foreach (var line in pasted.ReplaceLineEndings("\n").Split('\n').Select(line => Sign().Replace(line, "").Trim()).Where(line => line.Length > 0))
        {
            var label = Label().Match(line);
            yield return label.Success ? (label.Groups["label"].Value.Trim(), line[label.Length..].Trim()) : ("", line);
        }
    }

    // Bold or not, with the colon inside the bold text or after it.
    [GeneratedRegex(@"^(?:\*\*(?<label>[^:*]{1,60})(?::\*\*|\*\*:)|(?<label>[^:]{1,60}):)(?=\s)")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:[-–—*•·▪◦‣o]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)")]
    private static partial Regex Sign();
}
