using Cms.Audit;
using Cms.Liquid;
using Cms.Media;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Puts a file into the media folder under a name that no other has.</summary>
public sealed class UploadMedia(CurrentCaller current, MediaFiles files, AuditTrail trail)
{
    /// <summary>The folder that uploads of the editor go into.</summary>
    public const string Folder = "uploads";

    private const int LongestName = 80;

    /// <summary>The path of the file, below the media folder; of several files of a name, also when they come at once, each gets a number of its own. <see cref="ProblemKind.Invalid"/> for a file that is not what its name says, or of a kind that the site does not take.</summary>
    /// <param name="name">Its name on the machine of whoever uploads it.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="folder">The folder that it goes into, made where it is missing; empty for the media folder itself.</param>
    public async Task<Outcome<string>> RunAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel, string folder = Folder)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "upload files") is { } refused)
            return refused;

        if (folder.Length > 0 && !MediaPath.IsValid(folder))
            return Problem.Invalid($"\"{folder}\" is no path of a folder; it must be {MediaPath.Form}.");

        var ending = Path.GetExtension(name).ToLowerInvariant();
        var stem = Slug.Of(Path.GetFileNameWithoutExtension(name));
        if (stem.Length > LongestName)
            stem = stem[..LongestName].TrimEnd('-');
        if (stem.Length == 0)
            stem = "file";

        for (var number = 1; ; number++)
        {
            var path = MediaPath.Join(folder, $"{stem}{(number == 1 ? "" : $"-{number}")}{ending}");
            if (!MediaPath.IsValid(path))
                return Problem.Invalid($"\"{name}\" cannot be the name of a file here.");

            // The same file again is the same file. Looked at first: what is asked of a file takes long.
            if (files.Find(path) is { } there && !await IsAsync(there, bytes, cancel))
                continue;

            if (await files.FindComplaintAsync(path, bytes, cancel) is { } complaint)
                return Problem.Invalid($"\"{name}\" {complaint}.");

            if (files.Obstacle(path, []) is { } obstacle)
                return Problem.Invalid($"\"{path}\" {obstacle}.");

            using var staged = await files.StageAsync(path, bytes, cancel);
            if (staged is null)
                return path;

            if (staged.KeepNew())
            {
                await trail.AddAsync(new AuditEntry(AuditCategory.Content, "MediaUploaded", path, path), cancel);
                return path;
            }

            // Somebody else was faster; what they uploaded may be the same.
            number--;
        }
    }

    private static async Task<bool> IsAsync(FileInfo file, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        file.Length == bytes.Length && (await File.ReadAllBytesAsync(file.FullName, cancel)).AsSpan().SequenceEqual(bytes.Span);
}
