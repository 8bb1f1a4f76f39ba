using Cms.Liquid;
using Cms.Media;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Puts a file into the media folder under a name that no other has.</summary>
public sealed class UploadMedia(CurrentCaller current, MediaFiles files)
{
    /// <summary>The folder that uploads of the editor go into.</summary>
    public const string Folder = "uploads";

    private const int LongestName = 80;

    /// <summary>The path of the file, below the media folder. <see cref="ProblemKind.Invalid"/> for a file that is not what its name says, or of a kind that the site does not take.</summary>
    /// <param name="name">Its name on the machine of whoever uploads it.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<string>> RunAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "upload files") is { } refused)
            return refused;

        var ending = Path.GetExtension(name).ToLowerInvariant();
        var stem = Slug.Of(Path.GetFileNameWithoutExtension(name));
        if (stem.Length > LongestName)
            stem = stem[..LongestName].TrimEnd('-');
        if (stem.Length == 0)
            stem = "file";

        for (var number = 1; ; number++)
        {
            var path = $"{Folder}/{stem}{(number == 1 ? "" : $"-{number}")}{ending}";
            if (!MediaPath.IsValid(path))
                return Problem.Invalid($"\"{name}\" cannot be the name of a file here.");

            if (await files.FindComplaintAsync(path, bytes, cancel) is { } complaint)
                return Problem.Invalid($"\"{name}\" {complaint}.");

            // The same file again is the same file.
            if (files.Find(path) is { } there && !await IsAsync(there, bytes, cancel))
                continue;

            if (files.Obstacle(path, []) is { } obstacle)
                return Problem.Invalid($"\"{path}\" {obstacle}.");

            using var staged = await files.StageAsync(path, bytes, cancel);
            staged?.Keep();
            return path;
        }
    }

    private static async Task<bool> IsAsync(FileInfo file, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        file.Length == bytes.Length && (await File.ReadAllBytesAsync(file.FullName, cancel)).AsSpan().SequenceEqual(bytes.Span);
}
