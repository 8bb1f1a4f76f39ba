using Cms.Media;

namespace Cms.Editing.Files;

/// <summary>A file of the media folder.</summary>
/// <param name="Path">Its path below the media folder.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="ModifiedUtc">When it was written, UTC.</param>
public sealed record MediaFile(string Path, long Length, DateTime ModifiedUtc)
{
    /// <summary>Its name.</summary>
    public string Name => MediaPath.NameOf(Path);

    /// <summary>True when browsers show it as a picture.</summary>
    public bool IsPicture => MediaPath.IsPicture(Path);

    internal static MediaFile Of(string path, FileInfo file) => new(path, file.Length, file.LastWriteTimeUtc);
}
