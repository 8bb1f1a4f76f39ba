using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Cms.Host;

/// <summary>By what browsers tell whether they still have a file.</summary>
internal static class FileTag
{
    /// <summary>Another one when the file was written again.</summary>
    public static EntityTagHeaderValue Of(FileInfo file) => new(string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\""));
}
