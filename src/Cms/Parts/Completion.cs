using Cms.Content;
using Cms.Definitions;
using Cms.Liquid;

namespace Cms.Parts;

/// <summary>What a part may ask for while it completes itself.</summary>
public sealed class Completion(ContentStore store, LiquidTemplates liquid, ContentDefinitions definitions)
{
    private readonly HashSet<(string? Container, string Path)> _pathsGivenHere = [];

    /// <summary>The tenant's definitions.</summary>
    public ContentDefinitions Definitions => definitions;

    /// <summary>Finds the name of the culture in which the site is written; asked only where a part needs it. Unless given, that of a site that chose none.</summary>
    public Func<CancellationToken, Task<string>> GetDefaultCultureAsync { get; init; } = _ => Task.FromResult("en-US");

    /// <summary>The text that a Liquid pattern makes of the item. Throws <see cref="LiquidException"/> when the pattern is wrong.</summary>
    public string Render(string pattern, ItemBeingSaved item)
    {
        var model = ContentModel.Of(item.ContentItemId, item.Type.Name, item.DisplayText, item.Json);
        return liquid.Get(pattern).RenderText(model).Trim();
    }

    /// <summary>The path, or the path with the first free number after it. Two items of one save do not get the same.</summary>
    public async Task<string> MakeUniqueAsync(string path, ItemBeingSaved item, CancellationToken cancel)
    {
        // No number makes a path free whose first of several segments is taken; the check refuses it.
        if (path.Contains('/') && RoutePath.IsReserved(path))
            return path;

        var candidate = path;
        for (var number = 2; !await IsFreeAsync(candidate, item.Outermost.ContentItemId, cancel); number++)
            candidate = RoutePath.Numbered(path, number);

        Take(candidate);
        return candidate;
    }

    /// <summary>The path, or the path with the first number after it that no path written from this container's on has in this save.</summary>
    public string MakeUniqueIn(string containerContentItemId, string path)
    {
        var candidate = path;
        for (var number = 2; RoutePath.IsReserved(candidate) || _pathsGivenHere.Contains((containerContentItemId, candidate)); number++)
            candidate = RoutePath.Numbered(path, number);

        Take(candidate, containerContentItemId);
        return candidate;
    }

    /// <summary>The alias, or the alias with the first free number after it.</summary>
    public async Task<string> MakeUniqueAliasAsync(string alias, ItemBeingSaved item, CancellationToken cancel)
    {
        var candidate = alias;
        for (var number = 2; await IsTakenAsync(candidate); number++)
            candidate = $"{alias}-{number}";
        return candidate;

        async Task<bool> IsTakenAsync(string wanted) =>
            (await store.ListByPartValueAsync(PartColumn.Alias, [wanted.ToLowerInvariant()], ContentStatus.All, cancel)).Any(other => other.ContentItemId != item.ContentItemId);
    }

    /// <summary>The latest version of an item that stands on its own, or null.</summary>
    public Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) => store.FindLatestAsync(contentItemId, cancel);

    /// <summary>The place after the last item of a list.</summary>
    public async Task<int> NextOrderAsync(string listContentItemId, CancellationToken cancel)
    {
        var last = await store.ListContainedAsync(new ContainedQuery([listContentItemId]) { Status = ContentStatus.Latest, First = 1, LastFirst = true }, cancel);
        return last[listContentItemId].FirstOrDefault() is { } item && item.Part(ContainedPart.Unattached.Name) is { ValueKind: System.Text.Json.JsonValueKind.Object } part
            && part.TryGetProperty("Order", out var order) && order.TryGetInt32(out var place) && place < int.MaxValue
                ? place + 1
                : 1;
    }

    /// <summary>Takes a path that the editor wrote, so that no generated one collides with it.</summary>
    /// <param name="path">The path as it stands in its part.</param>
    /// <param name="containerContentItemId">The item from whose path on it is written; null for a whole path.</param>
    public void Take(string path, string? containerContentItemId = null) => _pathsGivenHere.Add((containerContentItemId, path));

    private async Task<bool> IsFreeAsync(string path, string contentItemId, CancellationToken cancel) =>
        !RoutePath.IsReserved(path)
        && !_pathsGivenHere.Contains((null, path))
        && (await store.ListTakenPathsAsync([path], contentItemId, cancel)).Count == 0;
}
