using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>Finds items to choose from, such as what a link leads to, by their titles and as far as the caller may see them.</summary>
public sealed class FindItems(CurrentCaller current, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>The items: the latest version of those whose drafts the caller may see, of the others what visitors see.</summary>
    /// <param name="wanted">Which.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<IReadOnlyList<ListedItem>> RunAsync(ItemsByTitle wanted, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        var types = wanted.ContentTypes is { } names ? names.Select(known.FindType).OfType<ContentType>() : known.Types.Where(type => type.Listable);
        var shown = ListedTypes.ToChoose(types, current.Caller, wanted.OnlyPublished);
        if (shown.AreNone)
            return [];

        return await store.ListItemsAsync(
            new ItemsQuery(shown.Visible)
            {
                PublishedTypes = shown.PublishedTypes,
                Where = wanted.Text is { Length: > 0 } text ? new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, text) : null,
                OrderBy = wanted.OrderBy,
                First = wanted.First,
            },
            cancel);
    }
}

/// <summary>Which items to choose from.</summary>
/// <param name="Text">A piece of the title; empty or null for any.</param>
/// <param name="OrderBy">The order.</param>
/// <param name="First">How many at most.</param>
public sealed record ItemsByTitle(string? Text, ContentOrder OrderBy, int First)
{
    /// <summary>Of these types, as far as they exist; null for all whose items stand in lists.</summary>
    public IReadOnlyCollection<string>? ContentTypes { get; init; }

    /// <summary>Only what visitors see.</summary>
    public bool OnlyPublished { get; init; }
}
