using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Replacing;
using Cms.Editing.Scheduling;
using Cms.Users;

namespace Cms.Editing.Versions;

/// <summary>Brings an old version of an item back as its newest draft; nothing of what was saved since is lost.</summary>
public sealed class RestoreVersion(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, StoreVersion storeVersion, MendReferences mend)
{
    /// <summary>
    /// The new version, with the parts of the old one but the schedule of today and without references that were replaced everywhere since; the latest version itself is given back as it is. <see cref="ProblemKind.Invalid"/>
    /// with every complaint when the old parts break today's definitions or a path of theirs belongs to another item by now. An item that
    /// visitors see and whose type has no drafts is published again, as every save of it is. <see cref="ProblemKind.Forbidden"/> when a field would change that the
    /// caller sees and may not change; those that it does not see stay as they are. <see cref="ProblemKind.Conflict"/> with who and when, if somebody saved since <paramref name="basedOn"/>.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The old version.</param>
    /// <param name="by">Who restores it.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="basedOn">The version that was the latest when somebody decided; null for whichever is.</param>
    /// <param name="isUnfinished">True takes an old version that is not finished, as <see cref="ContentDraft.IsUnfinished"/> says.</param>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, string contentItemVersionId, Editor by, CancellationToken cancel, string? basedOn = null, bool isUnfinished = false)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        if (await store.FindVersionAsync(contentItemId, contentItemVersionId, cancel) is not { } old)
            return UnknownVersion(latest, contentItemVersionId);

        if (old.Latest)
            return latest;

        var known = await definitions.GetAsync(cancel);
        var type = known.FindType(old.ContentType);

        // What was replaced or taken out everywhere since would lead nowhere.
        (old, _) = await mend.RunAsync(old, known, cancel);

        // Fields that the caller does not see stay as they are today.
        var parts = JsonNode.Parse((await access.FieldsAsync(cancel)).Visible(old).PartsJson)!.AsObject();

        // When the item is published or taken away is a matter of today; a moment of then may be over.
        if (type is not null)
            Schedules.Copy(latest, parts, type);
        var draft = new ContentDraft
        {
            ContentItemId = contentItemId,
            ContentType = old.ContentType,
            Parts = parts,
            BasedOn = basedOn ?? latest.ContentItemVersionId,
            DisplayText = old.DisplayText,
            IsUnfinished = isUnfinished,
        };
        var restored = await storeVersion.RunAsync(draft, publish: type is { Draftable: false } && latest.Published, by, cancel, evenWithoutDrafts: true);
        if (restored.Problem is null)
            await transaction.CommitAsync(cancel);
        return restored;
    }

    /// <summary>What is said of a version that the item does not have.</summary>
    internal static Problem UnknownVersion(ContentItem item, string contentItemVersionId) => Problem.NotFound(
        $"\"{item.DisplayText}\" ({item.ContentItemId}) has no version {contentItemVersionId}; it was never saved, or it was thrown away since.");
}
