using System.Security.Cryptography;
using System.Text;

namespace Cms.Content;

/// <summary>The kind of value that a field is filtered and ordered by.</summary>
public enum FieldValueKind
{
    /// <summary>A text, compared exactly.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day or moment, to the millisecond.</summary>
    Moment,
}

/// <summary>A single value in the JSON of items of one type, outside of bags: <c>GuideArticle.DateCreated.Value</c>.</summary>
/// <param name="ContentType">The type of the items.</param>
/// <param name="Part">The part's name on the type.</param>
/// <param name="Field">The field.</param>
/// <param name="Member">The member of the field's JSON that has the value.</param>
/// <param name="Kind">What the value is; one of another kind counts as missing.</param>
public sealed record FieldPath(string ContentType, string Part, string Field, string Member, FieldValueKind Kind)
{
    // PostgreSQL cuts longer names.
    private const int LongestName = 63;

    /// <summary>How names of indexes of fields begin.</summary>
    public const string IndexPrefix = "FX_";

    /// <summary>The name of the database's index of this value; another one for every difference.</summary>
    public string IndexName
    {
        get
        {
            var whole = $"{ContentType}.{Part}.{Field}.{Member}.{Kind}";
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, 5));
            var name = $"{IndexPrefix}{ContentType}_{Field}";
            return $"{name[..Math.Min(name.Length, LongestName - hash.Length - 1)]}_{hash}";
        }
    }

    /// <summary>For people: <c>GuideArticle.DateCreated</c>, with the type before it where the part is not its own.</summary>
    public override string ToString() => Part == ContentType ? $"{Part}.{Field}" : $"{ContentType}.{Part}.{Field}";
}
