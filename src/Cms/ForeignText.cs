namespace Cms;

/// <summary>Short texts that others wrote, such as a browser or another provider, made fit to be kept and shown.</summary>
public static class ForeignText
{
    /// <summary>The text in one line, cut to so many characters at most and never within one.</summary>
    public static string Cut(string text, int longest)
    {
        var line = string.Concat(text.Where(character => !char.IsControl(character)));
        if (line.Length <= longest)
            return line;

        return line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)];
    }
}
