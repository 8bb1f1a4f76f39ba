using Cms.Tenants;

namespace Cms.Media;

/// <summary>The current tenant's media files on disk.</summary>
public sealed class MediaFiles(CurrentTenant current, DataFolders folders, MediaKinds kinds, VirusScanner? scanner = null)
{
    private string Root => folders.MediaOf(current.Tenant);

    /// <summary>The file of this path, or null when there is none or the path leaves the media folder.</summary>
    public FileInfo? Find(string path)
    {
        if (!MediaPath.IsValid(path))
            return null;

        var file = new FileInfo(Path.Combine(Root, path));
        return file.Exists && !IsLink(file) ? file : null;
    }

    /// <summary>Paths of all files in ordinal order. Links are left out, and so is what lies under a name that no media file can have.</summary>
    public IReadOnlyList<string> List()
    {
        if (!Directory.Exists(Root))
            return [];

        var paths = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'));
        return [.. paths.Where(path => Find(path) is not null).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Null when a file can be put under this valid path, else what is in the way; completes a sentence that begins with the path.
    /// Asked before staging, because putting files in place comes after the commit and must not fail then.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="staged">Files that will be put in place before.</param>
    public string? Obstacle(string path, IReadOnlyCollection<StagedFile> staged)
    {
        if (Directory.Exists(Path.Combine(Root, path)) || staged.Any(file => file.MediaPath.StartsWith(path + '/', StringComparison.Ordinal)))
            return "is a folder";

        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            var folder = new DirectoryInfo(Path.Combine(Root, path[..slash]));
            if (File.Exists(folder.FullName) || staged.Any(file => file.MediaPath == path[..slash]))
                return $"needs a folder where the file {path[..slash]} is";

            if (folder.LinkTarget is not null)
                return $"leads through the link {path[..slash]}";
        }

        return null;
    }

    /// <summary>
    /// What is wrong with a new file: its kind, what it holds, or a virus; null when nothing is. Completes a sentence that begins with the path, a valid one.
    /// </summary>
    public async Task<string?> FindComplaintAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        MediaContent.Complaint(path, bytes) ?? kinds.Complaint(path) ?? (scanner is null ? null : await scanner.FindComplaintAsync(bytes, cancel));

    /// <summary>
    /// Writes the bytes beside the media folder; <see cref="StagedFile.Keep"/> then puts the file in place. Null when the file has
    /// these bytes already. The path must be valid, and <see cref="FindComplaintAsync"/> must have found none.
    /// </summary>
    public async Task<StagedFile?> StageAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (!MediaPath.IsValid(path))
            throw new ArgumentException($"\"{path}\" is no path of a media file.", nameof(path));

        if (MediaContent.Complaint(path, bytes) is { } complaint)
            throw new ArgumentException($"\"{path}\" {complaint}.", nameof(bytes));

        if (Find(path) is { } existing && existing.Length == bytes.Length && (await File.ReadAllBytesAsync(existing.FullName, cancel)).AsSpan().SequenceEqual(bytes.Span))
            return null;

        var staged = Path.Combine(folders.Of(current.Tenant), "Staged", Path.GetRandomFileName());
        Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
        await File.WriteAllBytesAsync(staged, bytes, cancel);
        return new StagedFile(path, staged, Path.Combine(Root, path));
    }

    // A link inside the folder could lead out of it.
    private bool IsLink(FileInfo file)
    {
        if (file.LinkTarget is not null)
            return true;

        for (var folder = file.Directory; folder is not null && folder.FullName != Path.GetFullPath(Root); folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
                return true;
        }

        return false;
    }
}

/// <summary>A file that is written but not yet in its place.</summary>
public sealed class StagedFile(string mediaPath, string staged, string target) : IDisposable
{
    /// <summary>Its path within the media folder.</summary>
    public string MediaPath => mediaPath;

    /// <summary>Its size in bytes.</summary>
    public long Length => new FileInfo(staged).Length;

    /// <summary>Puts it in its place, over an older one; readers see the old or the new file, never a half one.</summary>
    public void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(staged, target, overwrite: true);
    }

    /// <summary>Throws it away unless it was kept.</summary>
    public void Dispose() => File.Delete(staged);
}
