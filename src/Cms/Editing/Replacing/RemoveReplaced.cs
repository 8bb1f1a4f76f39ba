using Cms.Content;
using Cms.Linking;
using Cms.Users;

namespace Cms.Editing.Replacing;

/// <summary>What becomes of references to an item that is removed, and of its address.</summary>
public sealed record RemovalWish
{
    /// <summary>The id of the item that takes its place wherever it is referred to; null for none.</summary>
    public string? ReplaceBy { get; init; }

    /// <summary>True takes the references out; without effect where something takes its place.</summary>
    public bool TakesOut { get; init; }

    /// <summary>The id of the item to whose page its addresses lead from now on; null says of them that the page is gone.</summary>
    public string? LeadsTo { get; init; }
}

/// <summary>Removes an item together with what refers to it, or leads its addresses elsewhere: nothing refers to nothing afterwards.</summary>
public sealed class RemoveReplaced(TenantWork work, ContentStore store, ContentAccess access, ReplaceReferences replace, ReplacedSince replaced, Remove remove)
{
    /// <summary>
    /// The removed item, or a problem, and then nothing has changed: what <see cref="Remove"/> says, what <see cref="ReplaceReferences"/> says of the items that refer, and <see cref="ProblemKind.Invalid"/> when the item to which its addresses
    /// are to lead has no page. When more items refer than are changed at once (<see cref="ReplaceReferences.MostAtOnce"/>), they are changed one by one before.
    /// </summary>
    public async Task<Outcome<TrashedItem>> RunAsync(string contentItemId, RemovalWish wish, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return await remove.RunAsync(contentItemId, by, evenIfUsed: false, cancel);

        // Before anything is said of what refers to it.
        if (await access.RefuseAsync(ContentAction.Delete, latest, cancel) is { } refused)
            return refused;

        if (await RefuseTargetAsync(contentItemId, wish, cancel) is { } nowhere)
            return nowhere;

        if (wish.ReplaceBy is not null || wish.TakesOut)
        {
            var replacement = new Replacement(ReplacedKind.Item, contentItemId, wish.ReplaceBy);
            var changed = await replace.ReplaceAllAsync(replacement, by, except: contentItemId, cancel);
            if (changed.Problem is { } unchanged)
                return unchanged;

            await replaced.RememberAsync(replacement, cancel);
        }

        var removed = await remove.RunAsync(contentItemId, by, evenIfUsed: false, cancel);
        if (removed.Problem is not null)
            return removed;

        if (wish.LeadsTo is { } to)
            await store.LeadElsewhereAsync(new PageOf(contentItemId, null), new PageOf(to, null), cancel);
        await transaction.CommitAsync(cancel);
        return removed;
    }

    private async Task<Problem?> RefuseTargetAsync(string contentItemId, RemovalWish wish, CancellationToken cancel)
    {
        if (wish.ReplaceBy == contentItemId || wish.LeadsTo == contentItemId)
            return Problem.Invalid("An item that is removed cannot take its own place; choose another one.");

        if (wish.LeadsTo is not { } to)
            return null;

        if (await store.FindPublishedAsync(to, cancel) is not { } target || !access.MaySee(target))
            return ContentAccess.Missing(to);

        return (await PublicPaths.OfAsync(store, [to], cancel)).Count > 0 ? null : Problem.Invalid($"\"{target.DisplayText}\" has no page, so no address can lead there.");
    }
}
