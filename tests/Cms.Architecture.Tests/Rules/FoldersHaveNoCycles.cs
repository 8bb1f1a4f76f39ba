namespace Cms.Architecture.Tests.Rules;

/// <summary>No folder of src/Cms leads back to itself. Looks at the code, not at the table of who may use whom.</summary>
public static class FoldersHaveNoCycles
{
    public static IEnumerable<Violation> Check(SourceTree tree) => Check(tree, FoldersUseWhatTheyMay.Known);

    public static IEnumerable<Violation> Check(SourceTree tree, IReadOnlyList<(string Path, string Uses)> known)
    {
        var uses = FolderUses.In(tree).Where(use => !known.Contains((use.File.Path, use.To))).ToList();
        foreach (var loop in LoopsIn(uses))
        {
            var way = string.Join(" -> ", loop.Select(use => use.From).Append(loop[0].From));
            var places = string.Join(", ", loop.Skip(1).Select(use => $"{use.File.Path}:{use.Line}"));
            yield return new Violation(loop[0].File.Path, loop[0].Line, $"folders go round in a circle: {way} (also {places}). Move a type so that one arrow goes.");
        }
    }

    /// <summary>The shortest loop through each folder, each loop once.</summary>
    public static IEnumerable<IReadOnlyList<FolderUse>> LoopsIn(IReadOnlyList<FolderUse> uses)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in uses.Select(use => use.From).Distinct().Order(StringComparer.Ordinal))
        {
            var loop = ShortestLoop(folder, uses);
            if (loop.Count > 0 && seen.Add(string.Join(' ', loop.Select(use => use.From).Order(StringComparer.Ordinal))))
                yield return loop;
        }
    }

    private static IReadOnlyList<FolderUse> ShortestLoop(string folder, IReadOnlyList<FolderUse> uses)
    {
        var waiting = new Queue<IReadOnlyList<FolderUse>>(uses.Where(use => use.From == folder).Select(use => new[] { use }));
        var reached = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var way))
        {
            if (way[^1].To == folder)
                return way;

            if (!reached.Add(way[^1].To))
                continue;

            foreach (var next in uses.Where(use => use.From == way[^1].To))
                waiting.Enqueue([.. way, next]);
        }

        return [];
    }
}
