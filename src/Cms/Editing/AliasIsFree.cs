using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Editing;

/// <summary>No two items are asked for by the same alias.</summary>
public sealed class AliasIsFree(ContentStore store) : ContentRule
{
    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        if (!PartValues.In(item, definitions).TryGetValue(PartColumn.Alias, out var alias))
            return [];

        var others = await store.ListByPartValueAsync(PartColumn.Alias, [(string)alias], ContentStatus.All, cancel);
        return others.FirstOrDefault(other => other.ContentItemId != item.ContentItemId) is { } other
            ? [new Complaint("AliasPart.Alias", $"must be free, and \"{alias}\" belongs to \"{other.DisplayText}\" ({other.ContentItemId})")]
            : [];
    }
}
