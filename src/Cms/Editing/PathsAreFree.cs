using Cms.Content;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Editing;

/// <summary>No two items, and no two items inside one, are reached under the same path.</summary>
public sealed class PathsAreFree(ContentStore store) : ContentRule
{
    private const string Where = "AutoroutePart.Path";

    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var routes = ItemRoutes.In(item, definitions);
        var paths = routes.Select(route => route.Path).ToList();
        var taken = await store.ListTakenPathsAsync(paths, item.ContentItemId, cancel);
        var twice = paths.CountBy(path => path).Where(count => count.Value > 1).Select(count => count.Key);

        // One that follows its container's path is whole only here.
        var tooLong = routes.Where(route => route.ContainedItemId is not null && RoutePath.IsTooLong(route.Path)).Select(route => route.Path);
        return
        [
            .. taken.Select(path => new Complaint(Where, $"must be free, and \"{path}\" belongs to another item")),
            .. twice.Select(path => new Complaint(Where, $"must be free, and \"{path}\" is used twice in this item")),
            .. tooLong.Select(path => new Complaint(Where, $"must have at most {RoutePath.MaxLength} characters together with its container's, and \"{path[..40]}...\" has {path.Length}")),
        ];
    }
}
