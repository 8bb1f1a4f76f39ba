using Cms.Audit;
using Cms.Content;
using Cms.Editing.Replacing;
using Cms.Media;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>Removes a media file, and with it every reference: no item names a file that is gone.</summary>
public sealed class RemoveMedia(CurrentCaller current, TenantWork work, WhereUsed whereUsed, MediaFiles files, MediaUses uses, AuditTrail trail)
{
    /// <summary>
    /// The path that is free now. <see cref="ProblemKind.NotFound"/> when there is no such file, <see cref="ProblemKind.Conflict"/> that says where, when something refers to it and nothing is to be done about that; and what
    /// <see cref="ReplaceReferences"/> says of items that cannot be changed. Then the file stays.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="replaceBy">The path of a file that takes its place wherever it is referred to; null for none.</param>
    /// <param name="takesOut">True takes the references out; without effect where another file takes the place.</param>
    /// <param name="by">Who removes it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<string>> RunAsync(string path, string? replaceBy, bool takesOut, Editor by, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "remove files") is { } refused)
            return refused;

        if (files.Find(path) is null)
            return ReadMedia.Missing(path);

        if (replaceBy == path)
            return Problem.Invalid("A file that is removed cannot take its own place; choose another one.");

        // What comes back from the trash, or as an old version, takes what took the place: nothing, where nothing did.
        var replacement = new Replacement(ReplacedKind.Media, path, replaceBy);
        var isReplaced = replaceBy is not null || takesOut;
        if (isReplaced && await uses.BeginAsync(replacement, by, cancel) is { } stopped)
            return stopped;

        await using (var transaction = await work.BeginAsync(cancel))
        {
            if (!isReplaced && await DescribeUsesAsync(path, cancel) is { } used)
                return used;

            if (await uses.FinishAsync(replacement, by, cancel) is { } problem)
                return problem;

            await trail.AddAsync(new AuditEntry(AuditCategory.Content, "MediaRemoved", path, path), cancel);
            await transaction.CommitAsync(cancel);
        }

        // After the commit: a file too many does no harm, a path without one does.
        files.Remove(path);
        return path;
    }

    private async Task<Problem?> DescribeUsesAsync(string path, CancellationToken cancel)
    {
        var all = await whereUsed.ListBesideAsync(path, cancel);
        if (all.Problem is not null || all.Value.Count == 0)
            return null;

        return Problem.Conflict($"\"{path}\" is used by {await whereUsed.DescribeAsync(all.Value, cancel)}; let another file take its place, or take it out there.");
    }
}
