using Cms.Audit;
using Cms.Content;
using Cms.Media;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>Puts another content into a media file: whatever shows it shows the new one.</summary>
public sealed class ReplaceMedia(CurrentCaller current, TenantWork work, MediaFiles files, AuditTrail trail)
{
    /// <summary>
    /// The file afterwards; the same when it had these bytes already. <see cref="ProblemKind.NotFound"/> when there is none, <see cref="ProblemKind.Invalid"/> for bytes that are not what the file's name says: a file of another
    /// kind needs another name, so it is uploaded beside and takes the place (<see cref="RemoveMedia"/>).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of the new one.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<MediaFile>> RunAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "replace files") is { } refused)
            return refused;

        if (files.Find(path) is null)
            return ReadMedia.Missing(path);

        if (await files.FindComplaintAsync(path, bytes, cancel) is { } complaint)
            return Problem.Invalid($"What was chosen cannot take the place of \"{path}\": as such it {complaint}.");

        using var staged = await files.StageAsync(path, bytes, cancel);
        if (staged is not null)
        {
            // Whoever moves or removes the file waits.
            await using var transaction = await work.BeginAsync(cancel);
            if (files.Find(path) is null)
                return ReadMedia.Missing(path);

            await trail.AddAsync(new AuditEntry(AuditCategory.Content, "MediaReplaced", path, path), cancel);
            staged.Keep();
            await transaction.CommitAsync(cancel);
        }

        return MediaFile.Of(path, files.Find(path)!);
    }
}
