namespace Cms.Content;

/// <summary>
/// The version that this request shows as if visitors saw it; everything else is as published. It belongs to the scope of one request: it is stored nowhere, no other request sees it, and what is made with
/// it must be given to whoever asked and kept by nobody.
/// </summary>
public sealed class Preview
{
    /// <summary>The version with its index rows, published as it stands there; null in a request that shows no preview, as nearly all do.</summary>
    public IndexedVersion? Version { get; private set; }

    /// <summary>Whether the page says which of its pieces shows which field, for whoever edits the item.</summary>
    public bool ShowsFields { get; private set; }

    /// <summary>Begins the preview. Throws when the request shows another one already: two would be mixed.</summary>
    /// <param name="version">Latest and published, as nothing else of its item is seen.</param>
    /// <param name="showsFields">See <see cref="ShowsFields"/>.</param>
    public void Show(IndexedVersion version, bool showsFields)
    {
        if (Version is not null)
            throw new InvalidOperationException($"This request shows a preview of {Version.Item.ContentItemId} already.");
        if (version.Item is not { Latest: true, Published: true })
            throw new ArgumentException("A version is shown as it would be when published.", nameof(version));

        (Version, ShowsFields) = (version, showsFields);
    }

    /// <summary>The item as this request shows it; null for every other one.</summary>
    public ContentItem? Find(string contentItemId) => Version?.Item is { } item && item.ContentItemId == contentItemId ? item : null;

    /// <summary>The content as this request shows it, to be read only.</summary>
    public ContentStore Over(ContentStore stored) => Version is null ? stored : new PreviewedContent(stored, Version);
}
