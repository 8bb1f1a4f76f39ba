using Cms.Content;
using Cms.Definitions;

namespace Cms.Editing;

/// <summary>Something that every saved version keeps to. Asked inside the saving transaction; may refuse, never changes anything.</summary>
public abstract class ContentRule
{
    /// <summary>What is wrong with the version; empty when it keeps the rule.</summary>
    public abstract Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel);
}
