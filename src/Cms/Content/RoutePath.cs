using System.Text;

namespace Cms.Content;

/// <summary>Paths under which items are reached, written without slashes at the ends.</summary>
public static class RoutePath
{
    /// <summary>The longest path that is stored, in characters.</summary>
    public const int MaxLength = 1024;

    // What fits into one entry of a PostgreSQL index, whatever the letters.
    private const int MaxBytes = 2400;

    private const string Forbidden = ":?#[]@!$&'()*+,;=<>\\|%\"`^{}";

    // The first segments that the host answers itself.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        ".well-known", "_blazor", "_content", "_framework", "account", "admin", "api", "assets", "connect", "graphiql", "graphql", "health", "media", "preview",
    };

    /// <summary>True when the host answers this path itself.</summary>
    public static bool IsReserved(string path) => Reserved.Contains(path.Split('/')[0]);

    /// <summary>Null for a path that can be stored, else what is wrong; completes a sentence that begins with the path's name.</summary>
    public static string? Complaint(string path)
    {
        if (path.Length > MaxLength)
            return $"must have at most {MaxLength} characters";

        if (Encoding.UTF8.GetByteCount(path) > MaxBytes)
            return $"must have at most {MaxBytes} bytes in UTF-8";

        if (path.Split('/').Any(segment => segment.Length == 0 || segment is "." or ".."))
            return $"must be segments parted by single slashes, without one at the ends, not \"{path}\"";

        var bad = path.FirstOrDefault(IsBad, 'a');
        if (IsBad(bad))
            return $"must not contain '{bad}'";

        return IsReserved(path) ? $"must not begin with {path.Split('/')[0]}, which the site itself answers" : null;
    }

    /// <summary>True when the path is longer than what is stored.</summary>
    public static bool IsTooLong(string path) => path.Length > MaxLength || Encoding.UTF8.GetByteCount(path) > MaxBytes;

    /// <summary>The path with a number after it, cut before the number where it would be too long.</summary>
    public static string Numbered(string path, int number)
    {
        var end = $"-{number}";
        while (IsTooLong(path + end))
            path = (char.IsLowSurrogate(path[^1]) ? path[..^2] : path[..^1]).TrimEnd('-', '/');
        return path + end;
    }

    private static bool IsBad(char character) => char.IsWhiteSpace(character) || char.IsControl(character) || Forbidden.Contains(character);
}
