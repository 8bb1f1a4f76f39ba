using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Editing;

/// <summary>No two items, and no two items inside one, are reached under the same path.</summary>
public sealed class PathsAreFree(ContentStore store) : ContentRule
{
    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var paths = IndexRows.Of(item, definitions).Routes.Select(route => route.Path).ToList();
        var taken = await store.ListTakenPathsAsync(paths, item.ContentItemId, cancel);
        var twice = paths.CountBy(path => path).Where(count => count.Value > 1).Select(count => count.Key);
        return
        [
            .. taken.Select(path => new Complaint("AutoroutePart.Path", $"must be free, and \"{path}\" belongs to another item")),
            .. twice.Select(path => new Complaint("AutoroutePart.Path", $"must be free, and \"{path}\" is used twice in this item")),
        ];
    }
}
