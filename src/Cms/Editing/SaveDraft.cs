using Cms.Content;

namespace Cms.Editing;

/// <summary>Saves a new version of an item that visitors do not see yet.</summary>
public sealed class SaveDraft(StoreVersion storeVersion)
{
    /// <summary>
    /// The saved version. <see cref="ProblemKind.Conflict"/> with who and when, if somebody saved since <see cref="ContentDraft.BasedOn"/>;
    /// <see cref="ProblemKind.Invalid"/> with every complaint at once.
    /// </summary>
    public Task<Outcome<ContentItem>> RunAsync(ContentDraft draft, Editor by, CancellationToken cancel) =>
        storeVersion.RunAsync(draft, publish: false, by, cancel);
}
