using Cms.Content;
using Cms.Editing.Replacing;

namespace Cms.Editing.Files;

/// <summary>Rewrites what refers to a media file, for the verbs that take a file from its path.</summary>
public sealed class MediaUses(ReplaceReferences replace, ReplacedSince replaced)
{
    /// <summary>
    /// Where very many items refer, changes so many of them one by one that the rest fits into one transaction; null when that is so. A problem is told of the first item that could not be changed: those before it are, and go on
    /// referring to a file that is there.
    /// </summary>
    internal async Task<Problem?> BeginAsync(Replacement replacement, Editor by, CancellationToken cancel)
    {
        var items = await replace.ListAsync(replacement, cancel);
        foreach (var (index, item) in items.Take(Math.Max(0, items.Count - ReplaceReferences.MostAtOnce)).Index())
        {
            if ((await replace.RunAsync(item.Key, replacement, by, cancel)).Problem is { } problem)
                return problem with { Message = $"{index} of {items.Count} items were changed, then {(item.Value is { } title ? $"\"{title}\"" : "one that you may not see")} could not be: {problem.Message} The file is where it was." };
        }

        return null;
    }

    /// <summary>Whether anything refers to the file.</summary>
    internal async Task<bool> AreThereAsync(string path, CancellationToken cancel) => (await replace.ListAsync(new Replacement(ReplacedKind.Media, path, null), cancel)).Count > 0;

    /// <summary>Changes the rest, in the caller's transaction, and remembers what takes the place for versions and items in the trash that come back.</summary>
    internal async Task<Problem?> FinishAsync(Replacement replacement, Editor by, CancellationToken cancel)
    {
        var changed = await replace.ReplaceAllAsync(replacement, by, except: null, cancel);
        if (changed.Problem is not null)
            return changed.Problem;

        await replaced.RememberAsync(replacement, cancel);
        return null;
    }
}
