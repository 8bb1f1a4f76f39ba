using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Previewing;
using Cms.Editing.Reviewing;
using Cms.Editing.Scheduling;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Search;
using Cms.Users;

namespace Cms.Editing;

/// <summary>What <see cref="SaveDraft"/> and <see cref="Publish"/> share: the version is composed, checked and stored in one transaction.</summary>
public sealed class StoreVersion(
    ContentAccess access, CurrentCaller current, TenantWork work, ContentStore store, TenantDefinitions definitions, Compose compose, UncheckedRows rows, SetHomePage setHomePage, PruneVersions prune, PreviewLinkStore links, ReviewStore reviews,
    TimeProvider clock)
{
    /// <summary>Stores a new version as the latest one.</summary>
    /// <param name="draft">What the item is to be.</param>
    /// <param name="publish">Visitors see it at once.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="evenWithoutDrafts">True takes an item that visitors do not see, as one is after unpublishing, also of a type without drafts.</param>
    internal async Task<Outcome<ContentItem>> RunAsync(ContentDraft draft, bool publish, Editor by, CancellationToken cancel, bool evenWithoutDrafts = false)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var latest = draft.ContentItemId is { } id ? await store.FindLatestAsync(id, cancel) : null;
        if (await RefuseChangeAsync(draft, publish, latest, cancel) is { } refused)
            return refused;

        if (StaleProblem(draft, latest) is { } stale)
            return stale;

        var kept = (await access.FieldsAsync(cancel)).Keep(draft, latest);
        if (kept.Problem is { } locked)
            return locked;

        var composed = await compose.RunAsync(kept.Value with { IsUnfinished = draft.IsUnfinished && !publish }, latest, by, cancel);
        if (composed.Problem is not null)
            return composed;

        var known = await definitions.GetAsync(cancel);
        var type = known.FindType(draft.ContentType)!;
        if (!publish && !type.Draftable && !evenWithoutDrafts)
            return Problem.Invalid($"Items of type {type.Name} have no drafts; publish it instead.");

        var version = composed.Value with { Latest = true, Published = publish };
        if (publish)
        {
            version = version with { PublishedUtc = draft.Given.PublishedUtc ?? clock.GetUtcNow().UtcDateTime };
            version = await setHomePage.RunAsync(Schedules.Published(version, known) ?? version, known, cancel);
        }

        if (await RefuseScheduleAsync(version, latest, known, cancel) is { } unscheduled)
            return unscheduled;

        var indexed = IndexRows.Of(version, known);
        var published = publish ? indexed : await PublishedAsync(version.ContentItemId, known, cancel);
        await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = version.ContentItemId,
                ExpectedVersionId = latest?.ContentItemVersionId,
                NewVersion = version,
                Latest = indexed,
                Published = published,
                KeepHistory = type.Versionable,
                GoesOn = !publish && GoesOn(draft, latest, by, version.ModifiedUtc) && !await IsLookedAtAsync(latest!, cancel),
                Event = publish
                    ? new ContentPublished(version.ContentItemId, version.ContentType)
                    : new DraftSaved(version.ContentItemId, version.ContentType),
            },
            cancel);
        if (type.VersionLimits != VersionLimits.None)
            await prune.RunAsync(version.ContentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return version;
    }

    private async Task<Problem?> RefuseChangeAsync(ContentDraft draft, bool publish, ContentItem? latest, CancellationToken cancel)
    {
        var refused = await access.RefuseAsync(ContentAction.Edit, latest, draft.ContentType, cancel);
        if (refused is null && publish)
            refused = await access.RefuseAsync(ContentAction.Publish, latest, draft.ContentType, cancel);
        if (refused is null && draft.Given.Owner is { } owner && owner != latest?.Owner && owner != current.Caller.UserId)
            refused = current.Caller.Refuse(Permission.EditContentOwner, "say who owns an item");
        return refused;
    }

    // A moment in the draft publishes it as surely as a button does.
    private async Task<Problem?> RefuseScheduleAsync(ContentItem version, ContentItem? latest, ContentDefinitions known, CancellationToken cancel)
    {
        var (now, before) = (IndexRows.DueIn(version, known).ToList(), latest is null ? [] : IndexRows.DueIn(latest, known).ToList());
        return now.Except(before).Any() || before.Except(now).Any(due => due.Kind == ScheduledKind.Unpublish)
            ? await access.RefuseAsync(ContentAction.Publish, latest, version.ContentType, cancel)
            : null;
    }

    // What others may have seen, compared or commented on meanwhile is a version of its own, and so is one that a link or token shows.
    private static bool GoesOn(ContentDraft draft, ContentItem? latest, Editor by, DateTime nowUtc) =>
        draft.WrittenSinceUtc is { } since && since <= nowUtc && nowUtc - since <= ContentDraft.StretchLasts
        && latest is { Published: false } && latest.Author == by.UserName && latest.ModifiedUtc >= since;

    // What a link or token shows stays, and what a review is about, so that everybody can see what changed since.
    private async Task<bool> IsLookedAtAsync(ContentItem latest, CancellationToken cancel) =>
        await links.IsHeldAsync(latest.ContentItemId, latest.ContentItemVersionId, clock.GetUtcNow().UtcDateTime, cancel)
        || await reviews.IsAboutAsync(latest.ContentItemId, latest.ContentItemVersionId, cancel);

    private async Task<IndexedVersion?> PublishedAsync(string contentItemId, ContentDefinitions known, CancellationToken cancel) =>
        await store.FindPublishedAsync(contentItemId, cancel) is { } published ? await rows.OfAsync(published, known, cancel) : null;

    private static Problem? StaleProblem(ContentDraft draft, ContentItem? latest)
    {
        if (draft.BasedOn == latest?.ContentItemVersionId)
            return null;

        if (latest is null)
            return Problem.Conflict($"Content item {draft.ContentItemId} was removed meanwhile; take it out of the trash first, or save it as a new item to keep the changes.");

        var who = latest.Author.Length > 0 ? latest.Author : "somebody";
        return Problem.Conflict(
            $"\"{latest.DisplayText}\" was saved by {who} at {latest.ModifiedUtc:yyyy-MM-dd HH:mm:ss} UTC (version {latest.ContentItemVersionId}), "
            + $"after the version that these changes were made to ({draft.BasedOn ?? "none: it was to be a new item"}).");
    }
}
