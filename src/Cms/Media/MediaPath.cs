using System.Collections.Frozen;
using System.Text;

namespace Cms.Media;

/// <summary>Paths of files within a tenant's media folder.</summary>
public static class MediaPath
{
    /// <summary>What a valid path looks like, for messages.</summary>
    public const string Form = "relative, parted by /, without names that begin or end with a dot or space, or that systems keep for devices (CON, NUL)";

    private const int LongestName = 255;

    // What Windows takes for a device, whatever stands behind the first dot.
    private static readonly FrozenSet<string> Devices = new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" }
        .Concat(new[] { "COM", "LPT" }.SelectMany(name => "0123456789\u00b9\u00b2\u00b3".Select(number => name + number))).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Pictures = new[] { ".png", ".apng", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a path that stays inside the media folder on every operating system.</summary>
    public static bool IsValid(string path) =>
        path.Length is > 0 and <= 500
        && !path.Any(character => char.IsControl(character) || TurnsText(character) || character is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && path.Split('/').All(segment => segment.Length > 0 && !IsDotOrSpace(segment[0]) && !IsDotOrSpace(segment[^1]) && !IsDevice(segment) && Encoding.UTF8.GetByteCount(segment) <= LongestName);

    /// <summary>The path of a name in a folder; the media folder itself is called "".</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>The folder of a path; empty for the media folder itself.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    /// <summary>The name at the end of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>True for a file that browsers show as a picture, by its name.</summary>
    public static bool IsPicture(string path) => Pictures.Contains(Path.GetExtension(path));

    private static bool IsDevice(string segment) => Devices.Contains(segment.Split('.')[0].TrimEnd());

    // What lets "exe.gnp" be read as "png.exe" backwards.
    private static bool TurnsText(char character) => character is '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsDotOrSpace(char character) => character is '.' or ' ';
}
