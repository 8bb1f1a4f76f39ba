using System.Globalization;

namespace Cms.Admin.Pages.Media;

/// <summary>Sizes of files as people read them.</summary>
internal static class Bytes
{
    /// <summary>The size: <c>12 kB</c>, <c>3.4 MB</c>.</summary>
    public static string Of(long length) => length switch
    {
        < 1000 => $"{length} B",
        < 1_000_000 => $"{(length / 1000.0).ToString(length < 10_000 ? "0.#" : "0", CultureInfo.CurrentCulture)} kB",
        _ => $"{(length / 1_000_000.0).ToString("0.#", CultureInfo.CurrentCulture)} MB",
    };
}
