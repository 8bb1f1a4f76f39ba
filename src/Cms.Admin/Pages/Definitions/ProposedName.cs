using System.Globalization;
using System.Text;

namespace Cms.Admin.Pages.Definitions;

/// <summary>A technical name for what people call something: <c>Time to cook</c> becomes <c>TimeToCook</c>.</summary>
public static class ProposedName
{
    /// <summary>The name; empty when no letter or digit of it can be in one.</summary>
    public static string Of(string label)
    {
        var name = new StringBuilder();
        var begins = true;
        foreach (var character in label.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(character) && (name.Length > 0 || !char.IsAsciiDigit(character)))
                (begins, _) = (false, name.Append(begins ? char.ToUpperInvariant(character) : character));
            else if (character is not ('\'' or '’'))
                begins = true;
        }

        return name.ToString();
    }
}
