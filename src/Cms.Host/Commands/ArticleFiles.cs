namespace Cms.Host.Commands;

/// <summary>The files that an import names, with all files in the folders it names.</summary>
internal static class ArticleFiles
{
    /// <summary>
    /// The files in the order of the names; those of a folder and the folders in it in ordinal order of their paths. Hidden files,
    /// folders that cannot be read and empty ones become reports of refusals. Links to folders are not followed, so no circle is walked.
    /// </summary>
    public static List<string> List(IEnumerable<string> names, List<FileReport> refused)
    {
        var files = new List<string>();
        foreach (var name in names)
        {
            if (!Directory.Exists(name))
            {
                files.Add(name);
                continue;
            }

            var inside = new List<string>();
            var before = refused.Count;
            Collect(name, inside, refused);
            if (inside.Count == 0 && refused.Count == before)
                refused.Add(FileReport.Refused(name, "The folder has no files."));

            inside.Sort(StringComparer.Ordinal);
            files.AddRange(inside);
        }

        return files;
    }

    private static void Collect(string folder, List<string> files, List<FileReport> refused)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                var path = Path.Combine(folder, entry.Name);
                if (entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden))
                    refused.Add(FileReport.Refused(path, "It is hidden; name it itself to import it."));
                else if (entry is FileInfo)
                    files.Add(path);
                else if (entry.LinkTarget is null)
                    Collect(path, files, refused);
                else
                    refused.Add(FileReport.Refused(path, "It is a link to a folder; name the folder itself to import it."));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refused.Add(FileReport.Refused(folder, exception.Message));
        }
    }
}
