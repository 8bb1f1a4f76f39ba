namespace Cms.Media;

/// <summary>Paths of files within a tenant's media folder.</summary>
public static class MediaPath
{
    /// <summary>What a valid path looks like, for messages.</summary>
    public const string Form = "relative, parted by /, without names that begin or end with a dot or space";

    /// <summary>True for a path that stays inside the media folder on every operating system.</summary>
    public static bool IsValid(string path) =>
        path.Length is > 0 and <= 500
        && !path.Any(character => char.IsControl(character) || character is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && path.Split('/').All(segment => segment.Length > 0 && !IsDotOrSpace(segment[0]) && !IsDotOrSpace(segment[^1]));

    private static bool IsDotOrSpace(char character) => character is '.' or ' ';
}
