using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Linking;
using Cms.Search;
using Cms.Users;

namespace Cms.Editing.Replacing;

/// <summary>Writes a replacement into one item: into its draft and into what visitors see, each where it refers.</summary>
public sealed class RewriteItem(ContentAccess access, ContentStore store, TenantDefinitions definitions, Compose compose, UncheckedRows rows, PruneVersions prune, TimeProvider clock)
{
    /// <summary>The item afterwards, inside the caller's transaction. See <see cref="ReplaceReferences.RunAsync"/>.</summary>
    internal async Task<Outcome<ReplacedItem>> RunAsync(string contentItemId, Replacement replacement, Editor by, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        // Nothing picks itself, so what would is taken out.
        if (replacement.Kind == ReplacedKind.Item && replacement.To == contentItemId)
            replacement = replacement with { To = null };

        var known = await definitions.GetAsync(cancel);
        var published = latest.Published ? latest : await store.FindPublishedAsync(contentItemId, cancel);
        var newPublished = published is null ? null : await WriteAsync(published, replacement, by, known, cancel);
        if (newPublished?.Problem is { } wrong)
            return wrong;

        var newLatest = latest.Published ? newPublished! : await WriteAsync(latest, replacement, by, known, cancel);
        if (newLatest.Problem is { } unfit)
            return unfit;

        var isVisible = newPublished is not null && !ReferenceEquals(newPublished.Value.Item, published);
        if (!isVisible && ReferenceEquals(newLatest.Value.Item, latest))
            return new ReplacedItem(latest, IsChanged: false);

        if (isVisible && await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } unpublishable)
            return unpublishable;

        var expected = latest.ContentItemVersionId;
        var visibleRows = published is null ? null : await rows.OfAsync(newPublished!.Value.Item with { Latest = latest.Published || isVisible, Published = true }, known, cancel);
        if (isVisible)
        {
            // The version that visitors see is the older one, so it comes first; the draft follows as one of its own.
            await SaveAsync(visibleRows!.Item, expected, visibleRows, visibleRows, new ContentPublished(contentItemId, latest.ContentType));
            expected = visibleRows.Item.ContentItemVersionId;
        }

        var now = visibleRows?.Item;
        if (!latest.Published)
        {
            var draft = newLatest.Value.Item;
            if (ReferenceEquals(draft, latest))
                draft = latest with { ContentItemVersionId = ContentId.New() };
            now = draft with { Latest = true, Published = false };
            var beside = visibleRows is null ? null : visibleRows with { Item = visibleRows.Item with { Latest = false } };
            await SaveAsync(now, expected, await rows.OfAsync(now, known, cancel), beside, new DraftSaved(contentItemId, latest.ContentType));
        }

        await prune.RunAsync(contentItemId, cancel);
        return new ReplacedItem(now!, IsChanged: true);

        Task SaveAsync(ContentItem version, string expected, IndexedVersion newest, IndexedVersion? visible, ContentEvent happened) => store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = expected,
                NewVersion = version,
                Latest = newest,
                Published = visible,
                KeepHistory = known.FindType(latest.ContentType)?.Versionable ?? true,
                Event = happened,
            },
            cancel);
    }

    // The version itself when it does not refer.
    private async Task<Outcome<Written>> WriteAsync(ContentItem version, Replacement replacement, Editor by, ContentDefinitions known, CancellationToken cancel)
    {
        var parts = JsonNode.Parse(version.PartsJson)!.AsObject();
        var places = ReplacedParts.Write(version.ContentType, parts, replacement, known);
        var changed = places.Count == 0 ? version : version with
        {
            ContentItemVersionId = ContentId.New(),
            ModifiedUtc = clock.GetUtcNow().UtcDateTime,
            Author = by.UserName,
            PartsJson = parts.ToJsonString(ContentItemJson.Options),
        };
        if (await access.RefusePlacesAsync(places, cancel) is { } locked)
            return locked;

        if (!replacement.IsName && Left(changed, replacement, known) is { } path)
            return Problem.Invalid($"{path} refers to it in a way that only somebody who writes it can change.");

        // What was wrong before is no reason to refuse: only what the replacement brings.
        if (places.Count > 0 && await compose.CheckAsync(changed, cancel) is { Count: > 0 } complaints)
        {
            var before = await compose.CheckAsync(version, cancel);
            var added = complaints.Except(before).Where(complaint => version.Published || !complaint.MayWait).ToList();
            if (added.Count > 0)
                return new Problem(ProblemKind.Invalid, string.Join(' ', added), added);
        }

        return new Written(changed);
    }

    private static string? Left(ContentItem version, Replacement replacement, ContentDefinitions known) =>
        References.In(version, known).FirstOrDefault(reference => reference.Target == replacement.From && replacement.ReferenceKinds.Contains(reference.Kind))?.Path;

    // An outcome needs something that no outcome is itself.
    private sealed record Written(ContentItem Item);
}
