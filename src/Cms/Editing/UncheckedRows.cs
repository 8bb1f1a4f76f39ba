using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Search;

namespace Cms.Editing;

/// <summary>Index rows of a version that no rule looks at again, because it was saved before.</summary>
public sealed class UncheckedRows(ContentStore store)
{
    /// <summary>
    /// The rows without the paths and the alias that it cannot have: its type may have got the part after the version was saved, and then another
    /// item may have them.
    /// </summary>
    public async Task<IndexedVersion> OfAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var rows = IndexRows.Of(item, definitions);
        var routes = rows.Routes.DistinctBy(route => route.Path).Where(route => RoutePath.Complaint(route.Path) is null).ToList();
        var taken = await store.ListTakenPathsAsync([.. routes.Select(route => route.Path)], item.ContentItemId, cancel);
        rows = rows with { Routes = [.. routes.Where(route => !taken.Contains(route.Path))] };
        return rows.Alias is { } alias && !await MayHaveAsync(item, alias, cancel)
            ? rows.WithoutAlias()
            : rows;
    }

    private async Task<bool> MayHaveAsync(ContentItem item, string alias, CancellationToken cancel) =>
        alias.Length <= AliasPart.MaxLength
        && (await store.ListByPartValueAsync(PartColumn.Alias, [alias], ContentStatus.All, cancel)).All(other => other.ContentItemId == item.ContentItemId);
}
