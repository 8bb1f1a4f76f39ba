using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Editing.Versions;

/// <summary>Brings an old version of an item back as its newest draft; nothing of what was saved since is lost.</summary>
public sealed class RestoreVersion(TenantWork work, ContentStore store, TenantDefinitions definitions, StoreVersion storeVersion)
{
    /// <summary>
    /// The new version, with the parts of the old one; the latest version itself is given back as it is. <see cref="ProblemKind.Invalid"/>
    /// with every complaint when the old parts break today's definitions or a path of theirs belongs to another item by now. An item that
    /// visitors see and whose type has no drafts is published again, as every save of it is.
    /// </summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, string contentItemVersionId, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return Problem.NotFound($"There is no content item {contentItemId}.");

        var versions = await store.ListVersionsAsync(contentItemId, cancel);
        if (versions.FirstOrDefault(version => version.ContentItemVersionId == contentItemVersionId) is not { } old)
            return UnknownVersion(latest, contentItemVersionId);

        if (old.Latest)
            return latest;

        var hasDrafts = (await definitions.GetAsync(cancel)).FindType(old.ContentType)?.Draftable ?? true;
        var draft = new ContentDraft
        {
            ContentItemId = contentItemId,
            ContentType = old.ContentType,
            Parts = JsonNode.Parse(old.PartsJson)!.AsObject(),
            BasedOn = latest.ContentItemVersionId,
            DisplayText = old.DisplayText,
        };
        var restored = await storeVersion.RunAsync(draft, publish: !hasDrafts && latest.Published, by, cancel, evenWithoutDrafts: true);
        if (restored.Problem is null)
            await transaction.CommitAsync(cancel);
        return restored;
    }

    /// <summary>What is said of a version that the item does not have.</summary>
    internal static Problem UnknownVersion(ContentItem item, string contentItemVersionId) => Problem.NotFound(
        $"\"{item.DisplayText}\" ({item.ContentItemId}) has no version {contentItemVersionId}; it was never saved, or it was thrown away since.");
}
