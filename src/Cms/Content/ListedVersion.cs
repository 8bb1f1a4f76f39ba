namespace Cms.Content;

/// <summary>A version that a list came upon, before its JSON is read: enough to know whether it is known already.</summary>
public abstract class ListedVersion
{
    /// <summary>Which version it is, and how it stands. What has the same state says the same, as long as definitions stay.</summary>
    public abstract VersionState State { get; }

    /// <summary>The whole version. Only while the list is read.</summary>
    public abstract ContentItem Read();

    /// <summary>One that was read already.</summary>
    public static ListedVersion Of(ContentItem item) => new Known(item);

    private sealed class Known(ContentItem item) : ListedVersion
    {
        public override VersionState State => new(item.ContentItemVersionId, item.Latest, item.Published, item.PublishedUtc);

        public override ContentItem Read() => item;
    }
}

/// <summary>A version and all that may change of it after it was saved.</summary>
/// <param name="ContentItemVersionId">See <see cref="ContentItem.ContentItemVersionId"/>.</param>
/// <param name="Latest">See <see cref="ContentItem.Latest"/>.</param>
/// <param name="Published">See <see cref="ContentItem.Published"/>.</param>
/// <param name="PublishedUtc">See <see cref="ContentItem.PublishedUtc"/>.</param>
public readonly record struct VersionState(string ContentItemVersionId, bool Latest, bool Published, DateTime? PublishedUtc);
