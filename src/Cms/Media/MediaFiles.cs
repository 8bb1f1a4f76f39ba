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

    /// <summary>True when there is such a folder; the media folder itself is called "".</summary>
    public bool HasFolder(string folder) => folder.Length == 0 || (MediaPath.IsValid(folder) && new DirectoryInfo(Path.Combine(Root, folder)) is { Exists: true } found && !IsLink(found));

    /// <summary>The names of the folders in this one, and its files, in no order; none when it is not there. Links are left out, and names that no media file can have.</summary>
    /// <param name="folder">The folder's path; empty for the media folder itself.</param>
    public (IReadOnlyList<string> Folders, IReadOnlyList<FileInfo> Files) ListFolder(string folder)
    {
        var directory = new DirectoryInfo(Path.Combine(Root, folder));
        if (!HasFolder(folder) || !directory.Exists)
            return ([], []);

        var found = directory.EnumerateFileSystemInfos().Where(one => one.LinkTarget is null && MediaPath.IsValid(MediaPath.Join(folder, one.Name))).ToList();
        return ([.. found.OfType<DirectoryInfo>().Select(one => one.Name)], [.. found.OfType<FileInfo>()]);
    }

    /// <summary>Makes a folder, and those it lies in. May run twice. The path must be valid, and <see cref="Obstacle"/> must have found none.</summary>
    public void MakeFolder(string folder)
    {
        if (!MediaPath.IsValid(folder))
            throw new ArgumentException($"\"{folder}\" is no path of a media folder.", nameof(folder));

        Directory.CreateDirectory(Path.Combine(Root, folder));
    }

    /// <summary>Takes an empty folder away; false when something is in it.</summary>
    public bool RemoveFolder(string folder)
    {
        if (folder.Length == 0 || !HasFolder(folder))
            return false;

        try
        {
            Directory.Delete(Path.Combine(Root, folder));
            return true;
        }
        catch (IOException)
        {
            // The system itself says that something is in it, also what came a moment ago.
            return false;
        }
    }

    /// <summary>Takes the file away; nothing happens when it is not there.</summary>
    public void Remove(string path)
    {
        if (Find(path) is { } file)
            file.Delete();
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
    private bool IsLink(FileSystemInfo found)
    {
        if (found.LinkTarget is not null)
            return true;

        for (var folder = Directory.GetParent(found.FullName); folder is not null && folder.FullName != Path.GetFullPath(Root); folder = folder.Parent)
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

    /// <summary>Puts it in its place if there is no file yet: of several that come at once one is put there. False when there is one.</summary>
    public bool KeepNew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            // Taking the name first is what only one can do: moving without overwriting looks for the file and then renames, and two may do so side by side.
            new FileStream(target, FileMode.CreateNew).Dispose();
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }

        File.Move(staged, target, overwrite: true);
        return true;
    }

    /// <summary>Throws it away unless it was kept.</summary>
    public void Dispose() => File.Delete(staged);
}
