using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Makes a new item with the content of another one.</summary>
public sealed class Clone(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, StoreVersion storeVersion)
{
    /// <summary>
    /// The new item, which visitors do not see yet: the parts of the other one's latest version, the title as it is, new ids also for the
    /// items inside, and paths made anew; fields that the caller may not change are left out. It belongs to whoever clones. Fails like <see cref="SaveDraft"/> when the parts break today's
    /// definitions.
    /// </summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } original)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Clone, original, cancel) is { } refused)
            return refused;

        // Nobody makes values for themselves that they may not write.
        var parts = CopiedParts.Of(original, await definitions.GetAsync(cancel));
        (await access.FieldsAsync(cancel)).TakeOutLocked(parts, original.ContentType);
        var draft = new ContentDraft
        {
            ContentType = original.ContentType,
            Parts = parts,
            DisplayText = original.DisplayText,
        };
        var clone = await storeVersion.RunAsync(draft, publish: false, by, cancel, evenWithoutDrafts: true);
        if (clone.Problem is null)
            await transaction.CommitAsync(cancel);
        return clone;
    }
}
