using System.Text.RegularExpressions;

namespace Cms.Host.Logging;

/// <summary>The path of a request as it may stand in a log.</summary>
internal static partial class LoggedPath
{
    /// <summary>The path without the token of a link to a preview, which opens a draft to whoever reads it.</summary>
    public static string Of(string? path) => Token().Replace(path ?? "", "…");

    [GeneratedRegex("(?<=/preview/)[^/]{27,}", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
