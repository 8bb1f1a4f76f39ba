using System.Text;
using AnyAscii;

namespace Cms.Liquid;

/// <summary>Titles as segments of a path: lower-case ASCII letters and digits with single hyphens between.</summary>
public static class Slug
{
    /// <summary>The slug; other scripts are written in Latin letters. Empty when nothing of the text can be.</summary>
    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);

        // Accents are parted from their letters first, so that an apostrophe-like mark does not become a hyphen.
        foreach (var character in text.Normalize(NormalizationForm.FormC).Transliterate())
        {
            if (char.IsAsciiLetterOrDigit(character))
                slug.Append(char.ToLowerInvariant(character));
            else if (character is not '\'' && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}
