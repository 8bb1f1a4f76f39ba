using Cms.Audit;
using Cms.Content;
using Cms.Editing.Replacing;
using Cms.Media;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>Gives a media file another name or folder, and writes the new path wherever the old one stands.</summary>
public sealed class MoveMedia(CurrentCaller current, TenantWork work, MediaFiles files, MediaUses uses, AuditTrail trail)
{
    /// <summary>
    /// The file at its new path. <see cref="ProblemKind.NotFound"/> when there is none, <see cref="ProblemKind.Conflict"/> when the new path is taken, <see cref="ProblemKind.Invalid"/> for a path that is none or says another kind of
    /// file; and what <see cref="ReplaceReferences"/> says of items that cannot be changed. Then the file stays where it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="to">Its new path, whose folders are made where they are missing.</param>
    /// <param name="by">Who moves it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<MediaFile>> RunAsync(string path, string to, Editor by, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "move files") is { } refused)
            return refused;

        if (files.Find(path) is not { } file)
            return ReadMedia.Missing(path);

        if (to == path)
            return MediaFile.Of(path, file);

        if (!MediaPath.IsValid(to))
            return Problem.Invalid($"\"{to}\" is no path of a media file; it must be {MediaPath.Form}.");

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancel);
        if (await files.FindComplaintAsync(to, bytes, cancel) is { } complaint)
            return Problem.Invalid($"\"{to}\" {complaint}.");

        if (files.Obstacle(to, []) is { } obstacle)
            return Problem.Invalid($"\"{to}\" {obstacle}.");

        if (files.Find(to) is not null)
            return Taken(to);

        // Both are there until nothing refers to the old one any more, so that no visitor meets a path without a file.
        using var staged = await files.StageAsync(to, bytes, cancel);
        if (staged?.KeepNew() != true)
            return Taken(to);

        var isMoved = false;
        try
        {
            var replacement = new Replacement(ReplacedKind.Media, path, to);
            if ((await uses.BeginAsync(replacement, by, cancel) ?? await FinishAsync(replacement, by, cancel)) is { } problem)
                return problem;

            isMoved = true;
        }
        finally
        {
            // Of very many items some may refer to the new path already; they keep it, and the rest can be moved again.
            if (!isMoved && !await uses.AreThereAsync(to, CancellationToken.None))
                files.Remove(to);
        }

        files.Remove(path);
        return MediaFile.Of(to, files.Find(to)!);
    }

    private async Task<Problem?> FinishAsync(Replacement replacement, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await uses.FinishAsync(replacement, by, cancel) is { } problem)
            return problem;

        await trail.AddAsync(new AuditEntry(AuditCategory.Content, "MediaMoved", replacement.To!, $"{replacement.From} → {replacement.To}"), cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private static Problem Taken(string to) => Problem.Conflict($"There is a file \"{to}\" already; choose another name.");
}
