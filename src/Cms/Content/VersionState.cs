namespace Cms.Content;

/// <summary>A version and all that may change of it after it was saved: what has the same state says the same, as long as definitions stay.</summary>
/// <param name="ContentItemVersionId">See <see cref="ContentItem.ContentItemVersionId"/>.</param>
/// <param name="Latest">See <see cref="ContentItem.Latest"/>.</param>
/// <param name="Published">See <see cref="ContentItem.Published"/>.</param>
/// <param name="PublishedUtc">See <see cref="ContentItem.PublishedUtc"/>.</param>
public readonly record struct VersionState(string ContentItemVersionId, bool Latest, bool Published, DateTime? PublishedUtc)
{
    /// <summary>How the item stands.</summary>
    public static VersionState Of(ContentItem item) => new(item.ContentItemVersionId, item.Latest, item.Published, item.PublishedUtc);
}
