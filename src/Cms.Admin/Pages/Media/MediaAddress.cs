using System.Globalization;

namespace Cms.Admin.Pages.Media;

/// <summary>The addresses of the pages about media files.</summary>
internal static class MediaAddress
{
    /// <summary>The list.</summary>
    public const string List = "admin/media";

    /// <summary>A page of a folder, or of what was looked for in it.</summary>
    public static string Of(string folder, string? text = null, int number = 1)
    {
        var query = string.Join('&', new[]
        {
            folder.Length > 0 ? $"folder={Uri.EscapeDataString(folder)}" : null,
            text is { Length: > 0 } ? $"text={Uri.EscapeDataString(text)}" : null,
            number > 1 ? $"page={number.ToString(CultureInfo.InvariantCulture)}" : null,
        }.OfType<string>());
        return query.Length > 0 ? $"{List}?{query}" : List;
    }

    /// <summary>The page about one file.</summary>
    public static string OfFile(string path) => $"{List}/file/{Escape(path)}";

    /// <summary>The file itself, as visitors get it; another address when it was written again, as browsers keep what they have.</summary>
    public static string Public(string path, DateTime? modifiedUtc = null) =>
        $"media/{Escape(path)}{(modifiedUtc is { } at ? $"?v={at.Ticks.ToString("x", CultureInfo.InvariantCulture)}" : "")}";

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
